import type { Clock } from "../../../deployment/smoke/retry";

/** A clock whose time passes only while somebody sleeps. */
export class ManualClock implements Clock {
  readonly sleeps: number[] = [];
  private elapsedMs = 0;

  nowMs(): number {
    return this.elapsedMs;
  }

  sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
    this.elapsedMs += ms;
    return Promise.resolve();
  }
}
