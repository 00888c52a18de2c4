import type { RecordedValue } from "../recorded-stack";
import type { ResourceChange, StackDiff, ValueChange } from "./diff-stacks";
import { namePolicy } from "./policy-names";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

/** What differs about one cache behavior of a distribution. */
export interface BehaviorChange {
  /** The distribution's logical name. */
  distribution: string;
  /** As CloudFront's console shows it: `Default (*)` for the default behavior. */
  pathPattern: string;
  kind: "added" | "removed" | "changed";
  /** By the behavior's own fields; managed policies by their names. */
  changes: ValueChange[];
}

/** The behaviors among the changed values, apart from all others. */
export function splitBehaviors(diff: StackDiff): {
  behaviors: BehaviorChange[];
  others: StackDiff;
} {
  const behaviors = diff.changed.filter(({ type }) => type === DISTRIBUTION).flatMap(listBehaviors);
  const changed = diff.changed
    .map((resource) =>
      resource.type === DISTRIBUTION
        ? { ...resource, changes: resource.changes.filter(({ path }) => !findBehavior(path)) }
        : resource,
    )
    .filter(({ changes }) => changes.length > 0);
  return { behaviors, others: { ...diff, changed } };
}

function listBehaviors({ name, changes }: ResourceChange): BehaviorChange[] {
  const order = changes.find(({ path }) => path === "orderedCacheBehaviors");
  const behaviors = new Map<string, BehaviorChange>();
  for (const change of changes) {
    const found = findBehavior(change.path);
    if (found !== undefined) {
      const { pathPattern, field } = found;
      const kind = findKind(pathPattern, order);
      const others = behaviors.get(pathPattern)?.changes ?? [];
      const own = [...others, namePolicies({ ...change, path: field })];
      behaviors.set(pathPattern, { distribution: name, pathPattern, kind, changes: own });
    }
  }
  return [...behaviors.values()];
}

function findBehavior(path: string): { pathPattern: string; field: string } | undefined {
  const [, field] = /^defaultCacheBehavior\b\.?(.*)$/.exec(path) ?? [];
  if (field !== undefined) {
    return { pathPattern: "Default (*)", field };
  }
  const [, key, ownField = ""] =
    /^orderedCacheBehaviors\[("(?:[^"\\]|\\.)*"|[^\]]*)\]\.?(.*)$/.exec(path) ?? [];
  if (key === undefined) {
    return undefined;
  }
  const pathPattern = key.startsWith('"') ? (JSON.parse(key) as string) : key;
  return { pathPattern, field: ownField };
}

/** The list of patterns is among the changes whenever a behavior comes or goes. */
function findKind(pathPattern: string, order: ValueChange | undefined): BehaviorChange["kind"] {
  const lists = (side: RecordedValue | undefined) =>
    Array.isArray(side) && side.includes(pathPattern);
  if (order === undefined || lists(order.before) === lists(order.after)) {
    return "changed";
  }
  return lists(order.after) ? "added" : "removed";
}

function namePolicies({ path, ...sides }: ValueChange): ValueChange {
  const named = Object.entries(sides).map(([side, id]) => [side, namePolicy(id)]);
  return { path, ...(Object.fromEntries(named) as Omit<ValueChange, "path">) };
}
