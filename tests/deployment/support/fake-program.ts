import * as fs from "node:fs";
import * as path from "node:path";

/** What a program does when it is called with certain arguments. */
export interface FakeAnswer {
  exitCode?: number;
  stdout?: string;
  stderr?: string;
}

/** A program that stands in for another on a PATH of its own. */
export interface FakeProgram {
  environment: NodeJS.ProcessEnv;
  /** The arguments of each call so far. */
  readCalls(): string[][];
}

/**
 * Writes an executable that answers by how its arguments begin, the longest match first; what it was not
 * told about ends with exit code 99.
 */
export function writeFakeProgram(
  directory: string,
  name: string,
  answers: Record<string, FakeAnswer>,
): FakeProgram {
  const log = path.join(directory, `${name}.calls`);
  const script = `#!${process.execPath}
const args = process.argv.slice(2);
require("node:fs").appendFileSync(${JSON.stringify(log)}, JSON.stringify(args) + "\\n");
const answers = ${JSON.stringify(answers)};
const key = Object.keys(answers).sort((a, b) => b.length - a.length)
  .find((start) => args.join(" ").startsWith(start));
const { exitCode = 0, stdout = "", stderr = "" } = answers[key] ?? { exitCode: 99 };
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
`;
  fs.writeFileSync(path.join(directory, name), script, { mode: 0o755 });
  return {
    environment: { PATH: directory },
    readCalls: () =>
      fs
        .readFileSync(log, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as string[]),
  };
}
