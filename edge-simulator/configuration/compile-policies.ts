import { contentEncodings, type ContentEncoding } from "../request/accept-encoding";
import type { CacheKeyParts, Forwarding, OriginTarget, TtlBounds } from "./compiled-distribution";
import type { CachePolicyConfig, OriginRequestPolicyConfig } from "./policy-schemas";
import { combineSelectors, makeSelector, type ValueSelector } from "../request/value-selector";

const dayInSeconds = 86_400;
const yearInSeconds = 31_536_000;
const noMethods: ReadonlySet<string> = new Set();

/** The TTLs of a policy with CloudFront's defaults filled in (CF-KEY-14). */
export function compileTtlBounds(
  policy: Pick<CachePolicyConfig, "MinTTL" | "DefaultTTL" | "MaxTTL">,
): TtlBounds {
  const minSeconds = policy.MinTTL;
  const { DefaultTTL, MaxTTL } = policy;
  const defaultSeconds =
    DefaultTTL ?? Math.max(minSeconds, Math.min(dayInSeconds, MaxTTL ?? dayInSeconds));
  return {
    minSeconds,
    defaultSeconds,
    maxSeconds: MaxTTL ?? Math.max(yearInSeconds, defaultSeconds),
  };
}

/** What a cache policy puts into the key, for requests to this origin. */
export function compileCacheKeyParts(
  policy: CachePolicyConfig,
  origin: OriginTarget,
): CacheKeyParts {
  const parameters = policy.ParametersInCacheKeyAndForwardedToOrigin;
  const encodings = compileEncodings(policy);
  const headers = (parameters.HeadersConfig.Headers?.Items ?? []).map((name) => name.toLowerCase());
  const removed = removesAcceptEncoding(origin);
  return {
    headers: [...new Set(headers)]
      .filter((name) => name !== "accept-encoding" || (encodings.length === 0 && !removed))
      .sort(),
    cookies: makeSelector(
      parameters.CookiesConfig.CookieBehavior,
      parameters.CookiesConfig.Cookies?.Items,
    ),
    queryStrings: makeSelector(
      parameters.QueryStringsConfig.QueryStringBehavior,
      parameters.QueryStringsConfig.QueryStrings?.Items,
    ),
    encodings: removed ? [] : encodings,
  };
}

/** What goes on to the origin: what is in the key, and what the origin request policy adds. */
export function compileForwarding(
  cacheKey: CacheKeyParts,
  policy: OriginRequestPolicyConfig | undefined,
): Forwarding {
  const listed = (policy?.HeadersConfig.Headers?.Items ?? []).map((name) => name.toLowerCase());
  const keyHeaders = makeSelector(
    cacheKey.headers.length === 0 ? "none" : "whitelist",
    cacheKey.headers,
  );
  const addsListed = policy?.HeadersConfig.HeaderBehavior !== "allExcept";
  return {
    headers: combineSelectors(keyHeaders, selectHeaders(policy, listed)),
    generatedHeaders: [...new Set([...cacheKey.headers, ...(addsListed ? listed : [])])].filter(
      (name) => name.startsWith("cloudfront-"),
    ),
    cookies: combineSelectors(
      cacheKey.cookies,
      makeSelector(
        policy?.CookiesConfig.CookieBehavior ?? "none",
        policy?.CookiesConfig.Cookies?.Items,
      ),
    ),
    queryStrings: combineSelectors(
      cacheKey.queryStrings,
      makeSelector(
        policy?.QueryStringsConfig.QueryStringBehavior ?? "none",
        policy?.QueryStringsConfig.QueryStrings?.Items,
      ),
    ),
    authorizationMethods: noMethods, // AMB-01
  };
}

function selectHeaders(
  policy: OriginRequestPolicyConfig | undefined,
  listed: readonly string[],
): ValueSelector {
  switch (policy?.HeadersConfig.HeaderBehavior) {
    case "allViewer":
    case "allViewerAndWhitelistCloudFront":
      return makeSelector("all");
    case "allExcept":
      return makeSelector("allExcept", listed);
    case "whitelist":
      return makeSelector("whitelist", listed);
    default:
      return makeSelector("none");
  }
}

function compileEncodings(policy: CachePolicyConfig): ContentEncoding[] {
  const { EnableAcceptEncodingBrotli, EnableAcceptEncodingGzip } =
    policy.ParametersInCacheKeyAndForwardedToOrigin;
  const isOn = { br: EnableAcceptEncodingBrotli ?? false, gzip: EnableAcceptEncodingGzip };
  return contentEncodings.filter((encoding) => isOn[encoding]);
}

/** CF-AE-09: an empty custom header takes Accept-Encoding out of key and origin requests. */
export function removesAcceptEncoding(origin: OriginTarget): boolean {
  return origin.customHeaders.some(([name, value]) => name === "accept-encoding" && value === "");
}
