export type { CacheStore } from "./cache/cache-store";
export { InvalidationPathError } from "./cache/invalidation";
export { MemoryStore } from "./cache/memory-store";
export type { ResponseRecord, StoredResponse } from "./cache/stored-response";
export { decideTtl, type TtlDecision, type TtlQuestion, type TtlRule } from "./cache/ttl";
export type { Clock } from "./clock";
export { ControlServer, localDistributionId } from "./control/control-server";
export { compileDistribution } from "./configuration/compile";
export type { KeyGroups } from "./configuration/compile-access";
export type {
  Behavior,
  CacheKeyParts,
  CompiledDistribution,
  ErrorPage,
  Failover,
  Forwarding,
  GeoRestriction,
  OriginTarget,
  TtlBounds,
} from "./configuration/compiled-distribution";
export { ConfigurationError } from "./configuration/configuration-error";
export type { DistributionConfig } from "./configuration/distribution-schema";
export {
  checkConfiguration,
  findProblems,
  type Configuration,
} from "./configuration/find-problems";
export {
  managedCachePolicies,
  managedCachePolicyIds,
} from "./configuration/managed-cache-policies";
export {
  managedOriginRequestPolicies,
  managedOriginRequestPolicyIds,
} from "./configuration/managed-origin-request-policies";
export {
  managedResponseHeadersPolicies,
  managedResponseHeadersPolicyIds,
} from "./configuration/managed-response-headers-policies";
export { addManagedPolicies, type Policies } from "./configuration/policies";
export type { CachePolicyConfig, OriginRequestPolicyConfig } from "./configuration/policy-schemas";
export { formatProblem, type Problem } from "./configuration/problems";
export type { ResponseHeadersPolicyConfig } from "./configuration/response-headers-policy-schema";
export type { EdgeConfiguration, EdgeSimulatorOptions, EdgeStats } from "./edge-options";
export { EdgeSimulator } from "./edge-simulator";
export type { EdgeFunction } from "./functions/edge-function";
export { lintFunctionCode, type FunctionWarning } from "./functions/lint-function-code";
export { describeOutcome } from "./explain/describe-outcome";
export { explainRequest, type ExplainedExchange } from "./explain/explain-request";
export type { Explanation } from "./explain/explanation";
export { renderExplanation } from "./explain/render-explanation";
export type { HeaderFields } from "./header-fields";
export { formatLogLine, standardLogHead, type LogContext } from "./log/standard-log";
export { StandardLogFile } from "./log/standard-log-file";
export type { OriginConnection, OriginRequest, OriginResponse } from "./origin/origin-connection";
export { OriginFailure, type OriginFailureKind } from "./origin/origin-failure";
export { computeCacheKey } from "./request/cache-key";
export { findRefusal, type CheckingEdge } from "./request/check-request";
export { matchBehavior, resolveRootPath } from "./request/match-behavior";
export { buildOriginRequest, type OriginRequestHead } from "./request/origin-request";
export type { Refusal, SignatureErrorCode } from "./request/refusal";
export { joinQuery } from "./request/query-string";
export type { ViewerRequest } from "./request/viewer-request";
export type { ResultType } from "./response/edge-response";
export type { KeyPair } from "./viewer/self-signed-certificate";
export type { EdgeUrls } from "./viewer/viewer-listener";
export type {
  CacheLookup,
  OriginExchange,
  RequestReport,
  ServedLifetime,
} from "./trace/request-report";
