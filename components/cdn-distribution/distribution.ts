import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";
import { flag, group, input, oneOf, optional, text, withDefault } from "../shared/fields";
import type { BehaviorReferences } from "./behavior-references";
import { describeBehavior } from "./behaviors";
import { COMMENT } from "./comment";
import { listAliases } from "./domain";
import { describeErrorPages } from "./error-pages";
import { describeGeoRestriction } from "./geo-restriction";
import { describeOrigins } from "./origin";
import { describeOriginGroups } from "./origin-groups";
import type { CdnDistributionSettings } from "./settings";
import { describeLogging } from "./standard-logging";

/** The newest HTTP version that viewers can use; 1.1 is always there. */
export enum HttpVersion {
  /** HTTP/1.1 alone. */
  Http1_1 = "http1.1",
  /** HTTP/2. */
  Http2 = "http2",
  /** HTTP/3 over QUIC, without HTTP/2. */
  Http3 = "http3",
  /** HTTP/2 and HTTP/3. */
  Http2And3 = "http2and3",
}

/** Which edge locations serve: fewer cost less. */
export enum PriceClass {
  /** North America, Europe and Israel. */
  PriceClass100 = "PriceClass_100",
  /** All but South America, Australia and New Zealand. */
  PriceClass200 = "PriceClass_200",
  /** All. */
  PriceClassAll = "PriceClass_All",
}

/**
 * What applies to the distribution as a whole.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html
 */
export interface DistributionArgs {
  /** What the console shows beside its id, up to 128 characters. Defaults to the component's name. */
  comment?: string;
  /** Whether viewers are served. Defaults to true. */
  enabled?: boolean;
  /** The newest HTTP version for viewers. Defaults to Http2And3. */
  httpVersion?: HttpVersion;
  /** Whether viewers can come over IPv6; DNS records of type AAAA follow. Defaults to true. */
  isIpv6Enabled?: boolean;
  /**
   * The page that is asked of the origin in place of `/`, such as `index.html`, up to 255 characters
   * and without a slash in front. Defaults to `/` itself.
   */
  defaultRootObject?: string;
  /**
   * Id of a list of Anycast static IP addresses, for viewers behind firewalls that know addresses
   * alone. It costs by the month, AWS grants it on request, and over IPv6 it must be a dual-stack
   * list. Defaults to none.
   */
  anycastIpListId?: pulumi.Input<string>;
  /**
   * Whether deleting only disables it, which spares a wait of some minutes. What stays keeps its
   * names: no other distribution can have them until you delete it by hand. Defaults to false.
   */
  retainOnDelete?: boolean;
}

const ROOT_OBJECT = {
  matches: /^(?!\/)[!-~]{1,255}$/,
  must: "must have 1 to 255 characters without spaces, and no slash in front",
  remedy: 'Use "index.html".',
};

/**
 * A web ACL of AWS WAF for CloudFront, which lives in us-east-1 whatever the stack's region.
 *
 * Source: https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html
 */
export const WEB_ACL_ARN = {
  matches: /^arn:[\w-]+:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
  must: "must be the ARN of a web ACL with scope CLOUDFRONT, in us-east-1",
  remedy: "Create the web ACL with that scope there.",
};

export const DISTRIBUTION = group<DistributionArgs>()({
  comment: optional(COMMENT),
  enabled: withDefault(flag(), true),
  httpVersion: withDefault(oneOf(HttpVersion), HttpVersion.Http2And3),
  isIpv6Enabled: withDefault(flag(), true),
  defaultRootObject: optional(text(ROOT_OBJECT)),
  anycastIpListId: optional(input(text())),
  retainOnDelete: withDefault(flag(), false),
});

/** What the distribution refers to. */
interface DistributionReferences {
  behaviors: BehaviorReferences;
  /** Undefined without names of one's own. */
  certificateArn: pulumi.Input<string> | undefined;
}

/** Everything is stated, so that no default of the provider's can show as a change later. */
export function createDistribution(
  name: string,
  settings: CdnDistributionSettings,
  references: DistributionReferences,
  opts: pulumi.CustomResourceOptions,
): cloudfront.Distribution {
  const { caching, distribution, domain } = settings;
  return new cloudfront.Distribution(
    `${name}-distribution`,
    {
      enabled: distribution.enabled,
      comment: distribution.comment ?? name,
      aliases: domain && listAliases(domain).sort(),
      httpVersion: distribution.httpVersion,
      isIpv6Enabled: distribution.isIpv6Enabled,
      defaultRootObject: distribution.defaultRootObject,
      anycastIpListId: distribution.anycastIpListId,
      priceClass: settings.priceClass,
      origins: describeOrigins(settings),
      originGroups: describeOriginGroups(settings.originGroups),
      defaultCacheBehavior: describeBehavior(caching.defaultBehavior, references.behaviors),
      orderedCacheBehaviors: caching.behaviors.map((behavior) => ({
        pathPattern: behavior.pathPattern,
        ...describeBehavior(behavior, references.behaviors),
      })),
      customErrorResponses: describeErrorPages(settings.errorPages),
      restrictions: { geoRestriction: describeGeoRestriction(settings.geoRestriction) },
      viewerCertificate: describeViewerCertificate(settings, references),
      webAclId: settings.webAclArn,
      loggingConfig: describeLogging(settings.standardLogging),
      retainOnDelete: distribution.retainOnDelete,
      waitForDeployment: settings.waitForDeployment,
      tags: settings.tags,
    },
    opts,
  );
}

function describeViewerCertificate(
  { domain }: CdnDistributionSettings,
  { certificateArn }: DistributionReferences,
) {
  return domain === undefined
    ? { cloudfrontDefaultCertificate: true }
    : {
        acmCertificateArn: certificateArn,
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: domain.minimumProtocolVersion,
      };
}
