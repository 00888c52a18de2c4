import { expect } from "chai";
import { limitBody } from "../../../edge-simulator/cache/keeping";

const mebibyte = 1024 * 1024;

describe("limitBody", () => {
  const rows: [
    keep: "yes" | "no" | "for-outage",
    declared: boolean,
    store: number,
    limit: number,
  ][] = [
    ["yes", true, 64, 64],
    ["yes", false, 64, 16],
    ["yes", false, 8, 8],
    ["for-outage", true, 64, 1],
    ["for-outage", false, 64, 1],
    ["no", true, 64, 0],
    ["no", false, 64, 0],
  ];
  for (const [keep, isDeclared, store, limit] of rows) {
    const length = isDeclared ? "a length" : "no length";
    it(`retains ${limit} MiB of a body with ${length}, kept: ${keep}, in a store for ${store}`, () => {
      const declaredBytes = isDeclared ? 1 : undefined;
      expect(limitBody({ keep }, declaredBytes, store * mebibyte)).to.equal(limit * mebibyte);
    });
  }
});
