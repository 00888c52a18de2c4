import type { DefaultCacheBehavior } from "./behavior-schema";
import { compileTtlBounds, removesAcceptEncoding } from "./compile-policies";
import type {
  Behavior,
  CacheKeyParts,
  Forwarding,
  OriginTarget,
  TtlBounds,
} from "./compiled-distribution";
import type { ForwardedValues } from "./policy-schemas";
import { makeGlobSelector, makeSelector, type ValueSelector } from "../request/value-selector";

// CF-HDR-02…04, CF-HDR-10, CF-HDR-11, CF-HDR-14: what doesn't go on unless it is listed.
const removedHeaders = [
  "accept",
  "accept-charset",
  "accept-encoding",
  "accept-language",
  "authorization",
  "cookie",
  "host",
  "referer",
  "user-agent",
  "x-http-method-override",
];

const cachingDisabled: TtlBounds = { minSeconds: 0, defaultSeconds: 0, maxSeconds: 0 };

/** What a behavior with legacy settings has in the key, forwards and keeps (CF-LEG). */
export function compileForwardedValues(
  behavior: DefaultCacheBehavior,
  values: ForwardedValues,
  origin: OriginTarget,
): Pick<Behavior, "cacheKey" | "ttlBounds" | "forwarding"> {
  const listed = (values.Headers?.Items ?? []).map((name) => name.toLowerCase());
  const forwardsAll = listed.includes("*");
  const headers = forwardsAll ? [] : [...new Set(listed)].sort();
  const cookies = selectCookies(values);
  const { MinTTL = 0, DefaultTTL, MaxTTL } = behavior;
  return {
    cacheKey: {
      headers,
      cookies,
      queryStrings: selectKeyQueryStrings(values),
      encodings: compileEncodings(headers, origin),
    },
    // CF-LEG-02: what depends on any header is nobody else's.
    ttlBounds: forwardsAll ? cachingDisabled : compileTtlBounds({ MinTTL, DefaultTTL, MaxTTL }),
    forwarding: {
      headers: forwardsAll ? makeSelector("all") : selectForwardedHeaders(headers),
      generatedHeaders: headers.filter((name) => name.startsWith("cloudfront-")),
      cookies,
      // CF-LEG-01: all parameters go on, whichever of them are in the key.
      queryStrings: makeSelector(values.QueryString ? "all" : "none"),
      authorizationMethods: listAuthorizationMethods(behavior),
    },
  };
}

function selectCookies({ Cookies }: ForwardedValues): ValueSelector {
  return Cookies.Forward === "whitelist"
    ? makeGlobSelector(Cookies.WhitelistedNames?.Items ?? [])
    : makeSelector(Cookies.Forward);
}

// CF-LEG-01
function selectKeyQueryStrings(values: ForwardedValues): ValueSelector {
  const keys = values.QueryStringCacheKeys?.Items ?? [];
  if (!values.QueryString) {
    return makeSelector("none");
  }
  return keys.length === 0 ? makeSelector("all") : makeSelector("whitelist", keys);
}

// CF-LEG-03: gzip alone is told apart, unless the behavior lists the header as it stands.
function compileEncodings(
  headers: readonly string[],
  origin: OriginTarget,
): CacheKeyParts["encodings"] {
  return headers.includes("accept-encoding") || removesAcceptEncoding(origin) ? [] : ["gzip"];
}

// CF-LEG-03, CF-HDR-01: headers that nobody has thought of go on.
function selectForwardedHeaders(listed: readonly string[]): ValueSelector {
  return makeSelector(
    "allExcept",
    removedHeaders.filter((name) => !listed.includes(name)),
  );
}

// CF-HDR-04
function listAuthorizationMethods({
  AllowedMethods,
}: DefaultCacheBehavior): Forwarding["authorizationMethods"] {
  const cachesOptions = AllowedMethods?.CachedMethods?.Items?.includes("OPTIONS") ?? false;
  return new Set(["DELETE", "PATCH", "POST", "PUT", ...(cachesOptions ? [] : ["OPTIONS"])]);
}
