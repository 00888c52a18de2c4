import { constants } from "node:os";

/** How long requests under way may take to end once the user has asked for it. */
export const DRAIN_MS = 3000;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The user, or the system, asked the process to end. */
export class Interruption extends Error {
  /** The exit code by which a shell knows that a signal ended a command. */
  readonly exitCode: number;

  constructor(signal: (typeof SIGNALS)[number]) {
    super(`Interrupted by ${signal}.`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

export interface InterruptionListener {
  /** Aborts, with an `Interruption` as its reason, at the first signal. */
  signal: AbortSignal;
  stopListening(): void;
}

/** Turns Ctrl-C and its like into an abort, so that everything started can be ended in order. */
export function listenForInterruption(): InterruptionListener {
  const controller = new AbortController();
  const listeners = SIGNALS.map((signal) => {
    const abort = () => controller.abort(new Interruption(signal));
    process.on(signal, abort);
    return () => process.off(signal, abort);
  });
  return {
    signal: controller.signal,
    stopListening: () => listeners.forEach((stop) => stop()),
  };
}

/** Waits for an abort, as a normal end. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  }
}
