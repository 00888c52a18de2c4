import { expect } from "chai";
import {
  listDifferences,
  renderDifferences,
  renderDifferencesMarkdown,
} from "../../../local-stage/plan/compare-stages";
import { diffStacks } from "../../../local-stage/plan/diff-stacks";
import type { RecordedValue } from "../../../local-stage/recorded-stack";
import { describeResource, describeStack } from "./stacks";

const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";
const BUCKET = "aws:s3/bucket:Bucket";

const environment = (minSize: string, others: Record<string, RecordedValue>) =>
  describeResource(ENVIRONMENT, "web", {
    settings: [{ namespace: "aws:autoscaling:asg", name: "MinSize", value: minSize }],
    ...others,
  });

const diff = diffStacks(
  describeStack(environment("1", {}), describeResource(BUCKET, "scratch")),
  describeStack(environment("2", { tier: "a|b" }), describeResource(BUCKET, "logs")),
);
const same = diffStacks(describeStack(), describeStack());

describe("the comparison of two stages", () => {
  it("is one row for each difference", () => {
    expect(listDifferences(diff)).to.deep.equal([
      { type: BUCKET, name: "scratch", path: null, a: "present", b: null },
      { type: BUCKET, name: "logs", path: null, a: null, b: "present" },
      {
        type: ENVIRONMENT,
        name: "web",
        path: "settings[aws:autoscaling:asg MinSize]",
        a: "1",
        b: "2",
      },
      { type: ENVIRONMENT, name: "web", path: "tier", a: null, b: "a|b" },
    ]);
  });

  it("is a table for a terminal", () => {
    const lines = renderDifferences(["dev", "prod"], diff).split("\n");
    expect(lines.filter((line) => line.startsWith("│"))).to.deep.equal([
      "│ resource                             │ input                                 │ dev     │ prod    │",
      "│ aws:s3:Bucket scratch                │ –                                     │ present │ –       │",
      "│ aws:s3:Bucket logs                   │ –                                     │ –       │ present │",
      "│ aws:elasticbeanstalk:Environment web │ settings[aws:autoscaling:asg MinSize] │ 1       │ 2       │",
      "│                                      │ tier                                  │ –       │ a|b     │",
    ]);
  });

  for (const columns of [100, 165, 240]) {
    it(`fits a terminal of ${columns} columns`, () => {
      const value = "0123456789".repeat(30);
      const long = diffStacks(
        describeStack(describeResource("a:b:C", "c", { [value]: "x" })),
        describeStack(describeResource("a:b:C", "c", { [value]: value })),
      );
      const lines = renderDifferences(["dev", "prod"], long, columns).split("\n");
      expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(columns);
    });
  }

  it("goes on in the next line of a cell", () => {
    const value = "0123456789".repeat(9);
    const long = diffStacks(
      describeStack(describeResource("a:b:C", "c", {})),
      describeStack(describeResource("a:b:C", "c", { value })),
    );
    const cells = renderDifferences(["dev", "prod"], long)
      .split("\n")
      .filter((line) => line.startsWith("│"))
      .map((line) => line.split("│")[4]?.trim());
    expect(cells.slice(1).join("")).to.equal(value);
    expect(cells).to.have.length(4);
  });

  it("is a table for a pull request", () => {
    expect(renderDifferencesMarkdown(["dev", "prod"], diff).split("\n")).to.deep.equal([
      "### What differs between `dev` and `prod`",
      "",
      "| Resource | Input | `dev` | `prod` |",
      "| --- | --- | --- | --- |",
      "| `aws:s3:Bucket scratch` | – | `present` | – |",
      "| `aws:s3:Bucket logs` | – | – | `present` |",
      "| `aws:elasticbeanstalk:Environment web` | `settings[aws:autoscaling:asg MinSize]` | `1` | `2` |",
      "| `aws:elasticbeanstalk:Environment web` | `tier` | – | `a\\|b` |",
    ]);
  });

  it("is a sentence where nothing differs", () => {
    expect(listDifferences(same)).to.deep.equal([]);
    expect(renderDifferences(["dev", "prod"], same)).to.equal(
      "No differences between dev and prod.",
    );
    expect(renderDifferencesMarkdown(["dev", "prod"], same)).to.equal(
      "No differences between `dev` and `prod`.",
    );
  });
});
