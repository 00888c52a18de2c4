import type { BehaviorArgs, CachingArgs } from "../../../components";
import {
  HeaderBehavior,
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ValueBehavior,
} from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { distributionArguments } from "./distribution-arguments";

const { CachingOptimized, CachingDisabled } = ManagedCachePolicy;
const { AllViewer, AllViewerExceptHostHeader, CorsCustomOrigin, None, UserAgentRefererHeaders } =
  ManagedOriginRequestPolicy;

const EVERYBODY =
  "since every viewer can get a page that was made for another one, even if it says private or " +
  "no-store; its minimum TTL is";
const DEFAULT_REMEDY =
  "Set caching.acceptsSharedPages to true if all pages are the same for everybody, or give the " +
  "paths that are to caching.behaviors.";
const PATH_REMEDY =
  "Set caching.behaviors[0].acceptsSharedPages to true if its pages are the same for everybody, or " +
  "keep cookies and Authorization from the origin.";

const row = (title: string, caching: CachingArgs, ...expected: string[]): ArgumentRow<object> => [
  title,
  { caching },
  expected,
];

/** A behavior on a path, beside policies that other rules have nothing against. */
const onPath = (
  title: string,
  behavior: BehaviorArgs & { acceptsSharedPages?: boolean },
  ...expected: string[]
) => row(title, { ...POLICIES, behaviors: [{ pathPattern: "/a/*", ...behavior }] }, ...expected);

const sessions = { behavior: ValueBehavior.Whitelist, names: ["session"] };
const POLICIES = {
  cachePolicies: {
    minute: { minTtlSeconds: 60 },
    sessions: { minTtlSeconds: 60, cookies: sessions },
    members: { minTtlSeconds: 60, headers: ["authorization"] },
    quiet: { defaultTtlSeconds: 60, headers: ["Referer"] },
    harmless: { cookies: sessions },
  },
  originRequestPolicies: {
    headers: { headers: { behavior: HeaderBehavior.AllViewer } },
    anonymous: { headers: { behavior: HeaderBehavior.AllExcept, names: ["AUTHORIZATION"] } },
    cookies: { cookies: sessions },
    referer: { headers: { behavior: HeaderBehavior.Whitelist, names: ["referer"] } },
  },
};

const refused = (policy: string) =>
  "caching.behaviors[0].customCachePolicy must have no minimum TTL where cookies or Authorization " +
  `reach the origin, ${EVERYBODY} 60 s, got "${policy}". ${PATH_REMEDY}`;

describe("A minimum TTL of one's own", () => {
  distributionArguments.testErrors([
    row(
      "the default behavior",
      { defaultBehavior: { customCachePolicy: "minute" }, ...POLICIES },
      `caching.defaultBehavior.customCachePolicy must have no minimum TTL, ${EVERYBODY} 60 s, ` +
        `got "minute". ${DEFAULT_REMEDY}`,
    ),
    row("the default behavior whose pages are all the same", {
      defaultBehavior: { customCachePolicy: "minute" },
      acceptsSharedPages: true,
      ...POLICIES,
    }),
    row("the default behavior without minimum", {
      defaultBehavior: { customCachePolicy: "harmless" },
      ...POLICIES,
    }),
    onPath("a path that forwards nothing", { customCachePolicy: "minute" }),
    onPath(
      "a path with cookies in the key",
      { customCachePolicy: "sessions" },
      refused("sessions"),
    ),
    onPath(
      "a path with Authorization in the key",
      { customCachePolicy: "members" },
      refused("members"),
    ),
    onPath(
      "a path whose origin gets cookies",
      { customCachePolicy: "minute", customOriginRequestPolicy: "cookies" },
      refused("minute"),
    ),
    onPath(
      "a path whose origin gets all headers",
      { customCachePolicy: "minute", customOriginRequestPolicy: "headers" },
      refused("minute"),
    ),
    onPath("a path whose origin gets all headers but Authorization", {
      customCachePolicy: "minute",
      customOriginRequestPolicy: "anonymous",
    }),
    onPath(
      "a path whose origin gets everything",
      { customCachePolicy: "minute", originRequestPolicy: AllViewer },
      refused("minute"),
    ),
    onPath("a path whose pages are the same for everybody", {
      customCachePolicy: "sessions",
      acceptsSharedPages: true,
    }),
    onPath("a path with cookies in the key, but no minimum", { customCachePolicy: "harmless" }),
    [
      "the default behavior's flag in the wrong place",
      { caching: { defaultBehavior: { acceptsSharedPages: true } as BehaviorArgs } },
      [
        "caching.defaultBehavior.acceptsSharedPages is not an argument. " +
          "Use caching.acceptsSharedPages.",
      ],
    ],
  ]);
});

describe("A managed policy's minimum TTL", () => {
  const shared =
    `caching.defaultBehavior.cachePolicy should have no minimum TTL, ${EVERYBODY} 1 s, ` +
    `got "CachingOptimized". ${DEFAULT_REMEDY}`;
  const sharedPath =
    "caching.behaviors[0].cachePolicy should have no minimum TTL where cookies or Authorization " +
    `reach the origin, ${EVERYBODY} 1 s, got "CachingOptimized". ${PATH_REMEDY}`;
  const lacking = (what: string, policy: string, argument = "originRequestPolicy") =>
    `caching.behaviors[0].${argument} should forward nothing that the key of the cache policy ` +
    `"CachingOptimized" lacks, since a kept response goes to viewers who differ in it: ${what}, ` +
    `got "${policy}". Put what responses depend on into the key, and forward nothing else.`;
  const path = (title: string, behavior: BehaviorArgs, ...expected: string[]) =>
    row(title, { behaviors: [{ pathPattern: "/a/*", ...behavior }] }, ...expected);

  distributionArguments.testWarnings([
    row("the defaults", {}),
    row("the default behavior", { defaultBehavior: { cachePolicy: CachingOptimized } }, shared),
    row("the default behavior whose pages are all the same", {
      defaultBehavior: { cachePolicy: CachingOptimized },
      acceptsSharedPages: true,
    }),
    path("a path that forwards nothing", { cachePolicy: CachingOptimized }),
    path(
      "a path that forwards everything",
      { cachePolicy: CachingOptimized, originRequestPolicy: AllViewer },
      sharedPath,
      lacking("all headers, all cookies, all query strings", "AllViewer"),
    ),
    path(
      "a path that forwards a header outside the key",
      { cachePolicy: CachingOptimized, originRequestPolicy: UserAgentRefererHeaders },
      lacking("the headers user-agent, referer", "UserAgentRefererHeaders"),
    ),
    path(
      "a path that forwards all but Host",
      { cachePolicy: CachingOptimized, originRequestPolicy: AllViewerExceptHostHeader },
      sharedPath,
      lacking("all headers but host, all cookies, all query strings", "AllViewerExceptHostHeader"),
    ),
    path("a path that keeps nothing", {
      cachePolicy: CachingDisabled,
      originRequestPolicy: AllViewer,
    }),
    path("a path whose cache policy is elsewhere", {
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      originRequestPolicy: AllViewer,
    }),
    path("a path whose origin request policy is elsewhere", {
      cachePolicy: CachingOptimized,
      originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
    }),
    path("a path that forwards what is in the key", { originRequestPolicy: CorsCustomOrigin }),
    path("a path that forwards nothing beyond the key", { originRequestPolicy: None }),
    path(
      "a header that is excepted and in the key",
      { originRequestPolicy: AllViewerExceptHostHeader },
      "caching.behaviors[0].originRequestPolicy should except no header that is in the key of the " +
        'cache policy "UseOriginCacheControlHeaders-QueryStrings", since it reaches the origin all ' +
        'the same: Host, got "AllViewerExceptHostHeader". Use a cache policy without the header.',
    ),
    row(
      "a policy of one's own that keeps, with others that forward more",
      {
        behaviors: [
          { pathPattern: "/1", customCachePolicy: "quiet", customOriginRequestPolicy: "referer" },
          { pathPattern: "/2", customCachePolicy: "quiet", customOriginRequestPolicy: "cookies" },
        ],
        cachePolicies: { quiet: POLICIES.cachePolicies.quiet },
        originRequestPolicies: {
          referer: POLICIES.originRequestPolicies.referer,
          cookies: POLICIES.originRequestPolicies.cookies,
        },
      },
      "caching.behaviors[1].customOriginRequestPolicy should forward nothing that the key of the " +
        'cache policy "quiet" lacks, since a kept response goes to viewers who differ in it: the ' +
        'cookies session, got "cookies". Put what responses depend on into the key, and forward ' +
        "nothing else.",
    ),
  ]);
});
