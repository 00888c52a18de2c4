import { execFile } from "node:child_process";

/** How a program ended, or why it did not run to its end. */
export type ProgramOutcome =
  | { kind: "ended"; exitCode: number; stdout: string; stderr: string }
  | { kind: "missing" }
  | { kind: "timedOut" };

export interface RunProgramOptions {
  /** The folder in which it runs; it must exist. */
  directory: string;
  /** Its environment; the program is looked for on this PATH. */
  environment: NodeJS.ProcessEnv;
  timeoutMs: number;
  signal?: AbortSignal;
}

/** A stack's outputs are kilobytes. */
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * Runs a program without a shell and without input, so that nothing of an argument is interpreted
 * and a question gets no answer.
 *
 * @throws an `AbortError` when `signal` fires
 */
export function runProgram(
  name: string,
  args: string[],
  { directory, environment, timeoutMs, signal }: RunProgramOptions,
): Promise<ProgramOutcome> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      name,
      args,
      { cwd: directory, env: environment, timeout: timeoutMs, signal, maxBuffer: MAX_OUTPUT_BYTES },
      (error, stdout, stderr) => {
        if (error === null) {
          resolve({ kind: "ended", exitCode: 0, stdout, stderr });
        } else if (typeof error.code === "number") {
          resolve({ kind: "ended", exitCode: error.code, stdout, stderr });
        } else if (isMissing(error.code)) {
          resolve({ kind: "missing" });
        } else if (error.killed && !signal?.aborted) {
          resolve({ kind: "timedOut" });
        } else {
          reject(error);
        }
      },
    );
    child.stdin?.end();
  });
}

/** There is no such file on the PATH, or none that may be run. */
function isMissing(code: unknown): boolean {
  return code === "ENOENT" || code === "EACCES";
}
