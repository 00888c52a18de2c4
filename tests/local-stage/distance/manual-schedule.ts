import { EventEmitter, once } from "node:events";
import type { Schedule } from "../../../local-stage/distance";

interface Delay {
  delayMs: number;
  fire: () => void;
}

/** A timer for tests: nothing happens before the test says so. */
export class ManualSchedule {
  /** What is waiting, oldest first. */
  readonly waiting: Delay[] = [];
  /** Every delay that was ever asked for, in milliseconds. */
  readonly askedMs: number[] = [];
  readonly #events = new EventEmitter();

  readonly schedule: Schedule = (callback, delayMs) => {
    const delay = { delayMs, fire: callback };
    this.askedMs.push(delayMs);
    this.waiting.push(delay);
    this.#events.emit("scheduled");
    return () => {
      const index = this.waiting.indexOf(delay);
      if (index >= 0) {
        this.waiting.splice(index, 1);
      }
    };
  };

  /** Resolves as soon as `count` delays are waiting. */
  async waitFor(count: number): Promise<void> {
    while (this.waiting.length < count) {
      await once(this.#events, "scheduled");
    }
  }

  /** Ends the oldest delay. */
  fireNext(): void {
    const next = this.waiting.shift();
    if (next === undefined) {
      throw new Error("No delay is waiting.");
    }
    next.fire();
  }
}
