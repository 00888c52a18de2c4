import { execFile } from "node:child_process";

/** What Mocha's JSON reporter says, as far as it is needed here. */
export interface MochaReport {
  passes: { fullTitle: string }[];
  failures: { fullTitle: string }[];
}

/** Far above a run of a few specs: only a test that never gives way takes so long. */
const LONGEST_RUN_MS = 120_000;

/** Room for the report of thousands of tests, in bytes. */
const LONGEST_REPORT = 64 * 1024 * 1024;

/**
 * Runs specs in a process of their own.
 *
 * @param project the folder of the project, or of a copy of it
 * @throws Error when Mocha has no report to give, as where a spec can't be loaded
 */
export function runMocha(project: string, args: readonly string[]): Promise<MochaReport> {
  const program = [require.resolve("mocha/bin/mocha.js"), "--reporter", "json", ...args];
  const options = { cwd: project, timeout: LONGEST_RUN_MS, maxBuffer: LONGEST_REPORT };
  return new Promise((resolve, reject) => {
    // Mocha's exit code is the number of failures: no reason to reject.
    execFile(process.execPath, program, options, (_error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout) as MochaReport);
      } catch {
        reject(new Error(`Mocha gave no report: ${(stderr || stdout).trim().slice(0, 2000)}`));
      }
    });
  });
}
