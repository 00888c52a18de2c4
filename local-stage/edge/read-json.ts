import * as fs from "node:fs";
import type { RecordedValue } from "../recorded-stack";

/** Names standard input where a file may be named. */
const STANDARD_INPUT = "-";

/**
 * Reads a JSON file that an option names; `-` is standard input.
 *
 * @param mistakes takes a sentence where there is none
 */
export function readJson(
  option: string,
  file: string,
  mistakes: string[],
): RecordedValue | undefined {
  try {
    const text = fs.readFileSync(file === STANDARD_INPUT ? process.stdin.fd : file, "utf8");
    return JSON.parse(text) as RecordedValue;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    mistakes.push(
      `${option} must be a JSON file, got "${file}" (${reason}). Correct its path or its content.`,
    );
    return undefined;
  }
}
