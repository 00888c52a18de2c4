import { expect } from "chai";
import type { BehaviorArgs } from "../../../components";
import {
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
} from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { distributionArguments } from "./distribution-arguments";

const ID = "0a1b2c3d-0000-4000-8000-000000000000";
const ORIGIN_CONTROLLED = ManagedCachePolicy.UseOriginCacheControlHeadersQueryStrings;
const { AllViewer, None } = ManagedOriginRequestPolicy;
const { SecurityHeaders } = ManagedResponseHeadersPolicy;

const POLICIES = {
  cachePolicies: { quiet: {}, kept: { defaultTtlSeconds: 60 } },
  originRequestPolicies: { more: {} },
  responseHeadersPolicies: { site: {} },
};
const settleBehavior = (behavior: BehaviorArgs) => {
  const caching = { defaultBehavior: behavior, acceptsSharedPages: true, ...POLICIES };
  const { defaultBehavior } = distributionArguments.settle({ caching }).caching;
  const { cachePolicy, originRequestPolicy, responseHeadersPolicy } = defaultBehavior;
  return [cachePolicy, originRequestPolicy, responseHeadersPolicy];
};

describe("A behavior's policies", () => {
  const defaults: [title: string, BehaviorArgs, expected: unknown[]][] = [
    ["nothing", {}, [ORIGIN_CONTROLLED, AllViewer, SecurityHeaders]],
    [
      "a managed policy that keeps",
      { cachePolicy: ManagedCachePolicy.CachingOptimized },
      [ManagedCachePolicy.CachingOptimized, None, SecurityHeaders],
    ],
    [
      "a managed policy that does not keep",
      { cachePolicy: ManagedCachePolicy.CachingDisabled },
      [ManagedCachePolicy.CachingDisabled, AllViewer, SecurityHeaders],
    ],
    ["a policy that keeps", { customCachePolicy: "kept" }, [undefined, None, SecurityHeaders]],
    [
      "a policy that does not keep",
      { customCachePolicy: "quiet" },
      [undefined, AllViewer, SecurityHeaders],
    ],
    ["a policy from elsewhere", { cachePolicyId: ID }, [undefined, None, SecurityHeaders]],
    [
      "policies of one's own",
      { customOriginRequestPolicy: "more", customResponseHeadersPolicy: "site" },
      [ORIGIN_CONTROLLED, undefined, undefined],
    ],
    [
      "other policies from elsewhere",
      { originRequestPolicyId: ID, responseHeadersPolicyId: ID },
      [ORIGIN_CONTROLLED, undefined, undefined],
    ],
  ];
  for (const [title, behavior, expected] of defaults) {
    it(`are settled where ${title} is given`, () => {
      expect(settleBehavior(behavior)).to.deep.equal(expected);
    });
  }

  const row = (
    title: string,
    behavior: BehaviorArgs,
    ...expected: string[]
  ): ArgumentRow<object> => [
    title,
    {
      caching: {
        behaviors: [{ pathPattern: "/a", ...behavior }],
        acceptsSharedPages: true,
        ...POLICIES,
      },
    },
    expected,
  ];
  distributionArguments.testErrors([
    row(
      "two policies of each kind",
      {
        cachePolicy: ManagedCachePolicy.CachingDisabled,
        customCachePolicy: "quiet",
        customOriginRequestPolicy: "more",
        originRequestPolicyId: ID,
        responseHeadersPolicy: ManagedResponseHeadersPolicy.SimpleCors,
        responseHeadersPolicyId: ID,
      },
      "caching.behaviors[0] must not have cachePolicy and customCachePolicy together. " +
        "Keep one of them.",
      "caching.behaviors[0] must not have customOriginRequestPolicy and originRequestPolicyId " +
        "together. Keep one of them.",
      "caching.behaviors[0] must not have responseHeadersPolicy and responseHeadersPolicyId " +
        "together. Keep one of them.",
    ),
    row(
      "policies that are not there",
      {
        customCachePolicy: "constructor",
        customOriginRequestPolicy: "less",
        customResponseHeadersPolicy: "sight",
      },
      "caching.behaviors[0].customCachePolicy must be one of caching.cachePolicies (quiet, kept), " +
        'got "constructor". Add the policy there, or correct the name.',
      "caching.behaviors[0].customOriginRequestPolicy must be one of caching.originRequestPolicies " +
        '(more), got "less". Add the policy there, or correct the name.',
      "caching.behaviors[0].customResponseHeadersPolicy must be one of " +
        'caching.responseHeadersPolicies (site), got "sight". Add the policy there, or correct the ' +
        "name.",
    ),
    [
      "a policy where there is none",
      { caching: { defaultBehavior: { customCachePolicy: "quiet" } } },
      [
        "caching.defaultBehavior.customCachePolicy must be one of caching.cachePolicies (none), " +
          'got "quiet". Add the policy there, or correct the name.',
      ],
    ],
    [
      "a managed policy that is none",
      { caching: { defaultBehavior: { cachePolicy: "Optimized" as ManagedCachePolicy } } },
      [
        'caching.defaultBehavior.cachePolicy must be one of "CachingOptimized", ' +
          '"CachingOptimizedForUncompressedObjects", "CachingDisabled", ' +
          '"UseOriginCacheControlHeaders", "UseOriginCacheControlHeaders-QueryStrings", ' +
          'got "Optimized". Use a member of the enum.',
      ],
    ],
  ]);

  const unused = (path: string, argument: string) =>
    `caching.${path} should be used by a behavior, since an account can have 20 of its kind. ` +
    `Name it in ${argument}, or remove it.`;
  distributionArguments.testWarnings([
    [
      "policies that no behavior uses",
      { caching: { defaultBehavior: { customCachePolicy: "quiet" }, ...POLICIES } },
      [
        unused("cachePolicies.kept", "customCachePolicy"),
        unused("originRequestPolicies.more", "customOriginRequestPolicy"),
        unused("responseHeadersPolicies.site", "customResponseHeadersPolicy"),
      ],
    ],
  ]);
});
