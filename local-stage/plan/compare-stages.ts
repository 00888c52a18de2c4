import Table from "cli-table3";
import type { RecordedValue } from "../recorded-stack";
import { shortenType } from "./describe-resource";
import type { ResourceName, StackDiff, ValueChange } from "./diff-stacks";
import { formatChange } from "./format-change";
import { code, renderSections } from "./markdown";

/** Of a terminal, where it does not say; longer text goes on in the cell's next line. */
const USUAL_COLUMNS = 165;

/** Of each cell, its edges and spaces included. */
const MIN_WIDTH = 20;

/** One difference between two stages. */
export interface StageDifference extends ResourceName {
  /** The path of the input; null where one stage has the whole resource and the other has not. */
  path: string | null;
  /** The first stage's value; null where it has none. */
  a: RecordedValue;
  b: RecordedValue;
}

/** What stands for a resource where only one stage has it. */
const PRESENT = "present";

/** The differences one by one: resources that only one stage has, then values. */
export function listDifferences({ added, removed, changed }: StackDiff): StageDifference[] {
  return [
    ...removed.map((resource) => ({ ...resource, path: null, a: PRESENT, b: null })),
    ...added.map((resource) => ({ ...resource, path: null, a: null, b: PRESENT })),
    ...changed.flatMap(({ changes, ...resource }) =>
      changes.map(({ path, before = null, after = null }) => ({
        ...resource,
        path,
        a: before,
        b: after,
      })),
    ),
  ];
}

/** The differences as a table for a terminal of so many columns; `stages` are both names. */
export function renderDifferences(
  stages: string[],
  diff: StackDiff,
  columns = USUAL_COLUMNS,
): string {
  const rows = listRows(diff).map(({ resource, path, sides }, index, all) => [
    resource === all[index - 1]?.resource ? "" : resource,
    path,
    ...sides,
  ]);
  if (rows.length === 0) {
    return describeSameness(stages);
  }
  const head = ["resource", "input", ...stages];
  const maxWidth = Math.max(MIN_WIDTH, Math.floor((columns - 1) / head.length) - 1);
  const table = new Table({
    head,
    colWidths: head.map((_, column) =>
      Math.min(maxWidth, Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)) + 2),
    ),
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows);
  return table.toString();
}

/** The differences as a table for a pull request, in at most 60,000 bytes. */
export function renderDifferencesMarkdown(stages: string[], diff: StackDiff): string {
  const names = stages.map(code);
  const rows = listRows(diff).map(({ resource, path, sides }) =>
    [resource, path, ...sides].map((text) => (text === NOTHING ? text : code(text))),
  );
  if (rows.length === 0) {
    return describeSameness(names);
  }
  const title = `### What differs between ${names.join(" and ")}`;
  return renderSections(title, [{ columns: ["Resource", "Input", ...names], rows }]);
}

const NOTHING = "–";

/** A row of text, for both tables. */
interface Row {
  resource: string;
  path: string;
  sides: string[];
}

function listRows({ added, removed, changed }: StackDiff): Row[] {
  const describe = ({ type, name }: ResourceName) => `${shortenType(type)} ${name}`;
  const toRow = (resource: ResourceName, path: string, sides: string[]) => ({
    resource: describe(resource),
    path,
    sides,
  });
  return [
    ...removed.map((resource) => toRow(resource, NOTHING, [PRESENT, NOTHING])),
    ...added.map((resource) => toRow(resource, NOTHING, [NOTHING, PRESENT])),
    ...changed.flatMap((resource) =>
      resource.changes.map((change) => toRow(resource, change.path, toSides(change))),
    ),
  ];
}

function toSides(change: ValueChange): string[] {
  return formatChange(change).map((text) => text ?? NOTHING);
}

function describeSameness(names: string[]): string {
  return `No differences between ${names.join(" and ")}.`;
}
