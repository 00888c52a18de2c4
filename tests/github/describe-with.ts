import * as fs from "node:fs";
import * as path from "node:path";

/** `describe`; where a program is not on PATH, a skipped one whose title says so. */
export function describeWith(programs: string[], title: string, tests: () => void): void {
  const missing = programs.filter((program) => !isOnPath(program));
  if (missing.length === 0) {
    describe(title, tests);
  } else {
    describe.skip(`${title} (skipped, not on PATH: ${missing.join(", ")})`, tests);
  }
}

function isOnPath(program: string): boolean {
  const directories = (process.env["PATH"] ?? "").split(path.delimiter);
  return directories.some((directory) => fs.existsSync(path.join(directory, program)));
}
