import { expect } from "chai";
import { readFacts } from "../../docs/fact-tables/facts";
import { readDifferences } from "./differences";

describe("differences.json", () => {
  const differences = readDifferences();

  it("names facts that are known", () => {
    const known = new Set(readFacts().map(({ id }) => id));
    const named = differences.flatMap(({ facts }) => facts);
    expect(named.filter((id) => !known.has(id))).to.deep.equal([]);
  });

  it("names each test once", () => {
    const tests = differences.flatMap(({ tests: ids }) => ids);
    expect(tests.filter((id, index) => tests.indexOf(id) !== index)).to.deep.equal([]);
  });
});
