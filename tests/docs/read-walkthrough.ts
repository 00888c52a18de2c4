import * as fs from "node:fs";
import * as path from "node:path";

/** The project's folder. */
export const PROJECT = path.resolve(__dirname, "../..");

/** A row of the walkthrough's table. */
export interface Step {
  step: string;
  console: string;
  code: string;
  locally: string;
}

export function readWalkthrough(): string {
  return fs.readFileSync(path.join(PROJECT, "docs", "walkthrough.md"), "utf8");
}

/** The rows of the walkthrough's only table. */
export function readSteps(): Step[] {
  const [, , ...rows] = readWalkthrough()
    .split("\n")
    .filter((line) => line.startsWith("| "));
  return rows.map((row) => {
    const [, step = "", console = "", code = "", locally = ""] = row
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
    return { step, console, code, locally };
  });
}

/** The commands that a text shows, of such programs. */
export function listCommands(text: string, ...programs: string[]): string[] {
  const spans = [...text.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);
  return spans.filter((span) => programs.includes(span.split(" ")[0] ?? ""));
}
