import { expect } from "chai";
import { decideTtl, type TtlDecision } from "../../../edge-simulator";
import { ManualClock } from "./manual-clock";

const nowMs = new ManualClock().now();

/** A response and what is decided about keeping it. */
export interface TtlRow {
  readonly title: string;
  readonly status?: number;
  /** Minimum, default, maximum TTL; 0, 600 and 3600 seconds unless a row says otherwise. */
  readonly ttls?: readonly [number, number, number];
  readonly headers?: Record<string, string>;
  /** ErrorCachingMinTTL by status. */
  readonly errorTtls?: readonly [number, number][];
  readonly expect: [keep: TtlDecision["keep"], ttlSeconds: number, rule: TtlDecision["rule"]];
}

export const cc = (value: string) => ({ "cache-control": value });

/** An HTTP date, so many seconds from the rows' now. */
export const inSeconds = (seconds: number) => new Date(nowMs + seconds * 1000).toUTCString();

export function testTtlRows(rows: readonly TtlRow[]): void {
  for (const row of rows) {
    it(row.title, () => {
      const [keep, ttlSeconds, rule] = row.expect;
      expect(decideFor(row)).to.deep.equal({ keep, ttlSeconds, rule });
    });
  }
}

export function decideFor(row: Omit<TtlRow, "title" | "expect">): TtlDecision {
  const [minSeconds, defaultSeconds, maxSeconds] = row.ttls ?? [0, 600, 3600];
  return decideTtl({
    status: row.status ?? 200,
    headers: row.headers ?? {},
    ttlBounds: { minSeconds, defaultSeconds, maxSeconds },
    errorCachingMinTtlSeconds: new Map(row.errorTtls),
    nowMs,
  });
}
