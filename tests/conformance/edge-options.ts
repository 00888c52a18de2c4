import type {
  CachePolicyConfig,
  EdgeSimulatorOptions,
  OriginRequestPolicyConfig,
} from "../../edge-simulator";

/**
 * The distribution that the suite is run against: one in which CloudFront's own rules show, and as
 * few of them as can be are the policies' doing.
 *
 * - TTLs as in UseOriginCacheControlHeaders: the origin's headers alone decide. With a default TTL
 *   everything without headers would be kept, and most tests would see nothing else.
 * - No headers in the key, as in most policies, so that what CloudFront makes of `Vary` shows. With
 *   the suite's `Foo`, `Bar` and `Baz` in the key its tests of `Vary` pass.
 * - No cookies: where they are forwarded nothing is revalidated (AMB-07), which would hide all that
 *   the suite asks about 304. What is hidden instead is that `Set-Cookie` can be stored.
 * - All query strings in the key, and all of the viewer's headers for the origin but for `Host`: the
 *   suite tells its tests and requests apart by them.
 */
export function describeEdge(originUrl: string): EdgeSimulatorOptions {
  return {
    distribution: {
      Comment: "conformance",
      Enabled: true,
      Origins: {
        Items: [
          {
            Id: "suite",
            DomainName: "suite.example.com",
            CustomOriginConfig: {
              HTTPPort: 80,
              HTTPSPort: 443,
              OriginProtocolPolicy: "http-only",
            },
          },
        ],
      },
      DefaultCacheBehavior: {
        TargetOriginId: "suite",
        ViewerProtocolPolicy: "allow-all",
        AllowedMethods: {
          Items: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
          CachedMethods: { Items: ["GET", "HEAD"] },
        },
        CachePolicyId: "origin-decides",
        OriginRequestPolicyId: "all-headers",
      },
    },
    policies: {
      cachePolicies: { "origin-decides": CACHE_POLICY },
      originRequestPolicies: { "all-headers": ORIGIN_REQUEST_POLICY },
    },
    origins: { suite: originUrl },
  };
}

const CACHE_POLICY: CachePolicyConfig = {
  MinTTL: 0,
  DefaultTTL: 0,
  MaxTTL: 31_536_000,
  ParametersInCacheKeyAndForwardedToOrigin: {
    EnableAcceptEncodingGzip: false,
    EnableAcceptEncodingBrotli: false,
    HeadersConfig: { HeaderBehavior: "none" },
    CookiesConfig: { CookieBehavior: "none" },
    QueryStringsConfig: { QueryStringBehavior: "all" },
  },
};

const ORIGIN_REQUEST_POLICY: OriginRequestPolicyConfig = {
  HeadersConfig: { HeaderBehavior: "allExcept", Headers: { Items: ["Host"] } },
  CookiesConfig: { CookieBehavior: "none" },
  QueryStringsConfig: { QueryStringBehavior: "all" },
};
