import { build } from "hdr-histogram-js";
import type { PassResult } from "./run-pass";

/** What one route showed for one path. All are numbers, rounded to three decimals. */
export interface RouteFigures {
  /** Median latency in milliseconds over the requests answered with a status below 400; 0 if none. */
  p50Ms: number;
  /** The 95th percentile in milliseconds, over the same requests. */
  p95Ms: number;
  /** The 99th percentile in milliseconds, over the same requests. */
  p99Ms: number;
  /** The slowest of the same requests, in milliseconds. */
  maxMs: number;
  /** Every measured request, failed ones included. */
  requests: number;
  /** Requests without an answer, or with a status of 400 and more. */
  errors: number;
  /**
   * The share of all requests, from 0 to 1, that the edge answered from its cache without asking
   * the origin: `X-Cache: Hit from cloudfront`. `RefreshHit` asked the origin and doesn't count.
   * The ratio is CloudFront's own (Developer Guide, "Caching and availability").
   */
  hitRatio: number;
}

/** Condenses the passes of one path on one route. */
export function summarize(passes: PassResult[]): RouteFigures {
  // Four digits keep every microsecond up to 32 ms, and 0.01 % of what is longer.
  const histogram = build({ numberOfSignificantValueDigits: 4, autoResize: true });
  for (const { latenciesUs } of passes) {
    for (const latencyUs of latenciesUs) {
      histogram.recordValue(latencyUs);
    }
  }
  // A percentile is the upper end of its bucket, which may lie above the slowest request.
  const percentileMs = (percentile: number): number =>
    Math.min(histogram.getValueAtPercentile(percentile), histogram.maxValue) / 1000;
  const errors = passes.flatMap((pass) => Object.values(pass.errors)).reduce((a, b) => a + b, 0);
  const hits = passes.reduce((sum, pass) => sum + pass.hits, 0);
  const requests = histogram.totalCount + errors;
  return {
    p50Ms: percentileMs(50),
    p95Ms: percentileMs(95),
    p99Ms: percentileMs(99),
    maxMs: histogram.maxValue / 1000,
    requests,
    errors,
    hitRatio: requests === 0 ? 0 : Math.round((hits / requests) * 1000) / 1000,
  };
}
