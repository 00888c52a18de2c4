import * as path from "node:path";
import { expect } from "chai";
import { readFacts } from "../../docs/fact-tables/facts";
import { countFacts, describeProblems } from "./count-facts";
import { readTestTitles } from "./read-test-titles";

const PROJECT = path.resolve(__dirname, "../..");

describe("edge-simulator/facts.json", () => {
  const facts = readFacts();

  it("has each id once", () => {
    const ids = facts.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([]);
  });

  it("keeps the facts of an area together", () => {
    const areas = facts.map(({ area }) => area);
    const starts = areas.filter((area, index) => area !== areas[index - 1]);
    expect(starts).to.deep.equal([...new Set(areas)]);
  });

  it("says of each fact that it is tested, or why it isn't simulated", async () => {
    const count = countFacts(facts, await readTestTitles(PROJECT));
    expect(describeProblems(count)).to.deep.equal([]);
  });
});
