import { expect } from "chai";
import { compileTtlBounds } from "../../../edge-simulator/configuration/compile-policies";
import { describeCachePolicy } from "../support/distribution";

const rows: [title: string, ttls: [number, number?, number?], expected: [number, number]][] = [
  ["defaults", [0], [86_400, 31_536_000]],
  ["MinTTL above the default", [100_000], [100_000, 31_536_000]],
  ["MinTTL above a year", [40_000_000], [40_000_000, 40_000_000]],
  ["DefaultTTL above a year", [0, 40_000_000], [40_000_000, 40_000_000]],
  ["MaxTTL below the default", [0, undefined, 60], [60, 60]],
];

describe("compileTtlBounds", () => {
  for (const [title, [minSeconds, defaultSeconds, maxSeconds], expected] of rows) {
    it(`CF-KEY-14 ${title}`, () => {
      const policy = {
        ...describeCachePolicy(),
        MinTTL: minSeconds,
        DefaultTTL: defaultSeconds,
        MaxTTL: maxSeconds,
      };
      const bounds = compileTtlBounds(policy);
      expect([bounds.defaultSeconds, bounds.maxSeconds]).to.deep.equal(expected);
    });
  }
});
