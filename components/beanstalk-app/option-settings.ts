import { buildCapacityOptions } from "./capacity";
import { buildConfigurationUpdateOptions } from "./configuration-updates";
import { buildDeploymentOptions } from "./deployments";
import { buildEnvironmentProperties } from "./environment-properties";
import { buildExtraOptions } from "./extra-settings";
import { buildHealthCheckOptions } from "./health-check";
import { buildHealthReportingOptions } from "./health-reporting";
import { buildInstanceOptions } from "./instances";
import { buildLoadBalancerOptions } from "./load-balancer";
import { buildLogStreamingOptions } from "./log-streaming";
import { buildManagedUpdateOptions } from "./managed-updates";
import { buildNetworkOptions } from "./network";
import { buildNotificationOptions } from "./notifications";
import { buildProcessOptions } from "./processes";
import { buildProxyOptions } from "./proxy";
import { buildRoleOptions } from "./roles";
import { buildScalingOptions } from "./scaling";
import { buildTracingOptions } from "./tracing";
import type { EnvironmentReferences, OptionSetting } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/** Each concern's options, the last one winning where two set the same. */
const BUILDERS: ((
  settings: BeanstalkAppSettings,
  references: EnvironmentReferences,
) => OptionSetting[])[] = [
  buildRoleOptions,
  buildCapacityOptions,
  buildInstanceOptions,
  buildScalingOptions,
  buildNetworkOptions,
  buildLoadBalancerOptions,
  buildProcessOptions,
  buildHealthCheckOptions,
  buildDeploymentOptions,
  buildConfigurationUpdateOptions,
  buildManagedUpdateOptions,
  buildHealthReportingOptions,
  buildLogStreamingOptions,
  buildNotificationOptions,
  buildProxyOptions,
  buildTracingOptions,
  buildEnvironmentProperties,
  buildExtraOptions,
];

/**
 * The environment's option settings in canonical form: one entry for each namespace, name and
 * resource; sorted; `resource` always present; values as Beanstalk stores them; nothing that does
 * not apply to the environment's type. Anything else comes back differently from Beanstalk and
 * shows as a change in every later preview.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
export function buildOptionSettings(
  settings: BeanstalkAppSettings,
  references: EnvironmentReferences,
): OptionSetting[] {
  return canonicalize(BUILDERS.flatMap((build) => build(settings, references)));
}

/** One entry for each key, the last one winning, in a stable order. */
function canonicalize(entries: OptionSetting[]): OptionSetting[] {
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function keyOf({ namespace, resource, name }: OptionSetting): string {
  return [namespace, resource, name].join("\0");
}
