import { listenForInterruption } from "../local-stage/interruption";

/**
 * Runs what Ctrl-C and its like may end. The terminal tells the programs that were started as well,
 * so a failure after that is no news.
 *
 * @throws Interruption when a signal came
 */
export async function runInterruptible<Result>(
  action: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { signal, stopListening } = listenForInterruption();
  try {
    return await action(signal);
  } finally {
    stopListening();
    signal.throwIfAborted();
  }
}
