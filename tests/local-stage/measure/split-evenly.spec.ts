import { expect } from "chai";
import fc from "fast-check";
import { splitEvenly } from "../../../local-stage/measure/split-evenly";

describe("splitEvenly", () => {
  it("splits 13 in 5 and 2 in 3", () => {
    expect(splitEvenly(13, 5)).to.deep.equal([2, 3, 2, 3, 3]);
    expect(splitEvenly(2, 3)).to.deep.equal([0, 1, 1]);
  });

  it("loses nothing, and no two shares differ by more than one", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 500 }), (total, parts) => {
        const shares = splitEvenly(total, parts);
        expect(shares.length).to.equal(parts);
        expect(shares.reduce((a, b) => a + b, 0)).to.equal(total);
        expect(Math.max(...shares) - Math.min(...shares)).to.be.at.most(1);
      }),
    );
  });
});
