import type { Policies } from "../../edge-simulator";
import type { EdgeParts } from "../stage-parts";
import type { PolicyKind } from "./policy-option";
import { choosePolicy, POLICY_KINDS } from "./policy-option";

/** The id of the origin of a distribution that has but one. */
export const ORIGIN_ID = "origin";

/** The policies of the one behavior, as options name them. */
export interface PolicyChoices {
  cachePolicy?: string;
  originRequestPolicy?: string;
  responseHeadersPolicy?: string;
}

/**
 * What `CdnDistribution` gives a behavior (components/cdn-distribution/policy-choices.ts): what the
 * app's own `Cache-Control` allows is kept, and the app gets all that the viewer sent.
 */
export const DEFAULT_CACHE_POLICY = "UseOriginCacheControlHeaders-QueryStrings";
export const DEFAULT_ORIGIN_REQUEST_POLICY = "AllViewer";

/** Names no policy. */
const NONE = "none";

/** The policies by what they are chosen with; `undefined`: none. */
export function resolvePolicies({
  cachePolicy,
  originRequestPolicy,
  responseHeadersPolicy,
}: PolicyChoices): Record<keyof typeof POLICY_KINDS, string | undefined> {
  // Beside a cache policy of the user's choice AllViewer could hand one viewer's page to another.
  const originRequestDefault = cachePolicy === undefined ? DEFAULT_ORIGIN_REQUEST_POLICY : NONE;
  const nameOf = (text: string) => (text === NONE ? undefined : text);
  return {
    cachePolicy: cachePolicy ?? DEFAULT_CACHE_POLICY,
    originRequestPolicy: nameOf(originRequestPolicy ?? originRequestDefault),
    responseHeadersPolicy: nameOf(responseHeadersPolicy ?? NONE),
  };
}

/**
 * A distribution with one origin and one behavior, which takes all methods.
 *
 * @param hostname the origin's own, for the `Host` that it gets where the viewer's isn't forwarded
 * @param mistakes takes what is wrong with the choices
 */
export function describeOneOrigin(
  hostname: string,
  choices: PolicyChoices,
  mistakes: string[],
): EdgeParts {
  const policies: EdgeParts["policies"] = {
    cachePolicies: {},
    originRequestPolicies: {},
    responseHeadersPolicies: {},
  };
  const names = resolvePolicies(choices);
  const choose = (kind: PolicyKind, text: string | undefined): string => {
    const chosen = text === undefined ? undefined : choosePolicy(kind, text, mistakes);
    if (chosen?.own !== undefined) {
      policies[kind.place satisfies keyof Policies][chosen.id] = chosen.own;
    }
    return chosen?.id ?? "";
  };
  const { cachePolicy, originRequestPolicy, responseHeadersPolicy } = POLICY_KINDS;
  return {
    distribution: {
      Comment: "",
      Enabled: true,
      Origins: { Quantity: 1, Items: [describeOrigin(hostname)] },
      DefaultCacheBehavior: {
        TargetOriginId: ORIGIN_ID,
        ViewerProtocolPolicy: "redirect-to-https",
        AllowedMethods: {
          Items: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
          CachedMethods: { Items: ["GET", "HEAD"] },
        },
        Compress: true,
        CachePolicyId: choose(cachePolicy, names.cachePolicy),
        OriginRequestPolicyId: choose(originRequestPolicy, names.originRequestPolicy),
        ResponseHeadersPolicyId: choose(responseHeadersPolicy, names.responseHeadersPolicy),
      },
    },
    policies,
    keyGroups: {},
    functions: {},
  };
}

function describeOrigin(hostname: string) {
  return {
    Id: ORIGIN_ID,
    DomainName: hostname,
    CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "match-viewer" },
  };
}
