import { expect } from "chai";
import fc from "fast-check";
import { TestStage } from "./support/test-stage";
import { digits, range, serveRanges } from "./support/range-origin";

const versions = [digits, "abcdefghij"] as const;
const headersOf = (version: number) => ({
  "cache-control": "max-age=60",
  etag: `"${version}"`,
});

const steps = fc.array(
  fc.record({
    version: fc.constantFrom(0, 1),
    advanceSeconds: fc.constantFrom(0, 0, 0, 59, 1),
    first: fc.nat(9),
    bytes: fc.integer({ min: 1, max: 10 }),
    wantsAll: fc.constantFrom(false, false, false, true),
  }),
  { minLength: 2, maxLength: 15 },
);

describe("ranges, at random", () => {
  it("CF-RNG-01 CF-RNG-02 every answer is of one version, and of the bytes that it names", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const stage = await TestStage.start();
        try {
          for (const { version, advanceSeconds, first, bytes, wantsAll } of sequence) {
            stage.clock.advance(advanceSeconds);
            stage.origin.respond(serveRanges(versions[version], headersOf(version)));
            const asked = range(`bytes=${first}-${first + bytes - 1}`);
            const { status, headers, body } = await stage.send("/a", wantsAll ? {} : asked);
            const sent = versions[headers.etag === '"0"' ? 0 : 1];
            expect([status, body]).to.deep.equal(
              wantsAll ? [200, sent] : [206, sent.slice(first, first + bytes)],
            );
            if (!wantsAll) {
              const last = Math.min(first + bytes, 10) - 1;
              expect(headers["content-range"]).to.equal(`bytes ${first}-${last}/10`);
            }
          }
        } finally {
          await stage.stop();
        }
      }),
      { numRuns: 60 },
    );
  });
});
