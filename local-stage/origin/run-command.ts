import { ProcessGroup, type ProcessGroupOptions } from "./process-group";

export interface RunCommandOptions extends ProcessGroupOptions {
  /** Ends the command and what it started. */
  signal?: AbortSignal;
}

export interface CommandResult {
  succeeded: boolean;
  /** The last lines of its output, stdout and stderr alike. */
  lastLines: string[];
}

/** How long an aborted command may take to clean up. */
const ABORT_GRACE_MS = 1_000;

/**
 * Runs a command to its end.
 *
 * @throws the signal's reason, once the command has been ended because of it
 */
export async function runCommand(options: RunCommandOptions): Promise<CommandResult> {
  options.signal?.throwIfAborted();
  const group = new ProcessGroup(options);
  const stop = () => void group.stop(ABORT_GRACE_MS);
  options.signal?.addEventListener("abort", stop, { once: true });
  try {
    const exit = await group.exit;
    options.signal?.throwIfAborted();
    return { succeeded: exit.code === 0, lastLines: group.lastLines };
  } finally {
    options.signal?.removeEventListener("abort", stop);
  }
}
