import type { ContentEncoding } from "../request/accept-encoding";
import type { Aliases } from "../request/check-host";
import type { PathPattern } from "../request/path-pattern";
import type { TrustedKey } from "../request/trusted-key";
import type { CompiledResponseHeadersPolicy } from "../response/response-headers-policy";
import type { ValueSelector } from "../request/value-selector";

/** A distribution prepared for serving: everything that doesn't depend on a request. */
export interface CompiledDistribution {
  /** The path that `/` stands for, with its leading slash; `undefined`: none. */
  readonly defaultRootPath: string | undefined;
  /** In the order in which they are tried; the last is the default behavior. */
  readonly behaviors: readonly Behavior[];
  readonly origins: readonly OriginTarget[];
  /** The hosts that are answered; `undefined`: all are. */
  readonly aliases: Aliases | undefined;
  /** `undefined`: viewers of all countries are served. */
  readonly geoRestriction: GeoRestriction | undefined;
  /** Whether viewers may use HTTP/2 besides HTTP/1.1. */
  readonly offersHttp2: boolean;
  /** Whether viewers may use HTTP/3, which CloudFront tells them in every response. */
  readonly offersHttp3: boolean;
  /** The lower-cased header in which origins give responses cache tags; `undefined`: none. */
  readonly cacheTagHeader: string | undefined;
}

/** Which countries are served: those that are listed, or all others. */
export interface GeoRestriction {
  readonly kind: "whitelist" | "blacklist";
  /** ISO 3166-1 alpha-2 codes in capital letters. */
  readonly countries: ReadonlySet<string>;
}

/**
 * One cache behavior with its policies and its origin. Comparable data, without functions: that an
 * update changes nothing about a behavior is seen by `isDeepStrictEqual`.
 */
export interface Behavior {
  /** `*` for the default behavior. */
  readonly pathPattern: PathPattern;
  readonly origin: OriginTarget;
  /** What is asked when that origin fails; `undefined`: nobody. */
  readonly failover: Failover | undefined;
  readonly viewerProtocolPolicy: "allow-all" | "https-only" | "redirect-to-https";
  readonly allowedMethods: ReadonlySet<string>;
  readonly cachesOptions: boolean;
  /** The keys with which requests may be signed, by id; `undefined`: they needn't be. */
  readonly trustedKeys: ReadonlyMap<string, TrustedKey> | undefined;
  readonly cacheKey: CacheKeyParts;
  /** The encodings that the edge compresses in, in its order; empty: it doesn't (CF-CMP-01, 02). */
  readonly compressedEncodings: readonly ContentEncoding[];
  readonly ttlBounds: TtlBounds;
  readonly forwarding: Forwarding;
  readonly responseHeadersPolicy: CompiledResponseHeadersPolicy | undefined;
  /** The function on each request, by its ARN (CF-FN-01); `undefined`: none. */
  readonly viewerRequestFunctionArn: string | undefined;
  /** The function on each response. */
  readonly viewerResponseFunctionArn: string | undefined;
  /** How long an error is kept at least, in seconds, by status (default 10). */
  readonly errorCachingMinTtlSeconds: ReadonlyMap<number, number>;
  /** The pages that stand for errors, by the error's status. */
  readonly errorPages: ReadonlyMap<number, ErrorPage>;
}

/** The secondary origin of an origin group, and when it is asked. */
export interface Failover {
  readonly origin: OriginTarget;
  /** The primary's statuses that count as failures; 503 and 504 also stand for no response. */
  readonly statuses: ReadonlySet<number>;
}

/** A custom error response that has a page. */
export interface ErrorPage {
  readonly path: string;
  /** What viewers get instead of the error's status. */
  readonly status: number;
}

/** What of a request, besides its path, is part of the cache key. */
export interface CacheKeyParts {
  /** Lower-cased names, sorted, without `accept-encoding` where that is normalized. */
  readonly headers: readonly string[];
  readonly cookies: ValueSelector;
  readonly queryStrings: ValueSelector;
  /** The encodings that are told apart; empty: `Accept-Encoding` isn't normalized. */
  readonly encodings: readonly ContentEncoding[];
}

/** The TTLs of a cache policy, in seconds. All 0: caching is disabled. */
export interface TtlBounds {
  readonly minSeconds: number;
  readonly defaultSeconds: number;
  readonly maxSeconds: number;
}

/** What of a request goes on to the origin (CF-ORP-05). Header names are lower-cased. */
export interface Forwarding {
  readonly headers: ValueSelector;
  /** The CloudFront-* headers that a policy asks for, lower-cased. */
  readonly generatedHeaders: readonly string[];
  readonly cookies: ValueSelector;
  readonly queryStrings: ValueSelector;
  /** The methods whose `Authorization` goes on though it isn't listed (CF-HDR-04). */
  readonly authorizationMethods: ReadonlySet<string>;
}

/** An origin: where it is, and how it is asked. */
export interface OriginTarget {
  readonly id: string;
  /** Base URLs (no path) by the viewer's scheme: the two differ with `match-viewer` only. */
  readonly baseUrls: { readonly http: string; readonly https: string };
  /** Where it is by its domain name, whatever stands in for it here. */
  readonly domainUrls: OriginTarget["baseUrls"];
  /** The `Host` that the origin gets when the viewer's isn't forwarded (CF-HOST-01). */
  readonly domainName: string;
  /** What is put in front of the path: empty, or begins with `/`. */
  readonly originPath: string;
  /** Lower-cased name and value of each custom header. */
  readonly customHeaders: readonly (readonly [name: string, value: string])[];
  readonly connectionAttempts: number;
  readonly connectionTimeoutMs: number;
  readonly readTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  /** How long the whole of a response may take; `undefined`: as long as it likes. */
  readonly responseCompletionTimeoutMs: number | undefined;
}
