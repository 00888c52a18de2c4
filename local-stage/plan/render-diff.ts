import { splitBehaviors } from "./behavior-changes";
import { shortenType } from "./describe-resource";
import type { ResourceName, StackDiff, ValueChange } from "./diff-stacks";
import { isEmptyDiff } from "./diff-stacks";
import { formatChange } from "./format-change";
import { code, renderSections } from "./markdown";

/** How a stack differs from the base's. */
export interface StackChanges {
  project: string;
  stack: string;
  /** Whether the base doesn't have the stack: then all of it is added. */
  isNewStack: boolean;
  diff: StackDiff;
}

/** The changes as text for a terminal. */
export function renderChanges(changes: StackChanges): string {
  const { project, stack } = changes;
  if (isEmptyDiff(changes.diff)) {
    return `${project} (${stack}): no changes`;
  }
  const { behaviors, others } = splitBehaviors(changes.diff);
  return [
    `${project} (${stack}): ${summarize(changes)}`,
    ...others.added.map((resource) => `+ ${nameResource(resource)}`),
    ...others.removed.map((resource) => `- ${nameResource(resource)}`),
    ...others.changed.flatMap((resource) => [
      `~ ${nameResource(resource)}`,
      ...resource.changes.map(renderLine),
    ]),
    ...behaviors.flatMap(({ distribution, pathPattern, kind, changes: fields }) => [
      `~ behavior ${pathPattern} of ${distribution}, ${kind}`,
      ...fields.map(renderLine),
    ]),
  ].join("\n");
}

/** The changes as tables for a pull request, in at most 60,000 bytes. */
export function renderChangesMarkdown(changes: StackChanges): string {
  const stack = code(changes.stack);
  if (isEmptyDiff(changes.diff)) {
    return `**Stack ${stack}: no changes.**`;
  }
  const { behaviors, others } = splitBehaviors(changes.diff);
  return renderSections(`### Stack ${stack}: ${summarize(changes)}`, [
    { heading: "Added resources", columns: ["Type", "Name"], rows: others.added.map(toCells) },
    { heading: "Removed resources", columns: ["Type", "Name"], rows: others.removed.map(toCells) },
    {
      heading: "Changed behaviors",
      columns: ["Path pattern", "Behavior", "What", "Before", "After", "Distribution"],
      rows: behaviors.flatMap(({ distribution, pathPattern, kind, changes: fields }) =>
        fields.map((change) => [code(pathPattern), kind, ...toSides(change), code(distribution)]),
      ),
    },
    {
      heading: "Changed resources",
      columns: ["Type", "Name", "Input", "Before", "After"],
      rows: others.changed.flatMap((resource) =>
        resource.changes.map((change) => [...toCells(resource), ...toSides(change)]),
      ),
    },
  ]);
}

function summarize({ isNewStack, diff }: StackChanges): string {
  const { added, removed, changed } = diff;
  const counts = `${added.length} added, ${removed.length} removed, ${changed.length} changed`;
  return isNewStack ? `new, everything is added (${counts})` : counts;
}

function nameResource({ type, name }: ResourceName): string {
  return `${shortenType(type)}  ${name}`;
}

function renderLine(change: ValueChange): string {
  const [before = "(not set)", after = "(not set)"] = formatChange(change);
  return `    ${change.path}: ${before} → ${after}`;
}

function toCells({ type, name }: ResourceName): string[] {
  return [code(shortenType(type)), code(name)];
}

function toSides(change: ValueChange): string[] {
  const sides = formatChange(change).map((text) => (text === undefined ? "not set" : code(text)));
  return [code(change.path), ...sides];
}
