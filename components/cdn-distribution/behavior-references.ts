import type * as pulumi from "@pulumi/pulumi";
import { createCachePolicy } from "./cache-policies";
import { createFunctions } from "./functions";
import { createOriginRequestPolicy } from "./origin-request-policies";
import { createResponseHeadersPolicy } from "./response-headers-policies";
import type { CdnEdgeSettings } from "./settings";

/** What behaviors refer to by name, each as CloudFront knows it. No name, no reference. */
export interface BehaviorReferences {
  cachePolicyIds: References;
  originRequestPolicyIds: References;
  responseHeadersPolicyIds: References;
  functionArns: References;
}

type References = Map<string | undefined, pulumi.Output<string>>;

/** Creates the policies and functions that behaviors refer to by name. */
export function createBehaviorReferences(
  name: string,
  settings: CdnEdgeSettings,
  opts: pulumi.CustomResourceOptions,
): BehaviorReferences {
  const { cachePolicies, originRequestPolicies, responseHeadersPolicies } = settings.caching;
  const createEach = <Policy>(
    policies: Record<string, Policy>,
    create: (
      name: string,
      policy: Policy,
      opts: pulumi.CustomResourceOptions,
    ) => pulumi.Output<string>,
  ): References =>
    new Map(
      Object.entries(policies).map(([key, policy]) => [
        key,
        create(`${name}-${key}`, policy, opts),
      ]),
    );
  return {
    cachePolicyIds: createEach(cachePolicies, createCachePolicy),
    originRequestPolicyIds: createEach(originRequestPolicies, createOriginRequestPolicy),
    responseHeadersPolicyIds: createEach(responseHeadersPolicies, createResponseHeadersPolicy),
    functionArns: createFunctions(name, settings, opts),
  };
}
