import type * as pulumi from "@pulumi/pulumi";

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

/** Which methods CloudFront takes; others get 403. */
export enum AllowedMethods {
  /** GET and HEAD. */
  GetHead = "GetHead",
  /** GET, HEAD and OPTIONS. */
  GetHeadOptions = "GetHeadOptions",
  /** GET, HEAD, OPTIONS, PUT, POST, PATCH and DELETE. */
  All = "All",
}

/** What happens to viewers who come over plain HTTP. */
export enum ViewerProtocolPolicy {
  /** They are served. */
  AllowAll = "allow-all",
  /** They are sent to HTTPS. */
  RedirectToHttps = "redirect-to-https",
  /** They get 403. */
  HttpsOnly = "https-only",
}

/** Which edge locations serve: fewer cost less. */
export enum PriceClass {
  /** North America, Europe and Israel. */
  PriceClass100 = "PriceClass_100",
  /** All but South America, Australia and New Zealand. */
  PriceClass200 = "PriceClass_200",
  /** All. */
  PriceClassAll = "PriceClass_All",
}

/**
 * How requests are handled. Used for those that no path behavior takes, and, with a pattern, for
 * those on a path.
 */
export interface BehaviorArgs {
  /** What is cached. Defaults to UseOriginCacheControlHeadersQueryStrings: what the app allows. */
  cachePolicy?: ManagedCachePolicy;
  /**
   * What else the origin gets. Defaults to AllViewer, and to None where the cache policy keeps
   * responses without the origin's leave: what such a response depends on must be in the key.
   */
  originRequestPolicy?: ManagedOriginRequestPolicy;
  /** What is added to responses. Defaults to SecurityHeaders. */
  responseHeadersPolicy?: ManagedResponseHeadersPolicy;
  /** The methods that are taken. Defaults to All. */
  allowedMethods?: AllowedMethods;
  /** What viewers over plain HTTP get. Defaults to RedirectToHttps. */
  viewerProtocolPolicy?: ViewerProtocolPolicy;
  /** Whether CloudFront compresses what the origin did not. Defaults to true. */
  compress?: boolean;
}

/** A behavior for the paths that match a pattern. */
export interface PathBehaviorArgs extends BehaviorArgs {
  /**
   * Which paths, up to 255 characters: `*` stands for any characters, `?` for one, case counts.
   * The first pattern that matches wins.
   */
  pathPattern: string;
}

/** What is cached, and how. */
export interface CachingArgs {
  /** For what no path behavior takes. Defaults to each of its arguments' defaults. */
  defaultBehavior?: BehaviorArgs;
  /** For paths, in order of precedence; at most 74. Defaults to none. */
  behaviors?: PathBehaviorArgs[];
  /**
   * Says that the default behavior's pages are the same for everybody. A cache policy with a
   * minimum TTL above 0 shares even responses that say `private` or `no-store`, and on the default
   * behavior that is warned of unless this is true. Defaults to false.
   */
  acceptsSharedPages?: boolean;
}

/** Names of your own for the distribution. */
export interface DomainArgs {
  /** The names, from 1 to 100, each one covered by the certificate. */
  names: string[];
  /** ARN of a certificate of AWS Certificate Manager in us-east-1. */
  certificateArn: pulumi.Input<string>;
}

/** The arguments of an edge that `CdnDistribution` and `CdnFrontedBeanstalkApp` have in common. */
export interface CdnEdgeArgs {
  /** What is cached. Defaults to what the application's own `Cache-Control` headers allow. */
  caching?: CachingArgs;
  /** Names of your own. Defaults to the distribution's name under cloudfront.net. */
  domain?: DomainArgs;
  /** Which edge locations serve. Defaults to PriceClassAll. */
  priceClass?: PriceClass;
  /**
   * Whether an update waits until every edge has it, which takes some minutes. Defaults to true.
   */
  waitForDeployment?: boolean;
  /** Tags for every resource that can have them. Defaults to none. */
  tags?: Record<string, string>;
}

/** The arguments of `CdnDistribution`. */
export interface CdnDistributionArgs extends CdnEdgeArgs {
  /** DNS name of the origin, without scheme, port and path. IP addresses are refused. */
  originDomainName: pulumi.Input<string>;
  /** Headers that CloudFront adds to each request to the origin, by name. Defaults to none. */
  originHeaders?: Record<string, pulumi.Input<string>>;
}
