import { z } from "zod";
import { limitedListOf, withoutEffect } from "./schema-parts";

/** A TTL in seconds. */
export const ttlSchema = z.int().min(0);

// CF-LIM-07: how many headers, cookies and query strings a policy may name, and how long all of
// these names may be together.
const mostNames = 10;
const mostNameCharacters = 1024;

const names = limitedListOf(z.string(), mostNames).optional();
const behaviorOfValues = z.enum(["none", "whitelist", "allExcept", "all"]);

const cookiesConfigSchema = z.strictObject({ CookieBehavior: behaviorOfValues, Cookies: names });
const queryStringsConfigSchema = z.strictObject({
  QueryStringBehavior: behaviorOfValues,
  QueryStrings: names,
});

interface NamingConfig {
  readonly HeadersConfig: { readonly Headers?: NameList };
  readonly CookiesConfig: { readonly Cookies?: NameList };
  readonly QueryStringsConfig: { readonly QueryStrings?: NameList };
}

interface NameList {
  readonly Items?: readonly string[];
}

const nameLengthRule = {
  error: `must name headers, cookies and query strings in at most ${mostNameCharacters} characters`,
  params: { remedy: "Shorten the lists." },
};

function hasShortNames({ HeadersConfig, CookiesConfig, QueryStringsConfig }: NamingConfig) {
  const lists = [HeadersConfig.Headers, CookiesConfig.Cookies, QueryStringsConfig.QueryStrings];
  const all = lists.flatMap((list) => list?.Items ?? []);
  return all.join("").length <= mostNameCharacters;
}

// CF-KEY-10: what can't be part of a cache key.
const headersOutsideKeys = new Set(
  (
    "connection cookie proxy-authorization te upgrade cache-control content-length max-forwards " +
    "pragma proxy-authenticate proxy-connection request-range trailer transfer-encoding " +
    "x-amz-cf-id x-forwarded-proto x-real-ip cloudfront-viewer-address cloudfront-viewer-asn " +
    "cloudfront-viewer-tls cloudfront-viewer-ja3-fingerprint cloudfront-viewer-ja4-fingerprint " +
    "cloudfront-viewer-header-order cloudfront-viewer-header-count"
  ).split(" "),
);

function mayBeInKey(name: string): boolean {
  const lowerCased = name.toLowerCase();
  return !headersOutsideKeys.has(lowerCased) && !lowerCased.startsWith("x-edge-");
}

const keyHeaderSchema = z.string().refine(mayBeInKey, {
  error: "must be a header that can be part of a cache key",
  params: { remedy: "Remove it from the cache policy." },
});

/** Shape: API reference, `CachePolicyConfig`. The TTLs are in seconds. */
export const cachePolicyConfigSchema = z
  .strictObject({
    Comment: withoutEffect,
    Name: z.string().optional(),
    MinTTL: ttlSchema,
    DefaultTTL: ttlSchema.optional(),
    MaxTTL: ttlSchema.optional(),
    ParametersInCacheKeyAndForwardedToOrigin: z
      .strictObject({
        EnableAcceptEncodingGzip: z.boolean(),
        EnableAcceptEncodingBrotli: z.boolean().optional(),
        HeadersConfig: z.strictObject({
          HeaderBehavior: z.enum(["none", "whitelist"]),
          Headers: limitedListOf(keyHeaderSchema, mostNames).optional(),
        }),
        CookiesConfig: cookiesConfigSchema,
        QueryStringsConfig: queryStringsConfigSchema,
      })
      .refine(hasShortNames, nameLengthRule),
  })
  .refine((policy) => isAscending([policy.MinTTL, policy.DefaultTTL, policy.MaxTTL]), {
    path: ["DefaultTTL"],
    error: "must be at least MinTTL and at most MaxTTL",
    params: { remedy: "Raise the larger or lower the smaller." },
  });

/** Whether the TTLs that are given don't fall. */
export function isAscending(values: readonly (number | undefined)[]): boolean {
  const given = values.filter((value) => value !== undefined);
  return given.every((value, index) => index === 0 || value >= (given[index - 1] ?? 0));
}

/** Shape: API reference, `OriginRequestPolicyConfig`. */
export const originRequestPolicyConfigSchema = z
  .strictObject({
    Comment: withoutEffect,
    Name: z.string().optional(),
    HeadersConfig: z.strictObject({
      HeaderBehavior: z.enum([
        "none",
        "whitelist",
        "allViewer",
        "allViewerAndWhitelistCloudFront",
        "allExcept",
      ]),
      Headers: names,
    }),
    CookiesConfig: cookiesConfigSchema,
    QueryStringsConfig: queryStringsConfigSchema,
  })
  .refine(hasShortNames, nameLengthRule);

/**
 * What a behavior without a cache policy puts into the key and forwards (CF-LEG). Shape: API
 * reference, `ForwardedValues`.
 */
export const forwardedValuesSchema = z.strictObject({
  QueryString: z.boolean(),
  Cookies: z.strictObject({
    Forward: z.enum(["none", "whitelist", "all"]),
    WhitelistedNames: names,
  }),
  Headers: limitedListOf(
    z.string().refine((name) => name === "*" || mayBeInKey(name), {
      error: "must be * or a header that can be part of a cache key",
      params: { remedy: "Remove it from the list." },
    }),
    mostNames,
  ).optional(),
  QueryStringCacheKeys: names,
});

export type CachePolicyConfig = z.infer<typeof cachePolicyConfigSchema>;
export type ForwardedValues = z.infer<typeof forwardedValuesSchema>;
export type OriginRequestPolicyConfig = z.infer<typeof originRequestPolicyConfigSchema>;
