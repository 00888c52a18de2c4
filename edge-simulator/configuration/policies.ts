import { managedCachePolicies } from "./managed-cache-policies";
import { managedOriginRequestPolicies } from "./managed-origin-request-policies";
import { managedResponseHeadersPolicies } from "./managed-response-headers-policies";
import type { CachePolicyConfig, OriginRequestPolicyConfig } from "./policy-schemas";
import type { ResponseHeadersPolicyConfig } from "./response-headers-policy-schema";

/** Policies by id, each in the API's `*Config` shape. */
export interface Policies {
  readonly cachePolicies: Readonly<Record<string, CachePolicyConfig>>;
  readonly originRequestPolicies: Readonly<Record<string, OriginRequestPolicyConfig>>;
  readonly responseHeadersPolicies: Readonly<Record<string, ResponseHeadersPolicyConfig>>;
}

/** A customer's policies together with AWS's managed ones. */
export function addManagedPolicies(policies: Partial<Policies> = {}): Policies {
  return {
    cachePolicies: { ...managedCachePolicies, ...policies.cachePolicies },
    originRequestPolicies: { ...managedOriginRequestPolicies, ...policies.originRequestPolicies },
    responseHeadersPolicies: {
      ...managedResponseHeadersPolicies,
      ...policies.responseHeadersPolicies,
    },
  };
}
