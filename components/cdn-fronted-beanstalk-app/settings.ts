import type { BeanstalkAppSettings } from "../beanstalk-app/settings";
import { resolveBeanstalkAppSettings } from "../beanstalk-app/settings";
import type { CdnEdgeSettings } from "../cdn-distribution/settings";
import { resolveCdnEdgeSettings } from "../cdn-distribution/settings";
import type { CdnFrontedBeanstalkAppArgs } from "./args";
import { OriginProtection } from "./args";

/** `CdnFrontedBeanstalkAppArgs` with every default in place: both halves', and what joins them. */
export interface CdnFrontedBeanstalkAppSettings {
  origin: BeanstalkAppSettings;
  edge: CdnEdgeSettings;
  originProtection: OriginProtection;
  originSecretGeneration: number;
}

/** Resolves every default of a `CdnFrontedBeanstalkApp`, once. */
export function resolveCdnFrontedBeanstalkAppSettings(
  args: CdnFrontedBeanstalkAppArgs,
): CdnFrontedBeanstalkAppSettings {
  const originProtection = args.originProtection ?? OriginProtection.PrefixListAndSecret;
  const restrictToCloudFront = originProtection !== OriginProtection.None;
  return {
    origin: resolveBeanstalkAppSettings({ ...args, restrictToCloudFront }),
    edge: resolveCdnEdgeSettings(args),
    originProtection,
    originSecretGeneration: args.originSecretGeneration ?? 1,
  };
}
