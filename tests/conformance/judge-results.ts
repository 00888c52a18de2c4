import type { Results } from "http-cache-tests/client/runner.mjs";
import type { Suite, SuiteTest } from "http-cache-tests/tests/index.mjs";
import type { Difference } from "./differences";

/**
 * What a test has come to. Of those that say what a cache must do: `passed`, `differs` as is
 * documented, `failed`, or `undecided`, since it passes and a test that it depends on doesn't. Of
 * the others, which ask what a cache does: `yes` or `no`.
 */
export type Outcome = "passed" | "differs" | "failed" | "undecided" | "yes" | "no";

/** A test, and what it has come to. */
export interface JudgedTest {
  id: string;
  /** The suite's name. */
  suite: string;
  kind: "required" | "optimal" | "check";
  /** What the suite wants. */
  wants: string;
  outcome: Outcome;
  /** What the suite found, where that isn't what it wants. */
  found?: string;
}

/** Judges tests, in their order, of which each has a result. */
export function judgeResults(
  suites: readonly Suite[],
  results: Results,
  differences: readonly Difference[],
): JudgedTest[] {
  const all = suites.flatMap(({ tests }) => tests);
  const testsById = new Map(all.map((test) => [test.id, test]));
  const listed = new Set(differences.flatMap(({ tests }) => tests));
  const hasFoundation = (test: SuiteTest): boolean =>
    (test.depends_on ?? []).every((id) => {
      const foundation = testsById.get(id);
      return foundation === undefined || (results[id] === true && hasFoundation(foundation));
    });
  const judge = (test: SuiteTest): Outcome => {
    const passes = results[test.id] === true;
    if ((test.kind ?? "required") !== "required") {
      return passes ? "yes" : "no";
    }
    if (passes) {
      return hasFoundation(test) ? "passed" : "undecided";
    }
    return listed.has(test.id) ? "differs" : "failed";
  };
  return suites.flatMap(({ name, tests }) =>
    tests.map((test) => ({
      id: test.id,
      suite: name,
      kind: test.kind ?? "required",
      wants: test.name,
      outcome: judge(test),
      found: describeFailure(results[test.id]),
    })),
  );
}

function describeFailure(result: Results[string] | undefined): string | undefined {
  return result === true ? undefined : (result?.join(": ") ?? "It wasn't run");
}

/** What is wrong with the edge or with the list, with the remedy; empty when nothing is. */
export function describeProblems(
  tests: readonly JudgedTest[],
  differences: readonly Difference[],
): string[] {
  const byId = new Map(tests.map((test) => [test.id, test]));
  const failures = tests
    .filter(({ outcome }) => outcome === "failed")
    .map(
      ({ id, found }) =>
        `${id} fails, and no difference in differences.json names it. ${found}. ` +
        "Correct the edge, or name the fact that has it so.",
    );
  const outdated = differences
    .flatMap(({ tests: ids }) => ids)
    .filter((id) => byId.get(id)?.outcome !== "differs")
    .map((id) => `${id} is in differences.json and ${describeListed(byId.get(id))}. Remove it.`);
  return [...failures, ...outdated];
}

function describeListed(test: JudgedTest | undefined): string {
  if (test === undefined) {
    return "not in the suite";
  }
  return test.kind === "required" ? "passes" : "isn't required by the suite";
}
