import type { CdnEdgeArgs } from "../../../components";
import {
  AllowedMethods,
  CorsMethod,
  FrameOptions,
  HeaderBehavior,
  HttpVersion,
  LambdaEventType,
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
  MinimumProtocolVersion,
  OriginIpAddressType,
  OriginProtocolPolicy,
  PriceClass,
  ReferrerPolicy,
  ValueBehavior,
  ViewerProtocolPolicy,
  XssProtection,
} from "../../../components";
import * as arns from "./arns";

const CONNECTION = {
  protocolPolicy: OriginProtocolPolicy.HttpsOnly,
  httpPort: 8080,
  httpsPort: 443,
  path: "/v2",
  connectionAttempts: 2,
  connectionTimeoutSeconds: 5,
  readTimeoutSeconds: 60,
  keepaliveTimeoutSeconds: 30,
  responseCompletionTimeoutSeconds: 90,
  originShieldRegion: "eu-central-1",
  ipAddressType: OriginIpAddressType.Dualstack,
};

const LAMBDA_FUNCTIONS = [
  { eventType: LambdaEventType.OriginRequest, arn: arns.LAMBDA_VERSION, includeBody: true },
  { eventType: LambdaEventType.OriginResponse, arn: arns.LAMBDA_VERSION },
];

/** Names of its own with a certificate that is created, and everything that can be named by name. */
export const LOAD_BALANCED_EDGE: CdnEdgeArgs = {
  caching: {
    defaultBehavior: {
      cachePolicy: ManagedCachePolicy.CachingDisabled,
      originRequestPolicy: ManagedOriginRequestPolicy.AllViewerExceptHostHeader,
      responseHeadersPolicy: ManagedResponseHeadersPolicy.SimpleCors,
      allowedMethods: AllowedMethods.All,
      cacheOptions: true,
      viewerProtocolPolicy: ViewerProtocolPolicy.HttpsOnly,
      compress: false,
      viewerResponseFunction: "respond",
      lambdaFunctions: LAMBDA_FUNCTIONS,
      trustedKeyGroupIds: ["key-group-b", "key-group-a"],
      realtimeLogConfigArn: arns.REALTIME_LOG_CONFIG,
    },
    behaviors: [
      {
        pathPattern: "/catalog/*",
        acceptsSharedPages: true,
        customCachePolicy: "catalog",
        customOriginRequestPolicy: "catalog-request",
        customResponseHeadersPolicy: "embeddable",
        originId: "catalog-with-backup",
        allowedMethods: AllowedMethods.GetHeadOptions,
        cacheOptions: true,
        viewerProtocolPolicy: ViewerProtocolPolicy.AllowAll,
        compress: true,
        viewerResponseFunction: "respond",
        lambdaFunctions: LAMBDA_FUNCTIONS,
        trustedKeyGroupIds: ["key-group-a"],
        realtimeLogConfigArn: arns.REALTIME_LOG_CONFIG,
      },
      {
        pathPattern: "/assets/*",
        cachePolicy: ManagedCachePolicy.CachingOptimized,
        originRequestPolicy: ManagedOriginRequestPolicy.None,
        responseHeadersPolicy: ManagedResponseHeadersPolicy.SecurityHeaders,
        originId: "app-with-backup",
        allowedMethods: AllowedMethods.GetHead,
      },
    ],
    acceptsSharedPages: true,
    cachePolicies: {
      catalog: {
        minTtlSeconds: 1,
        defaultTtlSeconds: 60,
        maxTtlSeconds: 3600,
        headers: ["X-Currency", "Accept-Language"],
        cookies: { behavior: ValueBehavior.Whitelist, names: ["region", "language"] },
        queryStrings: { behavior: ValueBehavior.AllExcept, names: ["utm_source"] },
        acceptEncodingGzip: true,
        acceptEncodingBrotli: false,
        comment: "The catalog.",
      },
    },
    originRequestPolicies: {
      "catalog-request": {
        headers: { behavior: HeaderBehavior.Whitelist, names: ["X-Currency"] },
        cookies: { behavior: ValueBehavior.Whitelist, names: ["language"] },
        queryStrings: { behavior: ValueBehavior.Whitelist, names: ["page"] },
        comment: "What the catalog needs besides.",
      },
    },
    responseHeadersPolicies: {
      embeddable: {
        cors: {
          allowOrigins: ["https://partner.example.com"],
          allowMethods: [CorsMethod.Get, CorsMethod.Head],
          allowHeaders: ["X-Trace"],
          exposeHeaders: ["X-Total"],
          allowCredentials: true,
          maxAgeSeconds: 300,
          override: true,
        },
        securityHeaders: {
          strictTransportSecurity: {
            maxAgeSeconds: 63_072_000,
            includeSubdomains: true,
            preload: true,
          },
          contentTypeOptions: true,
          frameOptions: FrameOptions.Deny,
          referrerPolicy: ReferrerPolicy.SameOrigin,
          contentSecurityPolicy: "default-src 'self'",
          xssProtection: XssProtection.Off,
          override: true,
        },
        customHeaders: { "X-Stage": { value: "live", override: true }, "X-App": { value: "shop" } },
        removeHeaders: ["X-Powered-By", "Server"],
        serverTimingSamplingPercent: 5,
        comment: "For partners' pages.",
      },
    },
    sendForwardedHost: true,
  },
  functions: {
    respond: {
      code: "function handler(event) { return event.response; }",
      keyValueStoreArn: arns.KEY_VALUE_STORE,
      comment: "Sees each response.",
    },
  },
  origin: { ...CONNECTION, ipAddressType: OriginIpAddressType.Ipv4 },
  additionalOrigins: {
    catalog: {
      ...CONNECTION,
      domainName: "catalog.example.org",
      headers: { "X-From": "shop", "X-Api-Key": "0123" },
    },
    backup: { domainName: "backup.example.org" },
  },
  originGroups: {
    "catalog-with-backup": {
      primaryOriginId: "catalog",
      secondaryOriginId: "backup",
      statusCodes: [503, 500],
    },
    "app-with-backup": { primaryOriginId: "origin", secondaryOriginId: "backup" },
  },
  domain: {
    names: ["shop.example.com", "*.shop.example.com"],
    redirectNames: ["www.shop.example.com"],
    hostedZoneId: "Z0123456789ABCDEFGHIJ",
    overwriteRecords: true,
    minimumProtocolVersion: MinimumProtocolVersion.TLSv1_3_2025,
    validationTimeoutMinutes: 30,
  },
  distribution: {
    comment: "The shop.",
    enabled: true,
    httpVersion: HttpVersion.Http2,
    isIpv6Enabled: true,
    defaultRootObject: "index.html",
    anycastIpListId: "aip-1",
    retainOnDelete: true,
  },
  errorPages: [
    {
      errorCode: 503,
      responseCode: 503,
      responsePagePath: "/assets/503.html",
      errorCachingMinTtlSeconds: 5,
    },
    { errorCode: 404, errorCachingMinTtlSeconds: 60 },
  ],
  geoRestriction: { allowedCountries: ["FR", "DE"] },
  webAclArn: arns.WEB_ACL,
  standardLogging: {
    bucketDomainName: "shop-logs.s3.amazonaws.com",
    prefix: "live/",
    includeCookies: true,
  },
  priceClass: PriceClass.PriceClass100,
  waitForDeployment: false,
};
