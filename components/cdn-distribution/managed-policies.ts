import {
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
} from "./args";

/** What this library needs to know of a managed cache policy. */
export interface ManagedCachePolicyFacts {
  id: string;
  /** A policy above 0 keeps responses whatever the origin says. */
  minTtlSeconds: number;
  /** Whether responses are kept although the origin does not ask for it. */
  cachesByDefault: boolean;
}

/**
 * The managed policies' ids, which are the same in every account: constants, so that a preview
 * needs no look-up.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
export const MANAGED_CACHE_POLICIES: Record<ManagedCachePolicy, ManagedCachePolicyFacts> = {
  [ManagedCachePolicy.CachingOptimized]: {
    id: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    minTtlSeconds: 1,
    cachesByDefault: true,
  },
  [ManagedCachePolicy.CachingOptimizedForUncompressedObjects]: {
    id: "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    minTtlSeconds: 1,
    cachesByDefault: true,
  },
  [ManagedCachePolicy.CachingDisabled]: {
    id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    minTtlSeconds: 0,
    cachesByDefault: false,
  },
  [ManagedCachePolicy.UseOriginCacheControlHeaders]: {
    id: "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
    minTtlSeconds: 0,
    cachesByDefault: false,
  },
  [ManagedCachePolicy.UseOriginCacheControlHeadersQueryStrings]: {
    id: "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    minTtlSeconds: 0,
    cachesByDefault: false,
  },
};

/**
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
export const MANAGED_ORIGIN_REQUEST_POLICY_IDS: Record<
  ManagedOriginRequestPolicy,
  string | undefined
> = {
  [ManagedOriginRequestPolicy.None]: undefined,
  [ManagedOriginRequestPolicy.AllViewer]: "216adef6-5c7f-47e4-b989-5492eafa07d3",
  [ManagedOriginRequestPolicy.AllViewerExceptHostHeader]: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
  [ManagedOriginRequestPolicy.AllViewerAndCloudFrontHeaders]:
    "33f36d7e-f396-46d9-90e0-52428a34d9dc",
  [ManagedOriginRequestPolicy.CorsCustomOrigin]: "59781a5b-3903-41f3-afcb-af62929ccde1",
  [ManagedOriginRequestPolicy.HostHeaderOnly]: "bf0718e1-ba1e-49d1-88b1-f726733018ae",
  [ManagedOriginRequestPolicy.UserAgentRefererHeaders]: "acba4595-bd28-49b8-b9fe-13317c0390fa",
};

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
