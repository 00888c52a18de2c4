import Table from "cli-table3";
import type { Distance } from "../distance";
import type { RouteMeasurement } from "./measure-routes";
import type { RouteFigures } from "./route-figures";

/** What the table shows. */
export interface TableContent {
  /** The distance that was added in `withDistance`. */
  distance: Distance;
  /** Both routes with the distance added, one entry per path. */
  withDistance: RouteMeasurement[];
  /** The same paths, measured without any distance. */
  withoutDistance: RouteMeasurement[];
}

const head = [
  "path",
  "route",
  "p50\nms",
  "p95\nms",
  "p99\nms",
  "max\nms",
  "requests",
  "errors",
  "hit\nratio",
  "origin\nsaved",
  "p50 ms, no\ndistance",
];

const borders = ["top", "bottom", "left", "right"].flatMap((side) => [side, `${side}-mid`]);
const corners = ["top-left", "top-right", "bottom-left", "bottom-right", "middle", "mid-mid"];

/** White space alone between the columns: lines would cost a quarter of the width. */
const noLines = Object.fromEntries([...borders, ...corners].map((name) => [name, ""]));

/**
 * Renders both routes side by side as text without colours, about 100 columns wide.
 *
 * The first line says what distance was added and where that comes from, and the last column gives
 * the medians without it: so nobody takes distance for caching.
 */
export function renderTable({ distance, withDistance, withoutDistance }: TableContent): string {
  const bare = new Map(withoutDistance.map((measurement) => [measurement.path, measurement]));
  const table = new Table({
    head,
    colAligns: ["left", "left", ...head.slice(2).map(() => "right" as const)],
    chars: noLines,
    style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 2 },
  });
  for (const { path, direct, edge } of withDistance) {
    const saved = `${(edge.hitRatio * 100).toFixed(1)} %`;
    table.push(
      [path, ...renderRow("direct", direct, "–", bare.get(path)?.direct)],
      ["", ...renderRow("edge", edge, saved, bare.get(path)?.edge)],
    );
  }
  const lines = table.toString().split("\n");
  return [...describeDistance(distance), ...lines.map((line) => line.trimEnd())].join("\n");
}

function describeDistance({ viewerToEdgeMs, edgeToOriginMs, source }: Distance): string[] {
  const wholeMs = viewerToEdgeMs + edgeToOriginMs;
  return [
    `Distance added: viewer-edge ${viewerToEdgeMs} ms, edge-origin ${edgeToOriginMs} ms (${source})`,
    `Per request: direct ${wholeMs} ms, edge ${viewerToEdgeMs} ms on a hit and ${wholeMs} ms on a miss. ` +
      "What caching alone gives: last column.",
    "Measured warm: cold answers and the first request on each connection are not counted.",
  ];
}

function renderRow(
  route: string,
  figures: RouteFigures,
  saved: string,
  bare: RouteFigures | undefined,
): (string | number)[] {
  return [
    route,
    ...[figures.p50Ms, figures.p95Ms, figures.p99Ms, figures.maxMs].map((latencyMs) =>
      renderLatency(figures, latencyMs),
    ),
    figures.requests,
    figures.errors,
    figures.hitRatio.toFixed(3),
    saved,
    bare === undefined ? "–" : renderLatency(bare, bare.p50Ms),
  ];
}

/** Nothing, where no request succeeded: 0 would look very fast. */
function renderLatency({ requests, errors }: RouteFigures, latencyMs: number): string {
  return errors === requests ? "–" : latencyMs.toFixed(2);
}
