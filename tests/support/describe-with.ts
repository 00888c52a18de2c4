import * as fs from "node:fs";
import * as path from "node:path";

type Define = (this: Mocha.Suite) => void;

/** `describe`; where a program is not on PATH, a skipped one whose title says so. */
export function describeWith(programs: string[], title: string, define: Define): void {
  describeUnless(explainMissing(programs), title, define);
}

/** `describe`; where there is a reason to skip it, a skipped one whose title says why. */
export function describeUnless(reason: string | undefined, title: string, define: Define): void {
  if (reason === undefined) {
    describe(title, define);
  } else {
    describe.skip(`${title} (skipped, ${reason})`, define);
  }
}

/** Which of the programs are not on PATH; `undefined`: all are. */
export function explainMissing(programs: string[]): string | undefined {
  const missing = programs.filter((program) => !isOnPath(program));
  return missing.length === 0 ? undefined : `not on PATH: ${missing.join(", ")}`;
}

function isOnPath(program: string): boolean {
  const directories = (process.env["PATH"] ?? "").split(path.delimiter);
  return directories.some((directory) => fs.existsSync(path.join(directory, program)));
}
