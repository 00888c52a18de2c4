import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { Fact } from "../../docs/fact-tables/facts";
import { readFacts } from "../../docs/fact-tables/facts";
import { renderFacts } from "../../docs/fact-tables/render-facts";

const PAGE = path.resolve(__dirname, "../../docs/cloudfront-behaviour.md");

describe("docs/cloudfront-behaviour.md", () => {
  it("shows the facts as edge-simulator/facts.json has them", () => {
    const isCurrent = fs.readFileSync(PAGE, "utf8") === renderFacts(readFacts());
    expect(isCurrent, "Out of date; run npm run docs").to.be.true;
  });
});

describe("renderFacts", () => {
  it("has a table for each area, with a link and the reason why something isn't simulated", () => {
    const facts: Fact[] = [
      { id: "CF-A-01", area: "One", rule: "One | two.", page: "Some-Page", kind: "documented" },
      {
        id: "CF-A-02",
        area: "One",
        rule: "Two.",
        page: "https://example.com/API_Shape.html",
        kind: "observed",
        notSimulated: "Not yet.",
      },
      { id: "AMB-01", area: "Two", rule: "Three.", page: "Page", kind: "ambiguous" },
    ];
    const guide = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide";
    const rendered = renderFacts(facts);
    const lines = rendered.split("\n").filter((line) => /^[#|<]/.test(line));
    expect(lines).to.deep.equal([
      "# CloudFront's behaviour",
      "<!-- prettier-ignore-start -->",
      "## One",
      "| Id | Rule | Source | Simulated |",
      "| --- | --- | --- | --- |",
      `| CF-A-01 | One \\| two. | [Some-Page](${guide}/Some-Page.html) | tested |`,
      "| CF-A-02 | Two. | [API_Shape](https://example.com/API_Shape.html), observed | Not yet. |",
      "## Two",
      "| Id | Rule | Source | Simulated |",
      "| --- | --- | --- | --- |",
      `| AMB-01 | Three. | [Page](${guide}/Page.html), ambiguous | tested |`,
      "<!-- prettier-ignore-end -->",
    ]);
  });
});
