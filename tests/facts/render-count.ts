import Table from "cli-table3";
import type { AreaCount, FactCount } from "./count-facts";

/** Renders the count as a table without colours: a line for each area, then the totals. */
export function renderCount({ areas, total }: FactCount): string {
  const table = new Table({
    head: ["Area", "Facts", "Tested", "Not simulated"],
    colAligns: ["left", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  table.push(...areas.map(listCells), listCells(total));
  return table.toString();
}

function listCells({ area, facts, tested, notSimulated }: AreaCount): (string | number)[] {
  return [area, facts, tested, notSimulated];
}
