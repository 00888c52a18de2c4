import type { DistributionConfig } from "../configuration/distribution-schema";
import { managedCachePolicyIds } from "../configuration/managed-cache-policies";

type BehaviorConfig = DistributionConfig["DefaultCacheBehavior"];

const managedNames: ReadonlyMap<string, string> = new Map(
  Object.entries(managedCachePolicyIds).map(([name, id]) => [id, name]),
);

/** What the inspector page shows of what an edge follows: plain JSON. */
export function describeConfiguration(distribution: DistributionConfig) {
  const { Origins, OriginGroups, CacheBehaviors, DefaultCacheBehavior } = distribution;
  const membersById = new Map(
    (OriginGroups?.Items ?? []).map(({ Id, Members }) => [
      Id,
      (Members.Items ?? []).map(({ OriginId }) => OriginId),
    ]),
  );
  const describeBehavior = (pathPattern: string, behavior: BehaviorConfig) => ({
    pathPattern,
    /** The origin; of a group both, the primary first. */
    originIds: membersById.get(behavior.TargetOriginId) ?? [behavior.TargetOriginId],
    cachePolicy: nameCachePolicy(behavior),
  });
  return {
    origins: (Origins.Items ?? []).map(({ Id }) => Id),
    /** In the order in which they are tried. */
    behaviors: [
      ...(CacheBehaviors?.Items ?? []).map((behavior) =>
        describeBehavior(behavior.PathPattern, behavior),
      ),
      describeBehavior("*", DefaultCacheBehavior),
    ],
  };
}

/** AWS's own by name, the customer's by id. */
function nameCachePolicy({ CachePolicyId }: BehaviorConfig): string {
  return CachePolicyId === undefined
    ? "legacy settings"
    : (managedNames.get(CachePolicyId) ?? CachePolicyId);
}
