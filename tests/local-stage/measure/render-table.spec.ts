import { expect } from "chai";
import { renderTable, type RouteFigures } from "../../../local-stage/measure";

function figures(p50Ms: number, changes: Partial<RouteFigures> = {}): RouteFigures {
  const slower = { p95Ms: p50Ms + 1, p99Ms: p50Ms + 2, maxMs: p50Ms + 30.25 };
  return { p50Ms, ...slower, requests: 200, errors: 0, hitRatio: 0, ...changes };
}

describe("renderTable", () => {
  it("renders both routes, with the distance first and the figures without it last", () => {
    const rendered = renderTable({
      distance: { viewerToEdgeMs: 9, edgeToOriginMs: 31, source: "defaults: somebody's claim" },
      withDistance: [
        { path: "/data/1", direct: figures(41.5), edge: figures(9.876, { hitRatio: 0.995 }) },
        { path: "/api/time", direct: figures(42), edge: figures(1043, { errors: 199 }) },
        { path: "/gone", direct: figures(0, { errors: 200 }), edge: figures(9) },
      ],
      withoutDistance: [
        { path: "/api/time", direct: figures(1.5), edge: figures(2.25) },
        { path: "/data/1", direct: figures(1.25), edge: figures(0.3) },
        { path: "/gone", direct: figures(0, { errors: 200 }), edge: figures(0.5) },
      ],
    });
    expect(rendered.split("\n")).to.deep.equal([
      "Distance added: viewer-edge 9 ms, edge-origin 31 ms (defaults: somebody's claim)",
      "Per request: direct 40 ms, edge 9 ms on a hit and 40 ms on a miss. " +
        "What caching alone gives: last column.",
      "Measured warm: cold answers and the first request on each connection are not counted.",
      "path       route       p50      p95      p99      max  requests  errors    hit  origin  p50 ms, no",
      "                        ms       ms       ms       ms                    ratio   saved    distance",
      "────────────────────────────────────────────────────────────────────────────────────────────────────",
      "/data/1    direct    41.50    42.50    43.50    71.75       200       0  0.000       –        1.25",
      "           edge       9.88    10.88    11.88    40.13       200       0  0.995  99.5 %        0.30",
      "/api/time  direct    42.00    43.00    44.00    72.25       200       0  0.000       –        1.50",
      "           edge    1043.00  1044.00  1045.00  1073.25       200     199  0.000   0.0 %        2.25",
      "/gone      direct        –        –        –        –       200     200  0.000       –           –",
      "           edge       9.00    10.00    11.00    39.25       200       0  0.000   0.0 %        0.50",
    ]);
  });
});
