import type { Command } from "commander";
import { Interruption } from "./interruption";
import { UserError } from "./user-error";

/** The exit code of a command that could not do what it was asked. */
const EXIT_FAILURE = 1;

/** Prints one line of progress or one warning. Standard output is for results. */
export function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Prints a result. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * Runs a command to its end. What the user can put right ends it with a sentence and exit code 1;
 * anything else is a defect and shows its stack trace.
 */
export async function runCommand(command: Command): Promise<void> {
  process.stdout.on("error", endWithReader);
  try {
    await command.parseAsync();
  } catch (error) {
    process.exitCode = error instanceof Interruption ? error.exitCode : EXIT_FAILURE;
    report(describeError(error));
  }
}

/** Whoever read the output has seen enough, as `head` has. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") {
    process.exit(0);
  }
  throw error;
}

function describeError(error: unknown): string {
  if (error instanceof Interruption) {
    return error.message;
  }
  if (error instanceof UserError) {
    return `error: ${error.message}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
