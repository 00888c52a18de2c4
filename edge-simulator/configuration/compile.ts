import { compilePathPattern } from "../request/path-pattern";
import { compileResponseHeadersPolicy } from "../response/response-headers-policy";
import type { DefaultCacheBehavior } from "./behavior-schema";
import {
  compileAliases,
  compileGeoRestriction,
  compileTrustedKeys,
  type KeyGroups,
} from "./compile-access";
import { compileErrorResponses } from "./compile-errors";
import { compileForwardedValues } from "./compile-forwarded-values";
import { compileCacheKeyParts, compileForwarding, compileTtlBounds } from "./compile-policies";
import type { Behavior, CompiledDistribution, OriginTarget } from "./compiled-distribution";
import type { DistributionConfig } from "./distribution-schema";
import type { OriginGroupConfig } from "./origin-group-schema";
import type { OriginConfig } from "./origin-schema";
import type { Policies } from "./policies";

type Target = Pick<Behavior, "origin" | "failover">;

/**
 * Prepares a checked configuration for serving, so that no request derives anything again.
 * `originUrls` says where origins really are, by origin id; the others are at their domain name.
 * `keyGroups` has the public keys of the key groups that behaviors trust.
 */
export function compileDistribution(
  config: DistributionConfig,
  policies: Policies,
  originUrls: Readonly<Record<string, string>> = {},
  keyGroups: KeyGroups = {},
): CompiledDistribution {
  const origins = (config.Origins.Items ?? []).map((origin) =>
    compileOrigin(origin, originUrls[origin.Id]),
  );
  const groups = config.OriginGroups?.Items ?? [];
  const errorResponses = compileErrorResponses(config.CustomErrorResponses);
  const compile = (behavior: DefaultCacheBehavior, pathPattern: string): Behavior => ({
    ...compileBehavior(behavior, policies, resolveTarget(behavior.TargetOriginId, origins, groups)),
    pathPattern: compilePathPattern(pathPattern),
    trustedKeys: compileTrustedKeys(behavior, keyGroups),
    ...errorResponses,
  });
  return {
    defaultRootPath: config.DefaultRootObject ? `/${config.DefaultRootObject}` : undefined,
    behaviors: [
      ...(config.CacheBehaviors?.Items ?? []).map((item) => compile(item, item.PathPattern)),
      compile(config.DefaultCacheBehavior, "*"),
    ],
    origins,
    aliases: compileAliases(config),
    geoRestriction: compileGeoRestriction(config),
    cacheTagHeader: config.CacheTagConfig?.HeaderName.toLowerCase(),
    ...compileHttpVersion(config.HttpVersion ?? "http2"),
  };
}

// http3 alone leaves HTTP/2 out (API reference, DistributionConfig).
function compileHttpVersion(
  version: NonNullable<DistributionConfig["HttpVersion"]>,
): Pick<CompiledDistribution, "offersHttp2" | "offersHttp3"> {
  return {
    offersHttp2: version === "http2" || version === "http2and3",
    offersHttp3: version === "http3" || version === "http2and3",
  };
}

function compileBehavior(
  config: DefaultCacheBehavior,
  policies: Policies,
  target: Target,
): Omit<Behavior, "pathPattern" | "trustedKeys" | "errorCachingMinTtlSeconds" | "errorPages"> {
  const headersPolicy = policies.responseHeadersPolicies[config.ResponseHeadersPolicyId ?? ""];
  const keyAndTtls =
    config.ForwardedValues === undefined
      ? compileBehaviorPolicies(config, policies, target.origin)
      : compileForwardedValues(config, config.ForwardedValues, target.origin);
  return {
    ...target,
    ...keyAndTtls,
    compressedEncodings: config.Compress === true ? keyAndTtls.cacheKey.encodings : [],
    viewerProtocolPolicy: config.ViewerProtocolPolicy,
    allowedMethods: new Set(config.AllowedMethods?.Items ?? ["GET", "HEAD"]),
    cachesOptions: config.AllowedMethods?.CachedMethods?.Items?.includes("OPTIONS") ?? false,
    responseHeadersPolicy: headersPolicy && compileResponseHeadersPolicy(headersPolicy),
    viewerRequestFunctionArn: findFunctionArn(config, "viewer-request"),
    viewerResponseFunctionArn: findFunctionArn(config, "viewer-response"),
  };
}

function compileBehaviorPolicies(
  { CachePolicyId = "", OriginRequestPolicyId = "" }: DefaultCacheBehavior,
  policies: Policies,
  origin: OriginTarget,
): Pick<Behavior, "cacheKey" | "ttlBounds" | "forwarding"> {
  const cachePolicy = requireKnown(policies.cachePolicies[CachePolicyId], CachePolicyId);
  const cacheKey = compileCacheKeyParts(cachePolicy, origin);
  return {
    cacheKey,
    ttlBounds: compileTtlBounds(cachePolicy),
    forwarding: compileForwarding(cacheKey, policies.originRequestPolicies[OriginRequestPolicyId]),
  };
}

function findFunctionArn(config: DefaultCacheBehavior, eventType: string): string | undefined {
  const { Items = [] } = config.FunctionAssociations ?? {};
  return Items.find(({ EventType }) => EventType === eventType)?.FunctionARN;
}

/** The origin that a behavior names, or the two of the group that it names. */
function resolveTarget(
  id: string,
  origins: readonly OriginTarget[],
  groups: readonly OriginGroupConfig[],
): Target {
  const find = (originId = "") =>
    requireKnown(
      origins.find((origin) => origin.id === originId),
      originId,
    );
  const group = groups.find(({ Id }) => Id === id);
  if (group === undefined) {
    return { origin: find(id), failover: undefined };
  }
  const [primary, secondary] = group.Members.Items ?? [];
  const statuses = new Set<number>(group.FailoverCriteria.StatusCodes.Items);
  return {
    origin: find(primary?.OriginId),
    failover: { origin: find(secondary?.OriginId), statuses },
  };
}

function requireKnown<Value>(value: Value | undefined, id: string): Value {
  if (value === undefined) {
    throw new Error(`"${id}" isn't known: check the configuration first.`);
  }
  return value;
}

function compileOrigin(config: OriginConfig, url: string | undefined): OriginTarget {
  const { CustomOriginConfig: custom } = config;
  const domainUrls = locateOrigin(config);
  return {
    id: config.Id,
    baseUrls: url === undefined ? domainUrls : { http: url, https: url },
    domainUrls,
    domainName: config.DomainName,
    originPath: config.OriginPath ?? "",
    customHeaders: (config.CustomHeaders?.Items ?? []).map(
      (header) => [header.HeaderName.toLowerCase(), header.HeaderValue] as const,
    ),
    connectionAttempts: config.ConnectionAttempts ?? 3, // CF-LIM-08
    connectionTimeoutMs: (config.ConnectionTimeout ?? 10) * 1000, // CF-LIM-09
    readTimeoutMs: (custom.OriginReadTimeout ?? 30) * 1000, // CF-LIM-10
    keepAliveTimeoutMs: (custom.OriginKeepaliveTimeout ?? 5) * 1000, // CF-LIM-11
    responseCompletionTimeoutMs:
      config.ResponseCompletionTimeout && config.ResponseCompletionTimeout * 1000, // CF-LIM-12
  };
}

function locateOrigin(config: OriginConfig): OriginTarget["baseUrls"] {
  const { HTTPPort, HTTPSPort, OriginProtocolPolicy } = config.CustomOriginConfig;
  const http = `http://${config.DomainName}:${HTTPPort}`;
  const https = `https://${config.DomainName}:${HTTPSPort}`;
  switch (OriginProtocolPolicy) {
    case "http-only":
      return { http, https: http };
    case "https-only":
      return { http: https, https };
    case "match-viewer":
      return { http, https };
  }
}
