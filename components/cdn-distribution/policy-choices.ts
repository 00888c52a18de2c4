import type { Rule } from "../shared/rules";
import { at, rulesOn } from "../shared/rules";
import type { BehaviorSettings } from "./behaviors";
import type { CachePolicySettings } from "./cache-policies";
import { keepsByDefault } from "./cache-policies";
import { listBehaviors } from "./list-behaviors";
import {
  MANAGED_CACHE_POLICIES,
  MANAGED_ORIGIN_REQUEST_POLICIES,
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
} from "./managed-policies";
import type { OriginRequestPolicySettings } from "./origin-request-policies";
import type { CdnEdgeSettings } from "./settings";

/** The policies that stand in `caching`, by name. */
interface CustomPolicies {
  cachePolicies: Record<string, CachePolicySettings>;
  originRequestPolicies: Record<string, OriginRequestPolicySettings>;
}

/** A behavior's policy of one kind, where its content is known. */
interface KnownPolicy<Policy> {
  /** The argument that names it. */
  argument: string;
  name: string;
  isCustom: boolean;
  policy: Policy;
}

/** A behavior with the policies that it has by default. */
export function choosePolicies<Behavior extends BehaviorSettings>(
  behavior: Behavior,
  policies: CustomPolicies,
): Behavior {
  const cachePolicy = isChosen(behavior, CACHE)
    ? behavior.cachePolicy
    : ManagedCachePolicy.UseOriginCacheControlHeadersQueryStrings;
  return {
    ...behavior,
    cachePolicy,
    originRequestPolicy: isChosen(behavior, ORIGIN_REQUEST)
      ? behavior.originRequestPolicy
      : chooseOriginRequestPolicy({ ...behavior, cachePolicy }, policies),
    responseHeadersPolicy: isChosen(behavior, RESPONSE_HEADERS)
      ? behavior.responseHeadersPolicy
      : ManagedResponseHeadersPolicy.SecurityHeaders,
  };
}

/**
 * An origin that sees cookies or headers which the key lacks can answer one viewer with another's
 * page. Only where the origin's own headers decide about caching is it safe to send it everything.
 */
function chooseOriginRequestPolicy(
  behavior: BehaviorSettings,
  policies: CustomPolicies,
): ManagedOriginRequestPolicy {
  const known = findCachePolicy(behavior, policies);
  return known === undefined || keepsByDefault(known.policy)
    ? ManagedOriginRequestPolicy.None
    : ManagedOriginRequestPolicy.AllViewer;
}

/** A behavior's cache policy, unless it is given by its id or not there. */
export function findCachePolicy(
  { cachePolicy, customCachePolicy }: BehaviorSettings,
  { cachePolicies }: CustomPolicies,
): KnownPolicy<CachePolicySettings> | undefined {
  return (
    findCustom("customCachePolicy", customCachePolicy, cachePolicies) ??
    findManaged("cachePolicy", cachePolicy, MANAGED_CACHE_POLICIES)
  );
}

/** A behavior's origin request policy, unless it is given by its id or not there. */
export function findOriginRequestPolicy(
  { originRequestPolicy, customOriginRequestPolicy }: BehaviorSettings,
  { originRequestPolicies }: CustomPolicies,
): KnownPolicy<OriginRequestPolicySettings> | undefined {
  return (
    findCustom("customOriginRequestPolicy", customOriginRequestPolicy, originRequestPolicies) ??
    findManaged("originRequestPolicy", originRequestPolicy, MANAGED_ORIGIN_REQUEST_POLICIES)
  );
}

function findCustom<Policy>(
  argument: string,
  name: string | undefined,
  policies: Record<string, Policy>,
): KnownPolicy<Policy> | undefined {
  const policy = name !== undefined && Object.hasOwn(policies, name) ? policies[name] : undefined;
  return policy && { argument, name: String(name), isCustom: true, policy };
}

function findManaged<Name extends string, Policy>(
  argument: string,
  name: Name | undefined,
  policies: Record<Name, { policy: Policy }>,
): KnownPolicy<Policy> | undefined {
  return name && { argument, name, isCustom: false, policy: policies[name].policy };
}

const CACHE = {
  id: "cache-policy",
  managed: "cachePolicy",
  custom: "customCachePolicy",
  existing: "cachePolicyId",
  record: "cachePolicies",
} as const;

const ORIGIN_REQUEST = {
  id: "origin-request-policy",
  managed: "originRequestPolicy",
  custom: "customOriginRequestPolicy",
  existing: "originRequestPolicyId",
  record: "originRequestPolicies",
} as const;

const RESPONSE_HEADERS = {
  id: "response-headers-policy",
  managed: "responseHeadersPolicy",
  custom: "customResponseHeadersPolicy",
  existing: "responseHeadersPolicyId",
  record: "responseHeadersPolicies",
} as const;

type PolicyKind = typeof CACHE | typeof ORIGIN_REQUEST | typeof RESPONSE_HEADERS;

function listChoices(behavior: BehaviorSettings, kind: PolicyKind): string[] {
  return [kind.managed, kind.custom, kind.existing].filter(
    (argument) => behavior[argument] !== undefined,
  );
}

function isChosen(behavior: BehaviorSettings, kind: PolicyKind): boolean {
  return listChoices(behavior, kind).length > 0;
}

const SOURCE =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html";

const rule = rulesOn<CdnEdgeSettings>();

export const POLICY_CHOICE_RULES = [CACHE, ORIGIN_REQUEST, RESPONSE_HEADERS].flatMap(
  (kind: PolicyKind): Rule<CdnEdgeSettings>[] => [
    requireOne(kind),
    requireKnown(kind),
    warnOfUnused(kind),
  ],
);

function requireOne(kind: PolicyKind): Rule<CdnEdgeSettings> {
  return rule({
    id: `one-${kind.id}`,
    source: SOURCE,
    of: ({ caching }) =>
      listBehaviors(caching).map(({ path, behavior }) => ({
        path,
        value: listChoices(behavior, kind),
        shown: undefined,
      })),
    holds: (given) => given.length === 1,
    must: (given) => `must not have ${given.join(" and ")} together`,
    remedy: "Keep one of them.",
  });
}

function requireKnown(kind: PolicyKind): Rule<CdnEdgeSettings> {
  return rule({
    id: `unknown-${kind.id}`,
    source: SOURCE,
    of: ({ caching }) =>
      listBehaviors(caching).flatMap(({ path, behavior }) =>
        at(`${path}.${kind.custom}`, behavior[kind.custom]),
      ),
    holds: (name, { caching }) => Object.hasOwn(caching[kind.record], name),
    must: (_, { caching }) =>
      `must be one of caching.${kind.record} (` +
      `${Object.keys(caching[kind.record]).join(", ") || "none"})`,
    remedy: "Add the policy there, or correct the name.",
  });
}

function warnOfUnused(kind: PolicyKind): Rule<CdnEdgeSettings> {
  return rule({
    id: `unused-${kind.id}`,
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
    isWarning: true,
    of: ({ caching }) =>
      Object.keys(caching[kind.record]).map((name) => ({
        path: `caching.${kind.record}.${name}`,
        value: name,
        shown: undefined,
      })),
    holds: (name, { caching }) =>
      listBehaviors(caching).some(({ behavior }) => behavior[kind.custom] === name),
    must: "should be used by a behavior, since an account can have 20 of its kind",
    remedy: `Name it in ${kind.custom}, or remove it.`,
  });
}
