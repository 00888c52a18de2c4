export type { AdditionalOriginArgs } from "./additional-origins";
export * from "./args";
export type { BehaviorArgs, PathBehaviorArgs } from "./behaviors";
export { AllowedMethods, ViewerProtocolPolicy } from "./behaviors";
export type { CachePolicyArgs } from "./cache-policies";
export type { CachingArgs } from "./caching";
export { CdnDistribution } from "./cdn-distribution";
export type { CorsArgs } from "./cors";
export { CorsMethod } from "./cors";
export type { DistributionArgs } from "./distribution";
export { HttpVersion, PriceClass } from "./distribution";
export type { DnsRecord } from "./dns-records";
export type { DomainArgs } from "./domain";
export { MinimumProtocolVersion } from "./domain";
export type { LambdaFunctionArgs } from "./edge-functions";
export { LambdaEventType } from "./edge-functions";
export type { ErrorPageArgs } from "./error-pages";
export type { FunctionArgs } from "./functions";
export type { GeoRestrictionArgs } from "./geo-restriction";
export {
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
} from "./managed-policies";
export type { OriginConnectionArgs } from "./origin";
export { OriginIpAddressType, OriginProtocolPolicy } from "./origin";
export type { OriginGroupArgs } from "./origin-groups";
export type { HeaderSelectionArgs, OriginRequestPolicyArgs } from "./origin-request-policies";
export { HeaderBehavior } from "./origin-request-policies";
export type { ResponseHeaderArgs, ResponseHeadersPolicyArgs } from "./response-headers-policies";
export type { SecurityHeadersArgs, StrictTransportSecurityArgs } from "./security-headers";
export { FrameOptions, ReferrerPolicy, XssProtection } from "./security-headers";
export type { StandardLoggingArgs } from "./standard-logging";
export type { ValueSelectionArgs } from "./value-selections";
export { ValueBehavior } from "./value-selections";
