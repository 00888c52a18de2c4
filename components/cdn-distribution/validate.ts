import { findPlainProblems } from "../shared/inputs";
import type { Problem } from "../shared/problems";
import { findDomainNameProblems, findEnumProblems } from "../shared/rules";
import {
  AllowedMethods,
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from "./args";
import { MANAGED_CACHE_POLICIES } from "./managed-policies";
import type {
  BehaviorSettings,
  CachingSettings,
  CdnDistributionSettings,
  CdnEdgeSettings,
} from "./settings";

/**
 * A distribution has at most 75 behaviors, the default one among them.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
 */
const MAX_PATH_BEHAVIORS = 74;

/**
 * Headers that CloudFront does not add to origin requests.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
 */
const FORBIDDEN_ORIGIN_HEADERS = new RegExp(
  "^(cache-control|connection|content-length|cookie|host|if-match|if-modified-since" +
    "|if-none-match|if-range|if-unmodified-since|max-forwards|pragma|proxy-authenticate" +
    "|proxy-authorization|proxy-connection|range|request-range|te|trailer|transfer-encoding" +
    "|upgrade|via|x-amz-.*|x-edge-.*|x-real-ip)$",
  "i",
);

/** Everything that is wrong with a `CdnDistribution`'s settings, as far as values are known. */
export function findCdnDistributionProblems(settings: CdnDistributionSettings): Problem[] {
  return [
    ...findPlainProblems(settings.originDomainName, findOriginProblems),
    ...Object.keys(settings.originHeaders).flatMap(findOriginHeaderProblems),
    ...findCdnEdgeProblems(settings),
  ];
}

/** What is wrong with an origin's domain name. */
export function findOriginProblems(originDomainName: string): Problem[] {
  return findDomainNameProblems("originDomainName", originDomainName);
}

/** Everything that is wrong with the settings that do not depend on the origin. */
export function findCdnEdgeProblems(settings: CdnEdgeSettings): Problem[] {
  return [
    ...findCachingProblems(settings.caching),
    ...findDomainProblems(settings),
    ...findEnumProblems("priceClass", settings.priceClass, PriceClass),
  ];
}

/** What a user should know of before deploying, though it may be meant. */
export function findCdnEdgeWarnings({ caching }: CdnEdgeSettings): string[] {
  const { cachePolicy } = caching.defaultBehavior;
  const minTtlSeconds = MANAGED_CACHE_POLICIES[cachePolicy].minTtlSeconds;
  if (minTtlSeconds === 0 || caching.acceptsSharedPages) {
    return [];
  }
  return [
    `caching.defaultBehavior.cachePolicy ${cachePolicy} has a minimum TTL of ${minTtlSeconds} s: ` +
      "every viewer can get a page that was made for another one, even if it says private or " +
      "no-store. Set caching.acceptsSharedPages to true if all pages are the same for everybody, " +
      "or give the paths that are to caching.behaviors.",
  ];
}

function findOriginHeaderProblems(name: string): Problem[] {
  if (/^[!#$%&'*+.^_`|~\w-]{1,256}$/.test(name) && !FORBIDDEN_ORIGIN_HEADERS.test(name)) {
    return [];
  }
  const rule = "must have names of headers that CloudFront may add";
  const remedy = "Use a name of your own, such as X-Origin-Secret.";
  return [{ path: "originHeaders", rule, value: name, remedy }];
}

function findCachingProblems({ defaultBehavior, behaviors }: CachingSettings): Problem[] {
  const problems = findBehaviorProblems("caching.defaultBehavior", defaultBehavior);
  if (behaviors.length > MAX_PATH_BEHAVIORS) {
    const rule = `must have at most ${MAX_PATH_BEHAVIORS} entries`;
    const remedy = "Merge patterns with wildcards.";
    problems.push({ path: "caching.behaviors", rule, value: behaviors.length, remedy });
  }
  behaviors.forEach((behavior, index) => {
    const path = `caching.behaviors[${index}]`;
    problems.push(...findBehaviorProblems(path, behavior));
    problems.push(...findPathPatternProblems(`${path}.pathPattern`, behavior.pathPattern));
    const first = behaviors.findIndex(({ pathPattern }) => pathPattern === behavior.pathPattern);
    if (first < index) {
      const rule = `must differ from that of caching.behaviors[${first}]`;
      const remedy = "The first one takes all its requests. Remove one of the two.";
      const value = behavior.pathPattern;
      problems.push({ path: `${path}.pathPattern`, rule, value, remedy });
    }
  });
  return problems;
}

function findBehaviorProblems(path: string, behavior: BehaviorSettings): Problem[] {
  const enums = {
    cachePolicy: ManagedCachePolicy,
    originRequestPolicy: ManagedOriginRequestPolicy,
    responseHeadersPolicy: ManagedResponseHeadersPolicy,
    allowedMethods: AllowedMethods,
    viewerProtocolPolicy: ViewerProtocolPolicy,
  };
  return Object.entries(enums).flatMap(([key, members]) =>
    findEnumProblems(`${path}.${key}`, behavior[key as keyof typeof enums], members),
  );
}

/**
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
function findPathPatternProblems(path: string, value: string): Problem[] {
  if (value === "*") {
    const rule = "must not be the default behavior's";
    return [{ path, rule, value, remedy: "Use caching.defaultBehavior." }];
  }
  if (/^[\w.*$/~"'@:+?&-]{1,255}$/.test(value ?? "")) {
    return [];
  }
  const rule = "must have 1 to 255 of the characters A-Z a-z 0-9 _ - . * ? $ / ~ \" ' @ : + &";
  return [{ path, rule, value, remedy: 'Use a pattern such as "/static/*".' }];
}

function findDomainProblems({ domain }: CdnEdgeSettings): Problem[] {
  if (domain === undefined) {
    return [];
  }
  const problems: Problem[] = domain.names.flatMap((value, index) => {
    const path = `domain.names[${index}]`;
    return findDomainNameProblems(path, value.replace(/^\*\./, "")).map((found) => ({
      ...found,
      value,
    }));
  });
  if (domain.names.length < 1 || domain.names.length > 100) {
    const remedy = "Name the domains that viewers use, or leave out domain.";
    const rule = "must have 1 to 100 entries";
    problems.push({ path: "domain.names", rule, value: domain.names.length, remedy });
  }
  return [
    ...problems,
    ...findPlainProblems(domain.certificateArn, (value) => {
      const rule = "must be the ARN of a certificate in us-east-1, where CloudFront looks for it";
      const remedy = "Request the certificate there.";
      return /^arn:[\w-]+:acm:us-east-1:\d{12}:certificate\/.+$/.test(value)
        ? []
        : [{ path: "domain.certificateArn", rule, value, remedy }];
    }),
  ];
}
