import Table from "cli-table3";
import type { Difference } from "./differences";
import type { JudgedTest, Outcome } from "./judge-results";

/** Renders tests as a table without colours: a line for each suite, then the totals. */
export function renderCounts(tests: readonly JudgedTest[]): string {
  const table = new Table({
    head: ["Suite", "Passed", "Differs", "Failed", "Undecided", "Optimal", "Checks"],
    colAligns: ["left", "right", "right", "right", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  const suites = [...new Set(tests.map(({ suite }) => suite))];
  table.push(
    ...suites.map((name) =>
      listCells(
        name,
        tests.filter(({ suite }) => suite === name),
      ),
    ),
    listCells("total", tests),
  );
  return table.toString();
}

function listCells(name: string, tests: readonly JudgedTest[]): (string | number)[] {
  const count = (outcome: Outcome) => tests.filter((test) => test.outcome === outcome).length;
  const countKind = (kind: JudgedTest["kind"]) => {
    const ofKind = tests.filter((test) => test.kind === kind);
    const yes = ofKind.filter(({ outcome }) => outcome === "yes");
    return ofKind.length === 0 ? "" : `${yes.length} of ${ofKind.length}`;
  };
  const required = [count("passed"), count("differs"), count("failed"), count("undecided")];
  return [name, ...required, countKind("optimal"), countKind("check")];
}

/** Renders, fact by fact, what CloudFront does and which of the suite's wishes that goes against. */
export function renderDifferences(
  tests: readonly JudgedTest[],
  differences: readonly Difference[],
): string {
  const wishes = new Map(tests.map(({ id, wants }) => [id, wants]));
  return differences
    .map(({ facts, section, behaviour, tests: ids }) =>
      [
        `${section ?? facts.join(", ")}: ${behaviour}`,
        ...ids.map((id) => `  ${id}: ${wishes.get(id) ?? ""}`),
      ].join("\n"),
    )
    .join("\n\n");
}
