import type * as pulumi from "@pulumi/pulumi";
import type { CachingArgs } from "./caching";
import type { DistributionArgs, PriceClass } from "./distribution";
import type { DomainArgs } from "./domain";
import type { ErrorPageArgs } from "./error-pages";
import type { FunctionArgs } from "./functions";
import type { GeoRestrictionArgs } from "./geo-restriction";
import type { OriginConnectionArgs } from "./origin";
import type { OriginGroupArgs } from "./origin-groups";
import type { AdditionalOriginArgs } from "./additional-origins";
import type { StandardLoggingArgs } from "./standard-logging";

/**
 * The arguments of an edge that `CdnDistribution` and `CdnFrontedBeanstalkApp` have in common.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-values-specify.html
 */
export interface CdnEdgeArgs {
  /** What is cached. Defaults to what the application's own `Cache-Control` headers allow. */
  caching?: CachingArgs;
  /** CloudFront functions by name, for behaviors to refer to. Defaults to none. */
  functions?: Record<string, FunctionArgs>;
  /** How CloudFront connects to the application. Defaults to plain HTTP on port 80. */
  origin?: OriginConnectionArgs;
  /**
   * Further origins by id, for behaviors to refer to. The application's own id is `origin`. Defaults
   * to none.
   */
  additionalOrigins?: Record<string, AdditionalOriginArgs>;
  /** Pairs of origins by id, of which the second stands in for the first. Defaults to none. */
  originGroups?: Record<string, OriginGroupArgs>;
  /** Names of your own. Defaults to the distribution's name under cloudfront.net. */
  domain?: DomainArgs;
  /** What applies to the distribution as a whole. Defaults to each of its arguments' defaults. */
  distribution?: DistributionArgs;
  /**
   * Pages in place of the origin's errors, at most one for each status. Defaults to none: viewers get
   * what the origin says.
   */
  errorPages?: ErrorPageArgs[];
  /** From which countries viewers are served. Defaults to all. */
  geoRestriction?: GeoRestrictionArgs;
  /**
   * ARN of a web ACL of AWS WAF with scope CLOUDFRONT, in us-east-1. It costs by the month and by
   * request. Defaults to none.
   */
  webAclArn?: pulumi.Input<string>;
  /** Where requests are logged. Defaults to nowhere. */
  standardLogging?: StandardLoggingArgs;
  /** Which edge locations serve; fewer cost less. Defaults to PriceClassAll. */
  priceClass?: PriceClass;
  /**
   * Whether an update waits until every edge has it, which takes some minutes. Defaults to true.
   */
  waitForDeployment?: boolean;
  /** Tags for every resource that can have them. Defaults to none. */
  tags?: Record<string, string>;
}

/**
 * The arguments of `CdnDistribution`.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-values-specify.html
 */
export interface CdnDistributionArgs extends CdnEdgeArgs {
  /** DNS name of the origin, without scheme, port and path. IP addresses are refused. */
  originDomainName: pulumi.Input<string>;
  /** Headers that CloudFront adds to each request to the origin, by name. Defaults to none. */
  originHeaders?: Record<string, pulumi.Input<string>>;
}
