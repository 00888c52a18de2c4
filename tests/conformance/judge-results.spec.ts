import { expect } from "chai";
import type { Results } from "http-cache-tests/client/runner.mjs";
import type { Suite } from "http-cache-tests/tests/index.mjs";
import type { Difference } from "./differences";
import { describeProblems, judgeResults } from "./judge-results";

const SUITES: Suite[] = [
  {
    id: "one",
    name: "One",
    tests: [
      { id: "base", name: "stores" },
      { id: "on-base", name: "stores more", depends_on: ["base"] },
      { id: "on-on-base", name: "stores most", depends_on: ["on-base"] },
      { id: "optional", name: "stores a bit", kind: "optimal" },
      { id: "check", name: "does it store?", kind: "check", depends_on: ["base"] },
    ],
  },
];
const PASSING: Results = {
  base: true,
  "on-base": true,
  "on-on-base": true,
  optional: true,
  check: true,
};
const FAILURE: Results[string] = ["Assertion", "It is not stored"];

function listDifferences(...tests: [string, ...string[]]): Difference[] {
  return [{ facts: ["CF-A-01"], behaviour: "It isn't stored.", tests }];
}

function judge(results: Results, differences: Difference[] = []) {
  const tests = judgeResults(SUITES, { ...PASSING, ...results }, differences);
  return {
    outcomes: tests.map(({ outcome }) => outcome).join(" "),
    problems: describeProblems(tests, differences),
    tests,
  };
}

describe("judgeResults", () => {
  const rows: [
    title: string,
    results: Results,
    differences: Difference[],
    outcomes: string,
    problems: string[],
  ][] = [
    ["passing tests", {}, [], "passed passed passed yes yes", []],
    [
      "what isn't required",
      { optional: FAILURE, check: FAILURE },
      [],
      "passed passed passed no no",
      [],
    ],
    [
      "what is listed, and what depends on it",
      { base: FAILURE },
      listDifferences("base"),
      "differs undecided undecided yes yes",
      [],
    ],
    [
      "what isn't listed",
      { "on-on-base": ["Setup", "It is gone"] },
      listDifferences("base"),
      "passed passed failed yes yes",
      [
        "on-on-base fails, and no difference in differences.json names it. Setup: It is gone. " +
          "Correct the edge, or name the fact that has it so.",
        "base is in differences.json and passes. Remove it.",
      ],
    ],
    [
      "what is listed and fails though it depends on what fails",
      { base: FAILURE, "on-base": FAILURE },
      listDifferences("base", "on-base"),
      "differs differs undecided yes yes",
      [],
    ],
    [
      "a list that names what the suite doesn't require, or doesn't have",
      { optional: FAILURE },
      listDifferences("optional", "other"),
      "passed passed passed no yes",
      [
        "optional is in differences.json and isn't required by the suite. Remove it.",
        "other is in differences.json and not in the suite. Remove it.",
      ],
    ],
  ];
  for (const [title, results, differences, outcomes, problems] of rows) {
    it(`judges ${title}`, () => {
      const judged = judge(results, differences);
      expect(judged.outcomes).to.equal(outcomes);
      expect(judged.problems).to.deep.equal(problems);
    });
  }

  it("says what a test wants, and what the suite found instead", () => {
    expect(judge({ base: FAILURE }).tests[0]).to.deep.equal({
      id: "base",
      suite: "One",
      kind: "required",
      wants: "stores",
      outcome: "failed",
      found: "Assertion: It is not stored",
    });
  });

  it("takes a test without a result for one that failed", () => {
    const [test] = judgeResults(SUITES, {}, []);
    expect([test?.outcome, test?.found]).to.deep.equal(["failed", "It wasn't run"]);
  });
});
