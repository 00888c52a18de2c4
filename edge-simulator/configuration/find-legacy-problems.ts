import { isAscending } from "./policy-schemas";
import type { Problem } from "./problems";

/** What a behavior says about caching and forwarding, as far as it may contradict itself. */
interface BehaviorSettings {
  readonly CachePolicyId?: string;
  readonly OriginRequestPolicyId?: string;
  readonly ForwardedValues?: { readonly Headers?: { readonly Items?: readonly unknown[] } };
  readonly MinTTL?: unknown;
  readonly DefaultTTL?: unknown;
  readonly MaxTTL?: unknown;
}

const choice = "Use either CachePolicyId or, of old, ForwardedValues with its TTLs.";
const legacyTtls = ["MinTTL", "DefaultTTL", "MaxTTL"] as const;

/** What contradicts itself in a behavior: a cache policy and legacy settings exclude each other. */
export function findLegacyProblems(path: string, behavior: BehaviorSettings): Problem[] {
  const hasPolicy = (behavior.CachePolicyId ?? "") !== "";
  const describe = (field: keyof BehaviorSettings, rule: string, remedy = choice): Problem => ({
    path: `${path}.${field}`,
    rule,
    value: behavior[field],
    remedy,
  });
  if (hasPolicy) {
    return (["ForwardedValues", ...legacyTtls] as const)
      .filter((field) => behavior[field] !== undefined)
      .map((field) => describe(field, "must be left out beside CachePolicyId"));
  }
  if (behavior.ForwardedValues === undefined) {
    return [describe("CachePolicyId", "is required", choice)];
  }
  return [
    // CF-ORP-03
    ...(behavior.OriginRequestPolicyId
      ? [describe("OriginRequestPolicyId", "must be left out without CachePolicyId")]
      : []),
    ...findTtlProblems(behavior, describe),
  ];
}

type Describe = (field: keyof BehaviorSettings, rule: string, remedy: string) => Problem;

function findTtlProblems(behavior: BehaviorSettings, describe: Describe): Problem[] {
  const { ForwardedValues, MinTTL = 0, DefaultTTL, MaxTTL } = behavior;
  const forwardsAll = ForwardedValues?.Headers?.Items?.includes("*") ?? false;
  const given = [MinTTL, DefaultTTL, MaxTTL].filter((ttl) => typeof ttl === "number");
  return [
    // CF-LEG-02
    ...(forwardsAll && MinTTL !== 0
      ? [describe("MinTTL", "must be 0 where all headers are forwarded", "Set it to 0.")]
      : []),
    ...(isAscending(given)
      ? []
      : [
          describe(
            "DefaultTTL",
            "must be at least MinTTL and at most MaxTTL",
            "Raise the larger or lower the smaller.",
          ),
        ]),
  ];
}
