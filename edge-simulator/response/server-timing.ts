import type { CacheAnswer } from "../cache/cache-answer";
import { pairHeaders, readHeader } from "../header-fields";
import type { ViewerRequest } from "../request/viewer-request";
import { popName } from "./edge-response";

/** What `Server-Timing` says about one response. */
export interface ServerTiming {
  readonly result: CacheAnswer["result"];
  readonly requestId: string;
  /** From the request's start to the origin's first byte; `undefined`: no origin answered. */
  readonly upstreamFirstByteMs: number | undefined;
  /** From the request's start to the response's. */
  readonly downstreamFirstByteMs: number;
}

const metricOfResult = {
  Hit: "cdn-cache-hit",
  RefreshHit: "cdn-cache-refresh",
  Miss: "cdn-cache-miss",
} as const;

/**
 * Whether a response gets `Server-Timing` (CF-RHP-09): a share of them does, by chance, and each
 * that is asked for with `Pragma: server-timing`.
 *
 * @param samplingPercent from 0 to 100
 * @param random a number from 0 up to, but without, 1
 */
export function wantsServerTiming(
  { headers }: ViewerRequest,
  samplingPercent: number,
  random: () => number,
): boolean {
  const pragma = readHeader(headers, "pragma");
  return pragma?.trim().toLowerCase() === "server-timing" || random() * 100 < samplingPercent;
}

/**
 * Headers (name, value, name, value …) with the edge's metrics in one `Server-Timing`; the
 * origin's own metrics stay behind them on a miss alone (CF-RHP-09).
 *
 * `cdn-upstream-dns` and `cdn-upstream-connect` aren't told apart from `cdn-upstream-fbl`.
 */
export function addServerTiming(headers: readonly string[], timing: ServerTiming): string[] {
  const metrics = listMetrics(timing);
  const others: string[] = [];
  for (const [name, value] of pairHeaders(headers)) {
    if (name !== "server-timing") {
      others.push(name, value);
    } else if (timing.result === "Miss") {
      metrics.push(value);
    }
  }
  return [...others, "server-timing", metrics.join(",")];
}

function listMetrics(timing: ServerTiming): string[] {
  const { result, requestId, upstreamFirstByteMs, downstreamFirstByteMs } = timing;
  return [
    ...(result === "Miss" ? ['cdn-upstream-layer;desc="EDGE"'] : []),
    ...(upstreamFirstByteMs === undefined ? [] : [`cdn-upstream-fbl;dur=${upstreamFirstByteMs}`]),
    metricOfResult[result],
    `cdn-pop;desc="${popName}"`,
    `cdn-rid;desc="${requestId}"`,
    ...(result === "Hit" ? ['cdn-hit-layer;desc="EDGE"'] : []),
    `cdn-downstream-fbl;dur=${downstreamFirstByteMs}`,
  ];
}
