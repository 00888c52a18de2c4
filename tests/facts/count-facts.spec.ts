import { expect } from "chai";
import type { Fact } from "../../docs/fact-tables/facts";
import { countFacts, describeProblems, listIds } from "./count-facts";

function describeFact(id: string, changes: Partial<Fact> = {}): Fact {
  return { id, area: "One", rule: "A rule.", page: "Page", kind: "documented", ...changes };
}

describe("listIds", () => {
  const rows: [title: string, ids: string[]][] = [
    ["behavior: CF-A-01 and AMB-02, see RFC-03: yes", ["CF-A-01", "AMB-02", "RFC-03"]],
    ["CF-3XX-01 a redirect", ["CF-3XX-01"]],
    ["CF-MCP-Some-Policy-2022-06 is one", ["CF-MCP-Some-Policy-2022-06"]],
    ["CF-MCP-Amplify: its key", ["CF-MCP-Amplify"]],
    ["an area alone (CF-RNG), X-Amz-Cf-Id, RFC 9111", []],
  ];
  for (const [title, ids] of rows) {
    it(`finds ${ids.length} ids in a title: ${title.length} characters`, () => {
      expect(listIds(title)).to.deep.equal(ids);
    });
  }
});

describe("countFacts", () => {
  const facts = [
    describeFact("CF-A-01"),
    describeFact("CF-A-02", { notSimulated: "Not yet." }),
    describeFact("CF-A-03"),
    describeFact("CF-B-01", { area: "Two", notSimulated: "Not yet." }),
  ];

  it("counts by area and in all", () => {
    const { areas, total } = countFacts(facts, ["CF-A-01 one", "CF-A-01 CF-A-03 both"]);
    expect(areas).to.deep.equal([
      { area: "One", facts: 3, tested: 2, notSimulated: 1 },
      { area: "Two", facts: 1, tested: 0, notSimulated: 1 },
    ]);
    expect(total).to.deep.equal({ area: "total", facts: 4, tested: 2, notSimulated: 2 });
  });

  it("has nothing against facts that are one of the two", () => {
    const count = countFacts(facts, ["CF-A-01 CF-A-03 both"]);
    expect(describeProblems(count)).to.deep.equal([]);
  });

  it("names facts that are neither, or both, and ids that aren't listed", () => {
    const count = countFacts(facts, ["CF-A-01 CF-A-02 two", "CF-C-01 another"]);
    expect(describeProblems(count)).to.deep.equal([
      "Neither tested nor under notSimulated; name them in the title of their test: CF-A-03",
      "Tested and under notSimulated; remove the reason from edge-simulator/facts.json: CF-A-02",
      "In tests' titles alone; add them to edge-simulator/facts.json or correct the title: CF-C-01",
    ]);
  });
});
