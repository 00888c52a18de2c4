import type { CachePolicySettings } from "./cache-policies";
import type { OriginRequestPolicySettings } from "./origin-request-policies";
import { HeaderBehavior } from "./origin-request-policies";
import { ALL_VALUES, NO_VALUES } from "./value-selections";

/**
 * CloudFront's managed cache policies: what is in the cache key, and how long responses are kept.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
export enum ManagedCachePolicy {
  /** One copy a path, kept 1 second to 1 year; 1 day where the origin says nothing. */
  CachingOptimized = "CachingOptimized",
  /** As CachingOptimized, without a copy for each encoding: for what is never compressed. */
  CachingOptimizedForUncompressedObjects = "CachingOptimizedForUncompressedObjects",
  /** Nothing is kept. */
  CachingDisabled = "CachingDisabled",
  /** Kept only as the origin's `Cache-Control` says; a copy for each Host and cookie. */
  UseOriginCacheControlHeaders = "UseOriginCacheControlHeaders",
  /** As UseOriginCacheControlHeaders, and a copy for each query string. */
  UseOriginCacheControlHeadersQueryStrings = "UseOriginCacheControlHeaders-QueryStrings",
}

/**
 * CloudFront's managed origin request policies: what the origin gets beyond the cache key.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
export enum ManagedOriginRequestPolicy {
  /** Nothing beyond the cache key. */
  None = "None",
  /** All headers, cookies and the query string, with the viewer's Host. */
  AllViewer = "AllViewer",
  /** As AllViewer, with the origin's own name as Host. */
  AllViewerExceptHostHeader = "AllViewerExceptHostHeader",
  /** As AllViewer, and CloudFront's headers about device, place and connection. */
  AllViewerAndCloudFrontHeaders = "AllViewerAndCloudFrontHeaders-2022-06",
  /** The Origin header, for cross-origin requests. */
  CorsCustomOrigin = "CORS-CustomOrigin",
  /** The Host header. */
  HostHeaderOnly = "HostHeaderOnly",
  /** The headers User-Agent and Referer. */
  UserAgentRefererHeaders = "UserAgentRefererHeaders",
}

/**
 * CloudFront's managed response headers policies: what viewers get beyond the origin's headers.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html
 */
export enum ManagedResponseHeadersPolicy {
  /** The origin's headers as they are. */
  None = "None",
  /** Strict-Transport-Security, X-Content-Type-Options, X-Frame-Options and their like. */
  SecurityHeaders = "SecurityHeadersPolicy",
  /** `Access-Control-Allow-Origin: *`. */
  SimpleCors = "SimpleCORS",
  /** SimpleCors, and the answer to a preflight request. */
  CorsWithPreflight = "CORS-With-Preflight",
  /** SimpleCors and SecurityHeaders. */
  CorsAndSecurityHeaders = "CORS-and-SecurityHeadersPolicy",
  /** CorsWithPreflight and SecurityHeaders. */
  CorsWithPreflightAndSecurityHeaders = "CORS-with-preflight-and-SecurityHeadersPolicy",
}

/** A policy of AWS's: its id, which is the same in every account, and what it says. */
interface ManagedPolicy<Id, Policy> {
  /** A constant, so that a preview needs no look-up. */
  id: Id;
  policy: Policy;
}

/** What all managed cache policies have in common, unless they say otherwise. */
const EMPTY_KEY: CachePolicySettings = {
  minTtlSeconds: 0,
  defaultTtlSeconds: 0,
  maxTtlSeconds: 31_536_000,
  headers: [],
  cookies: NO_VALUES,
  queryStrings: NO_VALUES,
  acceptEncodingGzip: false,
  acceptEncodingBrotli: false,
  comment: undefined,
};

const COMPRESSED = { acceptEncodingGzip: true, acceptEncodingBrotli: true };

const OPTIMIZED = { ...EMPTY_KEY, minTtlSeconds: 1, defaultTtlSeconds: 86_400 };

const ORIGIN_CONTROLLED = {
  ...EMPTY_KEY,
  ...COMPRESSED,
  headers: ["Host", "Origin", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"],
  cookies: ALL_VALUES,
};

/**
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
export const MANAGED_CACHE_POLICIES: Record<
  ManagedCachePolicy,
  ManagedPolicy<string, CachePolicySettings>
> = {
  [ManagedCachePolicy.CachingOptimized]: {
    id: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    policy: { ...OPTIMIZED, ...COMPRESSED },
  },
  [ManagedCachePolicy.CachingOptimizedForUncompressedObjects]: {
    id: "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    policy: OPTIMIZED,
  },
  [ManagedCachePolicy.CachingDisabled]: {
    id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    policy: { ...EMPTY_KEY, maxTtlSeconds: 0 },
  },
  [ManagedCachePolicy.UseOriginCacheControlHeaders]: {
    id: "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
    policy: ORIGIN_CONTROLLED,
  },
  [ManagedCachePolicy.UseOriginCacheControlHeadersQueryStrings]: {
    id: "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    policy: { ...ORIGIN_CONTROLLED, queryStrings: ALL_VALUES },
  },
};

const CLOUDFRONT_HEADERS = [
  "CloudFront-Forwarded-Proto",
  "CloudFront-Is-Android-Viewer",
  "CloudFront-Is-Desktop-Viewer",
  "CloudFront-Is-IOS-Viewer",
  "CloudFront-Is-Mobile-Viewer",
  "CloudFront-Is-SmartTV-Viewer",
  "CloudFront-Is-Tablet-Viewer",
  "CloudFront-Viewer-Address",
  "CloudFront-Viewer-ASN",
  "CloudFront-Viewer-City",
  "CloudFront-Viewer-Country",
  "CloudFront-Viewer-Country-Name",
  "CloudFront-Viewer-Country-Region",
  "CloudFront-Viewer-Country-Region-Name",
  "CloudFront-Viewer-Http-Version",
  "CloudFront-Viewer-Latitude",
  "CloudFront-Viewer-Longitude",
  "CloudFront-Viewer-Metro-Code",
  "CloudFront-Viewer-Postal-Code",
  "CloudFront-Viewer-TLS",
  "CloudFront-Viewer-Time-Zone",
];

/**
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
export const MANAGED_ORIGIN_REQUEST_POLICIES: Record<
  ManagedOriginRequestPolicy,
  ManagedPolicy<string | undefined, OriginRequestPolicySettings>
> = {
  [ManagedOriginRequestPolicy.None]: { id: undefined, policy: addHeaders() },
  [ManagedOriginRequestPolicy.AllViewer]: {
    id: "216adef6-5c7f-47e4-b989-5492eafa07d3",
    policy: addAll(HeaderBehavior.AllViewer),
  },
  [ManagedOriginRequestPolicy.AllViewerExceptHostHeader]: {
    id: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    policy: addAll(HeaderBehavior.AllExcept, "Host"),
  },
  [ManagedOriginRequestPolicy.AllViewerAndCloudFrontHeaders]: {
    id: "33f36d7e-f396-46d9-90e0-52428a34d9dc",
    policy: addAll(HeaderBehavior.AllViewerAndWhitelistCloudFront, ...CLOUDFRONT_HEADERS),
  },
  [ManagedOriginRequestPolicy.CorsCustomOrigin]: {
    id: "59781a5b-3903-41f3-afcb-af62929ccde1",
    policy: addHeaders("Origin"),
  },
  [ManagedOriginRequestPolicy.HostHeaderOnly]: {
    id: "bf0718e1-ba1e-49d1-88b1-f726733018ae",
    policy: addHeaders("Host"),
  },
  [ManagedOriginRequestPolicy.UserAgentRefererHeaders]: {
    id: "acba4595-bd28-49b8-b9fe-13317c0390fa",
    policy: addHeaders("User-Agent", "Referer"),
  },
};

/** A policy that adds these headers only. */
function addHeaders(...names: string[]): OriginRequestPolicySettings {
  const behavior = names.length > 0 ? HeaderBehavior.Whitelist : HeaderBehavior.None;
  return {
    headers: { behavior, names },
    cookies: NO_VALUES,
    queryStrings: NO_VALUES,
    comment: undefined,
  };
}

/** A policy that adds all cookies, all query strings, and headers as its behavior says. */
function addAll(behavior: HeaderBehavior, ...names: string[]): OriginRequestPolicySettings {
  return {
    headers: { behavior, names },
    cookies: ALL_VALUES,
    queryStrings: ALL_VALUES,
    comment: undefined,
  };
}

/**
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html
 */
export const MANAGED_RESPONSE_HEADERS_POLICY_IDS: Record<
  ManagedResponseHeadersPolicy,
  string | undefined
> = {
  [ManagedResponseHeadersPolicy.None]: undefined,
  [ManagedResponseHeadersPolicy.SecurityHeaders]: "67f7725c-6f97-4210-82d7-5512b31e9d03",
  [ManagedResponseHeadersPolicy.SimpleCors]: "60669652-455b-4ae9-85a4-c4c02393f86c",
  [ManagedResponseHeadersPolicy.CorsWithPreflight]: "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
  [ManagedResponseHeadersPolicy.CorsAndSecurityHeaders]: "e61eb60c-9c35-4d20-a928-2b84e02af89c",
  [ManagedResponseHeadersPolicy.CorsWithPreflightAndSecurityHeaders]:
    "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
};
