import { expect } from "chai";
import fc from "fast-check";
import { summarize } from "../../../local-stage/measure/route-figures";
import type { PassResult } from "../../../local-stage/measure/run-pass";

const countTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describe("summarize", () => {
  const nothing = { p50Ms: 0, p95Ms: 0, p99Ms: 0, maxMs: 0, requests: 0, errors: 0, hitRatio: 0 };
  const cases: { title: string; passes: PassResult[]; expected: Partial<typeof nothing> }[] = [
    { title: "nothing at all", passes: [], expected: nothing },
    {
      title: "only errors",
      passes: [{ latenciesUs: [], hits: 0, errors: { "502": 2, ECONNREFUSED: 1 } }],
      expected: { requests: 3, errors: 3 },
    },
    {
      title: "1 to 1000 µs over two passes",
      passes: [
        { latenciesUs: countTo(1000).slice(500), hits: 400, errors: {} },
        { latenciesUs: countTo(500).reverse(), hits: 500, errors: {} },
      ],
      expected: { p50Ms: 0.5, p95Ms: 0.95, p99Ms: 0.99, maxMs: 1, requests: 1000, hitRatio: 0.9 },
    },
    {
      title: "one slow answer among hits, with an error that counts as no hit",
      passes: [{ latenciesUs: [9123, 9123, 9123, 9_876_543], hits: 3, errors: { "500": 1 } }],
      expected: {
        ...{ p50Ms: 9.123, p95Ms: 9876.543, p99Ms: 9876.543, maxMs: 9876.543 },
        ...{ requests: 5, errors: 1, hitRatio: 0.6 },
      },
    },
    {
      title: "a ratio with no end, to three decimals",
      passes: [{ latenciesUs: [1, 1, 1], hits: 2, errors: {} }],
      expected: {
        ...{ p50Ms: 0.001, p95Ms: 0.001, p99Ms: 0.001, maxMs: 0.001 },
        ...{ requests: 3, hitRatio: 0.667 },
      },
    },
  ];
  for (const { title, passes, expected } of cases) {
    it(`condenses ${title}`, () => {
      expect(summarize(passes)).to.deep.equal({ ...nothing, ...expected });
    });
  }

  it("agrees with the sorted latencies, to 0.01 % and never above the slowest", () => {
    const latency = fc.integer({ min: 0, max: 12_000_000 });
    fc.assert(
      fc.property(fc.array(latency, { minLength: 1 }), (latenciesUs) => {
        const figures = summarize([{ latenciesUs, hits: 0, errors: {} }]);
        const sorted = [...latenciesUs].sort((a, b) => a - b);
        for (const [percentile, actualMs] of [
          [50, figures.p50Ms],
          [95, figures.p95Ms],
          [99, figures.p99Ms],
          [100, figures.maxMs],
        ] as const) {
          const rank = Math.ceil((percentile / 100) * sorted.length);
          const exactMs = (sorted[rank - 1] as number) / 1000;
          expect(actualMs).to.be.within(exactMs, Math.min(exactMs * 1.0001, figures.maxMs));
        }
      }),
    );
  });
});
