import type { Clock } from "../../../edge-simulator";

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  private nowMs = Date.UTC(2026, 0, 1);

  now(): number {
    return this.nowMs;
  }

  advance(seconds: number): void {
    this.nowMs += seconds * 1000;
  }
}
