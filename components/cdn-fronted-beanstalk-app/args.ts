import type { BeanstalkOriginArgs } from "../beanstalk-app";
import type { CdnEdgeArgs } from "../cdn-distribution";

/** Who reaches the application other than through this distribution. */
export enum OriginProtection {
  /** Everybody. For a stage in which both routes are measured. */
  None = "None",
  /** CloudFront's servers: those of any distribution, somebody else's among them. */
  PrefixList = "PrefixList",
  /**
   * Nobody, if the application does its part: CloudFront sends a secret in the header
   * `X-Origin-Secret`, and the application refuses requests without it, but for the health check,
   * which comes from the load balancer. The accepted values are in its environment properties
   * `ORIGIN_SECRET` and, after a rotation, `ORIGIN_SECRET_PREVIOUS`.
   */
  PrefixListAndSecret = "PrefixListAndSecret",
}

/** The arguments of `CdnFrontedBeanstalkApp`. */
export interface CdnFrontedBeanstalkAppArgs extends BeanstalkOriginArgs, CdnEdgeArgs {
  /** Who reaches the application past CloudFront. Defaults to PrefixListAndSecret. */
  originProtection?: OriginProtection;
  /**
   * Number of the origin's secret, from 1 to 1000000. Raise it by one to rotate: the application
   * accepts the new and the previous value, then CloudFront sends the new one. Defaults to 1.
   */
  originSecretGeneration?: number;
  /**
   * Tags for every resource that can have them, but for the bundles, since S3 takes ten tags an
   * object. `Name` is Beanstalk's own. Defaults to none.
   */
  tags?: Record<string, string>;
}
