import type { RecordedResource, RecordedStack, RecordedValue } from "../recorded-stack";
import { keyOf, maskValue } from "../recorded-stack";
import { pickOwnOptions } from "./describe-resource";
import { listLeaves } from "./list-leaves";
import { nameReferences } from "./name-references";

/** One value that differs. What one side does not have is absent; secrets are masked. */
export interface ValueChange {
  /** See `listLeaves`; `(options).protect` for what is no input. */
  path: string;
  before?: RecordedValue;
  after?: RecordedValue;
}

/** A resource by its type token and its logical name. */
export type ResourceName = Pick<RecordedResource, "type" | "name">;

/** A resource that both sides have. */
export interface ResourceChange extends ResourceName {
  changes: ValueChange[];
}

/** How one recorded stack differs from another. */
export interface StackDiff {
  added: ResourceName[];
  removed: ResourceName[];
  changed: ResourceChange[];
}

/** The stack itself, whose outputs and provider configuration are compared like inputs. */
const STACK_TYPE = "pulumi:pulumi:Stack";

const PROTECT_PATH = "(options).protect";

type Leaves = Map<string, RecordedValue>;

/**
 * Compares two stacks resource by resource, and value by value. Values that were only made up in
 * the evaluation are equal where they stand for the same output.
 */
export function diffStacks(before: RecordedStack, after: RecordedStack): StackDiff {
  const old = collectResources(before);
  const current = collectResources(after);
  const common = [...current].flatMap(([identity, { type, name, leaves }]) => {
    const counterpart = old.get(identity);
    return counterpart ? [{ type, name, changes: diffLeaves(counterpart.leaves, leaves) }] : [];
  });
  const added = listMissing(current, old);
  const removed = listMissing(old, current);
  // A dependency on what comes or goes says nothing that its coming or going does not.
  const implied = [...added, ...removed].map((one) => `(options).dependsOn[${keyOf(one)}]`);
  const changed = common
    .map((one) => ({ ...one, changes: one.changes.filter(({ path }) => !implied.includes(path)) }))
    .filter(({ changes }) => changes.length > 0);
  return { added, removed, changed };
}

/** Whether there is no difference. */
export function isEmptyDiff({ added, removed, changed }: StackDiff): boolean {
  return added.length + removed.length + changed.length === 0;
}

type Collected = Map<string, ResourceName & { leaves: Leaves }>;

function listMissing(all: Collected, others: Collected): ResourceName[] {
  return [...all]
    .filter(([identity]) => !others.has(identity))
    .map(([, { type, name }]) => ({ type, name }));
}

/** By what the engine tells resources apart by: name and type, with the types of its parents. */
function collectResources(stack: RecordedStack): Collected {
  const named = nameReferences(stack);
  const { outputs, providerConfig = {} } = named;
  const stackLeaves = listLeaves({ providerConfig, outputs });
  const collected: Collected = new Map([
    [STACK_TYPE, { type: STACK_TYPE, name: stack.project, leaves: stackLeaves }],
  ]);
  const parents = new Map<string, { types: string; protect: boolean }>();
  for (const resource of named.resources) {
    const { type, name, options } = resource;
    const parent = parents.get(resource.parent ?? "") ?? { types: "", protect: false };
    const own = { types: `${parent.types}$${type}`, protect: options?.protect ?? false };
    parents.set(keyOf(resource), own);
    const leaves = collectLeaves(resource);
    // Children inherit it: one line says it for all of them.
    leaves.delete(PROTECT_PATH);
    if (own.protect !== parent.protect) {
      leaves.set(PROTECT_PATH, own.protect);
    }
    collected.set(`${own.types}::${name}`, { type, name, leaves });
  }
  return collected;
}

/** Inputs, and options under a name that no input has. */
function collectLeaves({ inputs, options, provider }: RecordedResource): Leaves {
  const { dependsOn, ...others } = pickOwnOptions(options);
  const registered = listLeaves({
    ...(others as Record<string, RecordedValue>),
    ...(provider !== null && { provider }),
    // One by one: what comes or goes among many is easily overlooked.
    ...(dependsOn && { dependsOn: Object.fromEntries(dependsOn.map((key) => [key, true])) }),
  });
  const optionLeaves = [...registered].map(
    ([path, value]) => [`(options).${path}`, value] as const,
  );
  return new Map([...listLeaves(inputs), ...optionLeaves]);
}

function diffLeaves(before: Leaves, after: Leaves): ValueChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .filter((path) => !isSame(before.get(path), after.get(path)))
    .map((path) => ({ path, ...pick("before", before, path), ...pick("after", after, path) }));
}

function pick<Side extends string>(side: Side, leaves: Leaves, path: string) {
  const value = leaves.get(path);
  return value === undefined ? {} : ({ [side]: maskValue(value) } as Record<Side, RecordedValue>);
}

/** Keys of one object come in the order in which the program happened to write them. */
function isSame(a: RecordedValue | undefined, b: RecordedValue | undefined): boolean {
  return JSON.stringify(a, sortKeys) === JSON.stringify(b, sortKeys);
}

function sortKeys(_key: string, value: RecordedValue): RecordedValue {
  return value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
