import type { BeanstalkOriginArgs } from "../beanstalk-app";
import type { CdnEdgeArgs } from "../cdn-distribution";
import type { InvalidationArgs } from "./invalidation";
import type { OriginDomainArgs } from "./origin-domain";
import type { OriginProtection } from "./origin-protection";

/**
 * The arguments of `CdnFrontedBeanstalkApp`.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html
 */
export interface CdnFrontedBeanstalkAppArgs extends BeanstalkOriginArgs, CdnEdgeArgs {
  /** Who reaches the application past CloudFront. Defaults to PrefixListAndSecret. */
  originProtection?: OriginProtection;
  /**
   * A name of your own for the environment, which HTTPS to the origin needs. Defaults to the
   * environment's name under elasticbeanstalk.com.
   */
  originDomain?: OriginDomainArgs;
  /**
   * Number of the origin's secret, from 1 to 1000000. Raise it by one to rotate: the application
   * accepts the new and the previous value, then CloudFront sends the new one. Defaults to 1.
   */
  originSecretGeneration?: number;
  /**
   * What CloudFront forgets after each deployment of another version. Defaults to everything.
   */
  invalidation?: InvalidationArgs;
  /**
   * Tags for every resource that can have them, but for the bundles, since S3 takes ten tags an
   * object. `Name` is Beanstalk's own. Defaults to none.
   */
  tags?: Record<string, string>;
}
