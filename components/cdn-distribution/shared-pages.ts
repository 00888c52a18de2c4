import { rulesOn } from "../shared/rules";
import type { CachePolicySettings } from "./cache-policies";
import { keepsByDefault } from "./cache-policies";
import type { PlacedBehavior } from "./list-behaviors";
import { listBehaviors } from "./list-behaviors";
import type { OriginRequestPolicySettings } from "./origin-request-policies";
import { HeaderBehavior } from "./origin-request-policies";
import { findCachePolicy, findOriginRequestPolicy } from "./policy-choices";
import type { CdnEdgeSettings } from "./settings";
import type { ValueSelectionSettings } from "./value-selections";
import { ValueBehavior } from "./value-selections";
import { describeSet, isSelected, selectNames, subtract } from "./value-sets";

const EXPIRATION =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html";

const COMBINATION =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-how-origin-request-policies-and-cache-policies-work-together.html";

const rule = rulesOn<CdnEdgeSettings>();

/**
 * A minimum TTL above 0 keeps what says `private`. Whoever writes a policy can write another, so a
 * custom one is refused; a managed one is warned of.
 */
const MINIMUM_TTL_RULES = [
  { id: "custom-minimum-ttl", isCustom: true, verb: "must" },
  { id: "managed-minimum-ttl", isCustom: false, verb: "should" },
].map(({ id, isCustom, verb }) =>
  rule({
    id,
    source: EXPIRATION,
    isWarning: !isCustom,
    of: (settings) =>
      listExposed(settings).filter(({ value }) => value.cachePolicy.isCustom === isCustom),
    holds: ({ cachePolicy }) => cachePolicy.policy.minTtlSeconds <= 0,
    must: ({ isDefault, cachePolicy }) =>
      `${verb} have no minimum TTL${isDefault ? "" : " where cookies or Authorization reach the origin"}, ` +
      "since every viewer can get a page that was made for another one, even if it says private " +
      `or no-store; its minimum TTL is ${cachePolicy.policy.minTtlSeconds} s`,
    remedy: ({ isDefault, path }) =>
      isDefault
        ? "Set caching.acceptsSharedPages to true if all pages are the same for everybody, or give " +
          "the paths that are to caching.behaviors."
        : `Set ${path}.acceptsSharedPages to true if its pages are the same for everybody, or keep ` +
          "cookies and Authorization from the origin.",
  }),
);

export const SHARED_PAGES_RULES = [
  ...MINIMUM_TTL_RULES,
  rule({
    id: "forwarded-outside-key",
    source: COMBINATION,
    isWarning: true,
    of: (settings) => listForwarded(settings),
    holds: ({ lacking }) => lacking.length === 0,
    must: ({ cachePolicyName, lacking }) =>
      `should forward nothing that the key of the cache policy "${cachePolicyName}" lacks, since ` +
      `a kept response goes to viewers who differ in it: ${lacking.join(", ")}`,
    remedy: "Put what responses depend on into the key, and forward nothing else.",
  }),
  rule({
    id: "excepted-header-in-key",
    source: COMBINATION,
    isWarning: true,
    of: (settings) => listForwarded(settings),
    holds: ({ excepted }) => excepted.length === 0,
    must: ({ cachePolicyName, excepted }) =>
      `should except no header that is in the key of the cache policy "${cachePolicyName}", since ` +
      `it reaches the origin all the same: ${excepted.join(", ")}`,
    remedy: "Use a cache policy without the header.",
  }),
];

/** The behaviors whose kept responses can be meant for one viewer, unless the user says otherwise. */
function listExposed({ caching }: CdnEdgeSettings) {
  return listBehaviors(caching)
    .filter(({ acceptsSharedPages }) => !acceptsSharedPages)
    .flatMap(({ path, behavior, isDefault }: PlacedBehavior) => {
      const cachePolicy = findCachePolicy(behavior, caching);
      const forwarded = findOriginRequestPolicy(behavior, caching);
      return cachePolicy !== undefined &&
        (isDefault || tellsViewers(cachePolicy.policy, forwarded?.policy))
        ? [
            {
              path: `${path}.${cachePolicy.argument}`,
              value: { path, isDefault, cachePolicy },
              shown: cachePolicy.name,
            },
          ]
        : [];
    });
}

/** Whether the origin can tell one viewer from another. */
function tellsViewers(
  key: CachePolicySettings,
  forwarded: OriginRequestPolicySettings | undefined,
): boolean {
  return (
    [key.cookies, forwarded?.cookies].some(
      (cookies) => cookies !== undefined && cookies.behavior !== ValueBehavior.None,
    ) ||
    key.headers.some((header) => header.toLowerCase() === "authorization") ||
    (forwarded !== undefined && isSelected(selectHeaders(forwarded), "authorization"))
  );
}

/** Behaviors whose policies are both known: what goes beyond the key, and what is excepted in vain. */
function listForwarded({ caching }: CdnEdgeSettings) {
  return listBehaviors(caching).flatMap(({ path, behavior }) => {
    const key = findCachePolicy(behavior, caching);
    const forwarded = findOriginRequestPolicy(behavior, caching);
    return key === undefined || forwarded === undefined
      ? []
      : [
          {
            path: `${path}.${forwarded.argument}`,
            value: {
              cachePolicyName: key.name,
              lacking: keepsByDefault(key.policy) ? listLacking(key.policy, forwarded.policy) : [],
              excepted: listExcepted(key.policy, forwarded.policy),
            },
            shown: forwarded.name,
          },
        ];
  });
}

function listExcepted(key: CachePolicySettings, forwarded: OriginRequestPolicySettings): string[] {
  const { behavior, names } = forwarded.headers;
  const inKey = key.headers.map((header) => header.toLowerCase());
  return behavior === HeaderBehavior.AllExcept
    ? names.filter((name) => inKey.includes(name.toLowerCase()))
    : [];
}

/** What is forwarded beyond the key, in words: `all cookies`. */
function listLacking(key: CachePolicySettings, forwarded: OriginRequestPolicySettings): string[] {
  const keyHeaders = selectNames(key.headers.map((header) => header.toLowerCase()));
  return [
    describeSet("headers", subtract(selectHeaders(forwarded), keyHeaders)),
    describeSet("cookies", subtract(forwarded.cookies, key.cookies)),
    describeSet("query strings", subtract(forwarded.queryStrings, key.queryStrings)),
  ].flatMap((words) => words ?? []);
}

/** The viewer's headers that a policy forwards, in lower case, for case does not count in them. */
export function selectHeaders({ headers }: OriginRequestPolicySettings): ValueSelectionSettings {
  const names = headers.names.map((name) => name.toLowerCase());
  switch (headers.behavior) {
    case HeaderBehavior.None:
      return selectNames([]);
    case HeaderBehavior.Whitelist:
      return selectNames(names);
    case HeaderBehavior.AllExcept:
      return { behavior: ValueBehavior.AllExcept, names };
    default:
      return { behavior: ValueBehavior.All, names: [] };
  }
}
