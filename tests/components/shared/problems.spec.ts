import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { formatProblems, throwOnProblems } from "../../../components/shared/problems";

const ONE = { path: "a.b[0]", must: "must be x", value: "y", remedy: "Use x." };
const OTHER = { path: "c", must: "must not be set", remedy: "Remove it." };

describe("formatProblems", () => {
  const rows: [title: string, problems: Parameters<typeof formatProblems>[1], text: string][] = [
    ["one problem", [ONE], 'C "web": a.b[0] must be x, got "y". Use x.'],
    ["a problem without a value", [OTHER], 'C "web": c must not be set. Remove it.'],
    ["a list as a value", [{ ...ONE, value: [] }], 'C "web": a.b[0] must be x, got []. Use x.'],
    [
      "no number as a value",
      [{ ...ONE, value: NaN }],
      'C "web": a.b[0] must be x, got NaN. Use x.',
    ],
    ["zero as a value", [{ ...ONE, value: 0 }], 'C "web": a.b[0] must be x, got 0. Use x.'],
    [
      "several problems",
      [ONE, OTHER],
      'C "web" has 2 problems:\n' +
        '  - a.b[0] must be x, got "y". Use x.\n' +
        "  - c must not be set. Remove it.",
    ],
  ];
  for (const [title, problems, text] of rows) {
    it(`says ${title}`, () => expect(formatProblems('C "web"', problems)).to.equal(text));
  }
});

describe("throwOnProblems", () => {
  it("does nothing without a problem", () => throwOnProblems("C", []));

  it("throws an error that the Pulumi CLI shows as a sentence", () => {
    const check = () => throwOnProblems("C", [ONE]);
    expect(check).to.throw(pulumi.RunError, 'C: a.b[0] must be x, got "y". Use x.');
  });
});
