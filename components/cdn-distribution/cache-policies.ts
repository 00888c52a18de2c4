import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";
import type { Field, SettledFields } from "../shared/fields";
import {
  completed,
  flag,
  group,
  list,
  optional,
  text,
  wholeNumber,
  withDefault,
} from "../shared/fields";
import type { Subject } from "../shared/rules";
import { each, eachNamed, rulesOn } from "../shared/rules";
import { COMMENT } from "./comment";
import { HEADER_NAME } from "./headers";
import type { CdnEdgeSettings } from "./settings";
import type { ValueSelectionArgs, ValueSelectionSettings } from "./value-selections";
import {
  describeItems,
  describeValues,
  MAX_NAMES,
  NO_VALUES,
  VALUE_SELECTION,
  ValueBehavior,
} from "./value-selections";

/**
 * A cache policy of your own: what tells one stored response from another, and for how long
 * responses are kept. What is in the key also reaches the origin. An account can have 20.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html
 */
export interface CachePolicyArgs {
  /**
   * How long, in seconds, a response is kept whatever the origin says, even `private` or
   * `no-store`. From 0 to 31536000 (a year). Defaults to 0.
   */
  minTtlSeconds?: number;
  /**
   * How long, in seconds, a response is kept about which the origin says nothing. From
   * `minTtlSeconds` to `maxTtlSeconds`. Defaults to `minTtlSeconds`; CloudFront's own default is a
   * day, which surprises.
   */
  defaultTtlSeconds?: number;
  /**
   * How long, in seconds, a response is kept at most. From 1 to 31536000 (a year). Defaults to
   * 31536000.
   */
  maxTtlSeconds?: number;
  /** Headers in the key, at most 10. Each value makes copies of its own. Defaults to none. */
  headers?: string[];
  /** Cookies in the key. Defaults to none. */
  cookies?: ValueSelectionArgs;
  /** Query strings in the key. Defaults to none. */
  queryStrings?: ValueSelectionArgs;
  /** Whether there are copies compressed with gzip. Defaults to true. */
  acceptEncodingGzip?: boolean;
  /** Whether there are copies compressed with Brotli. Defaults to true. */
  acceptEncodingBrotli?: boolean;
  /** What the policy is for, up to 128 characters. Defaults to none. */
  comment?: string;
}

const YEAR_SECONDS = 31_536_000;

/**
 * Headers that CloudFront refuses in a cache key.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior
 */
const OUTSIDE_KEYS = new RegExp(
  "^(connection|cookie|proxy-.*|te|upgrade|cache-control|content-length|max-forwards|pragma" +
    "|request-range|trailer|transfer-encoding|x-amz-cf-id|x-edge-.*|x-forwarded-proto|x-real-ip" +
    "|cloudfront-viewer-(address|asn|tls|ja[34]-fingerprint|header-order|header-count))$",
  "i",
);

const KEY_HEADER = {
  matches: (name: string) => !OUTSIDE_KEYS.test(name),
  must: "must be a header that CloudFront takes into a cache key",
  remedy: "Use an origin request policy, or for Cookie the argument cookies.",
};

const CACHE_POLICY_FIELDS = group<CachePolicyArgs>()(
  {
    minTtlSeconds: withDefault(wholeNumber("seconds", 0, YEAR_SECONDS), 0),
    defaultTtlSeconds: optional(wholeNumber("seconds", 0, YEAR_SECONDS)),
    maxTtlSeconds: withDefault(wholeNumber("seconds", 1, YEAR_SECONDS), YEAR_SECONDS),
    headers: withDefault(list(text(HEADER_NAME, KEY_HEADER), MAX_NAMES), []),
    cookies: withDefault(VALUE_SELECTION, NO_VALUES),
    queryStrings: withDefault(VALUE_SELECTION, NO_VALUES),
    acceptEncodingGzip: withDefault(flag(), true),
    acceptEncodingBrotli: withDefault(flag(), true),
    comment: optional(COMMENT),
  },
  {
    defaultTtl: "Use defaultTtlSeconds.",
    maxTtl: "Use maxTtlSeconds.",
    minTtl: "Use minTtlSeconds.",
  },
);

/** What a cache policy says, whether it is a managed one or not. */
export interface CachePolicySettings extends SettledFields<typeof CACHE_POLICY_FIELDS.fields> {
  defaultTtlSeconds: number;
  cookies: ValueSelectionSettings;
  queryStrings: ValueSelectionSettings;
}

export const CACHE_POLICY: Field<CachePolicyArgs, CachePolicySettings> = completed(
  CACHE_POLICY_FIELDS,
  (policy) => ({
    ...policy,
    defaultTtlSeconds: policy.defaultTtlSeconds ?? policy.minTtlSeconds,
  }),
);

/** Whether responses are kept although the origin does not ask for it. */
export function keepsByDefault(policy: CachePolicySettings): boolean {
  return Math.max(policy.minTtlSeconds, policy.defaultTtlSeconds) > 0;
}

const SOURCE =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html";

const rule = rulesOn<CdnEdgeSettings>();

export const CACHE_POLICY_RULES = [
  rule({
    id: "min-max-ttl",
    source: SOURCE,
    of: (settings) =>
      listPolicies(settings).map(({ path, value: policy }) => ({
        path: `${path}.minTtlSeconds`,
        value: policy,
        shown: policy.minTtlSeconds,
      })),
    holds: ({ minTtlSeconds, maxTtlSeconds }) => minTtlSeconds <= maxTtlSeconds,
    must: ({ maxTtlSeconds }) => `must be at most maxTtlSeconds (${maxTtlSeconds})`,
    remedy: "Raise maxTtlSeconds or lower minTtlSeconds.",
  }),
  rule({
    id: "default-ttl-between",
    source: SOURCE,
    of: (settings) =>
      listPolicies(settings)
        .filter(({ value: { minTtlSeconds, maxTtlSeconds } }) => minTtlSeconds <= maxTtlSeconds)
        .map(({ path, value: policy }) => ({
          path: `${path}.defaultTtlSeconds`,
          value: policy,
          shown: policy.defaultTtlSeconds,
        })),
    holds: ({ minTtlSeconds, defaultTtlSeconds, maxTtlSeconds }) =>
      minTtlSeconds <= defaultTtlSeconds && defaultTtlSeconds <= maxTtlSeconds,
    must: ({ minTtlSeconds, maxTtlSeconds }) =>
      `must be between minTtlSeconds (${minTtlSeconds}) and maxTtlSeconds (${maxTtlSeconds})`,
    remedy: "Raise the larger or lower the smaller.",
  }),
  rule({
    id: "accept-encoding-in-key",
    source: SOURCE,
    of: (settings) =>
      listPolicies(settings)
        .filter(({ value }) => value.acceptEncodingGzip || value.acceptEncodingBrotli)
        .flatMap(({ path, value }) => each(`${path}.headers`, value.headers)),
    holds: (header) => header.toLowerCase() !== "accept-encoding",
    must: "must not be Accept-Encoding, which acceptEncodingGzip and acceptEncodingBrotli stand for",
    remedy: "Remove the header, or set both to false.",
  }),
];

function listPolicies({ caching }: CdnEdgeSettings): Subject<CachePolicySettings>[] {
  return eachNamed("caching.cachePolicies", caching.cachePolicies);
}

/** A cache policy as `aws.cloudfront.CachePolicy` takes it. */
export function describeCachePolicy(policy: CachePolicySettings) {
  return {
    comment: policy.comment,
    minTtl: policy.minTtlSeconds,
    defaultTtl: policy.defaultTtlSeconds,
    maxTtl: policy.maxTtlSeconds,
    parametersInCacheKeyAndForwardedToOrigin: {
      enableAcceptEncodingGzip: policy.acceptEncodingGzip,
      enableAcceptEncodingBrotli: policy.acceptEncodingBrotli,
      headersConfig: {
        headerBehavior: policy.headers.length > 0 ? ValueBehavior.Whitelist : ValueBehavior.None,
        headers: describeItems(policy.headers),
      },
      ...describeValues(policy.cookies, policy.queryStrings),
    },
  };
}

export function createCachePolicy(
  name: string,
  policy: CachePolicySettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return new cloudfront.CachePolicy(name, describeCachePolicy(policy), opts).id;
}
