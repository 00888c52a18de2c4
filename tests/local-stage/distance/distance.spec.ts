import { expect } from "chai";
import { resolveDistance } from "../../../local-stage/distance";
import { UserError } from "../../../local-stage/user-error";

const claim = "walkthrough's ~40 ms without CDN, ~9 ms with";

describe("resolveDistance", () => {
  const cases = [
    { given: {}, expected: [9, 31, `defaults: ${claim}`] },
    {
      given: { viewerToEdgeMs: 0 },
      expected: [0, 31, `viewer-edge as given, edge-origin by default after ${claim}`],
    },
    {
      given: { edgeToOriginMs: 2000 },
      expected: [9, 2000, `edge-origin as given, viewer-edge by default after ${claim}`],
    },
    { given: { viewerToEdgeMs: 5, edgeToOriginMs: 0 }, expected: [5, 0, "as given"] },
  ];
  for (const { given, expected } of cases) {
    it(`completes ${JSON.stringify(given)}`, () => {
      const [viewerToEdgeMs, edgeToOriginMs, source] = expected;
      expect(resolveDistance(given)).to.deep.equal({ viewerToEdgeMs, edgeToOriginMs, source });
    });
  }

  for (const value of [-1, 0.5, 2001, Number.NaN, Number.POSITIVE_INFINITY]) {
    it(`refuses ${value}, for both options at once`, () => {
      const rule = "must be a whole number of milliseconds from 0 to 2000";
      expect(() => resolveDistance({ viewerToEdgeMs: value, edgeToOriginMs: value })).to.throw(
        UserError,
        new RegExp(
          `^--viewer-to-edge-ms ${rule}, got ${value}\\. Leave it out to use 9\\.\n` +
            `--edge-to-origin-ms ${rule}, got ${value}\\. Leave it out to use 31\\.$`,
        ),
      );
    });
  }
});
