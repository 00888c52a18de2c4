import type { BeanstalkAppSettings } from "../beanstalk-app/settings";
import { BEANSTALK_ORIGIN } from "../beanstalk-app/settings";
import { OriginProtocolPolicy } from "../cdn-distribution/origin";
import { pick } from "../shared/arguments";
import type { CdnFrontedBeanstalkAppSettings } from "./settings";

/** Who reaches the application other than through this distribution. */
export enum OriginProtection {
  /** Everybody. For a stage in which both routes are measured. */
  None = "None",
  /** CloudFront's servers: those of any distribution, somebody else's among them. */
  PrefixList = "PrefixList",
  /**
   * Nobody, if the application does its part: it refuses requests without the secret, as with
   * PrefixListAndSecret. Anybody can make it do so, though: for load balancers whose security groups
   * are not the environment's, shared and network ones.
   */
  Secret = "Secret",
  /**
   * Nobody, if the application does its part: CloudFront sends a secret in the header
   * `X-Origin-Secret`, and the application refuses requests without it, but for the health check,
   * which comes from the load balancer. The accepted values are in its environment properties
   * `ORIGIN_SECRET` and, after a rotation, `ORIGIN_SECRET_PREVIOUS`.
   */
  PrefixListAndSecret = "PrefixListAndSecret",
}

const RESTRICTED = [OriginProtection.PrefixList, OriginProtection.PrefixListAndSecret];
const SECRET = [OriginProtection.Secret, OriginProtection.PrefixListAndSecret];

/** Whether security groups admit CloudFront alone. */
export function isRestricted({ originProtection }: CdnFrontedBeanstalkAppSettings): boolean {
  return RESTRICTED.includes(originProtection);
}

/** Whether CloudFront sends a secret. */
export function hasSecret({ originProtection }: CdnFrontedBeanstalkAppSettings): boolean {
  return SECRET.includes(originProtection);
}

/** The origin half's settings: CloudFront comes to the one port over which it asks. */
export function pickOriginSettings(settings: CdnFrontedBeanstalkAppSettings): BeanstalkAppSettings {
  const { protocolPolicy, httpPort, httpsPort } = settings.origin;
  return {
    ...pick(settings, BEANSTALK_ORIGIN.fields),
    restrictToCloudFront: isRestricted(settings),
    cloudFrontPort: protocolPolicy === OriginProtocolPolicy.HttpsOnly ? httpsPort : httpPort,
  };
}
