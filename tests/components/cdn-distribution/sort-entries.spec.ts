import { expect } from "chai";
import { sortEntries } from "../../../components/cdn-distribution/sort-entries";

describe("sortEntries", () => {
  it("puts entries in the order of their names", () => {
    expect(sortEntries({ b: 1, c: 2, a: 3 })).to.deep.equal([
      ["a", 3],
      ["b", 1],
      ["c", 2],
    ]);
    expect(sortEntries({})).to.deep.equal([]);
  });
});
