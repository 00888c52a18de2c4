import type { SmokeCheck } from "./smoke-check";

/** Time, injected. */
export interface Clock {
  nowMs(): number;
  /** @throws an `AbortError` when interrupted */
  sleep(ms: number): Promise<void>;
}

export interface RetryOptions {
  /** The clock's time after which nothing is repeated. */
  deadlineMs: number;
  clock: Clock;
  /** Takes progress. */
  report: (line: string) => void;
}

/** CloudFront deploys for minutes; a request every few seconds doesn't make it slower. */
const PAUSE_MS = 5_000;

/** Repeats what fails until it passes, or the time for it is over. */
export async function retryUntilPass<Result extends { check: SmokeCheck }>(
  attempt: () => Promise<Result>,
  { deadlineMs, clock, report }: RetryOptions,
): Promise<Result> {
  for (;;) {
    const result = await attempt();
    const { name, verdict, detail } = result.check;
    const leftMs = deadlineMs - clock.nowMs() - PAUSE_MS;
    if (verdict === "pass" || leftMs < 0) {
      return result;
    }
    const left = Math.round(leftMs / 1000);
    report(`${name}: ${detail} Again in ${PAUSE_MS / 1000} s, then for ${left} s at most.`);
    await clock.sleep(PAUSE_MS);
  }
}
