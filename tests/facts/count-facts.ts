import type { Fact } from "../../docs/fact-tables/facts";
import { groupByArea } from "../../docs/fact-tables/facts";

/** How many facts an area has, and what became of them. */
export interface AreaCount {
  area: string;
  facts: number;
  tested: number;
  notSimulated: number;
}

/** All areas, and the facts of which something other than one of the two can be said. */
export interface FactCount {
  areas: AreaCount[];
  total: AreaCount;
  /** No test's title names them, and no reason is given. */
  inNeither: string[];
  /** A test's title names them, though they aren't simulated. */
  inBoth: string[];
  /** Tests' titles name them, and the list doesn't have them. */
  unknown: string[];
}

const ID = /\b(?:CF-[A-Z\d]+-(?:\d+|[A-Z][\w-]*)|RFC-\d+|AMB-\d+)\b/g;

/** The ids of facts that a test's title names. */
export function listIds(title: string): string[] {
  return title.match(ID) ?? [];
}

/** Counts which facts the titles of tests name, by area. */
export function countFacts(facts: readonly Fact[], titles: readonly string[]): FactCount {
  const named = new Set(titles.flatMap(listIds));
  const known = new Set(facts.map(({ id }) => id));
  const listIdsOf = (isMeant: (fact: Fact) => boolean) => facts.filter(isMeant).map(({ id }) => id);
  return {
    areas: [...groupByArea(facts)].map(([area, members]) => countArea(area, members, named)),
    total: countArea("total", facts, named),
    inNeither: listIdsOf(({ id, notSimulated }) => !named.has(id) && notSimulated === undefined),
    inBoth: listIdsOf(({ id, notSimulated }) => named.has(id) && notSimulated !== undefined),
    unknown: [...named].filter((id) => !known.has(id)),
  };
}

function countArea(area: string, facts: readonly Fact[], named: ReadonlySet<string>): AreaCount {
  return {
    area,
    facts: facts.length,
    tested: facts.filter(({ id }) => named.has(id)).length,
    notSimulated: facts.filter(({ notSimulated }) => notSimulated !== undefined).length,
  };
}

/** What is wrong with the list or the titles, with the remedy; empty when nothing is. */
export function describeProblems({ inNeither, inBoth, unknown }: FactCount): string[] {
  const rows: [ids: readonly string[], problem: string][] = [
    [inNeither, "Neither tested nor under notSimulated; name them in the title of their test"],
    [inBoth, "Tested and under notSimulated; remove the reason from edge-simulator/facts.json"],
    [unknown, "In tests' titles alone; add them to edge-simulator/facts.json or correct the title"],
  ];
  return rows
    .filter(([ids]) => ids.length > 0)
    .map(([ids, problem]) => `${problem}: ${ids.join(", ")}`);
}
