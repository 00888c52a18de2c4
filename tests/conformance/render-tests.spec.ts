import { expect } from "chai";
import type { JudgedTest } from "./judge-results";
import { renderCounts, renderDifferences } from "./render-tests";

function describeTest(changes: Partial<JudgedTest>): JudgedTest {
  return {
    id: "one",
    suite: "First",
    kind: "required",
    wants: "HTTP cache must",
    outcome: "passed",
    ...changes,
  };
}

describe("renderCounts", () => {
  it("has a line for each suite, and the totals", () => {
    const table = renderCounts([
      describeTest({}),
      describeTest({ outcome: "differs" }),
      describeTest({ kind: "optimal", outcome: "no" }),
      describeTest({ suite: "Second", outcome: "failed" }),
      describeTest({ suite: "Second", outcome: "undecided" }),
      describeTest({ suite: "Second", kind: "check", outcome: "yes" }),
    ]);
    const cells = table
      .split("\n")
      .filter((line) => line.startsWith("│"))
      .map((line) => line.split("│").map((cell) => cell.trim()));
    expect(cells.map((line) => line.slice(1, -1).join(","))).to.deep.equal([
      "Suite,Passed,Differs,Failed,Undecided,Optimal,Checks",
      "First,1,1,0,0,0 of 1,",
      "Second,0,0,1,1,,1 of 1",
      "total,1,1,1,1,0 of 1,1 of 1",
    ]);
  });
});

describe("renderDifferences", () => {
  it("has what CloudFront does, with the facts, over what the suite wants", () => {
    const text = renderDifferences(
      [describeTest({}), describeTest({ id: "two", wants: "HTTP cache must not" })],
      [
        { facts: ["CF-A-01", "RFC-01"], behaviour: "It doesn't.", tests: ["one"] },
        { facts: [], section: "RFC 9111, 2", behaviour: "It does.", tests: ["two"] },
      ],
    );
    expect(text).to.equal(
      [
        "CF-A-01, RFC-01: It doesn't.",
        "  one: HTTP cache must",
        "",
        "RFC 9111, 2: It does.",
        "  two: HTTP cache must not",
      ].join("\n"),
    );
  });
});
