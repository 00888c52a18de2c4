import { computeOutputs } from "../evaluate/computed-outputs";
import { listMadeUp } from "../evaluate/made-up-values";
import type { RecordedStack } from "../recorded-stack";
import { isMapping } from "../recorded-stack";
import { readJson } from "./read-json";

/** What behaviors refer to: policies by id, functions by ARN. */
const REFERRED = /^aws:cloudfront\/((cache|originRequest|responseHeaders)Policy|function):/;

/**
 * Reads what `npm -s run plan -- --json` printed.
 *
 * @param file its path; `-` is standard input
 * @param mistakes takes a sentence when it is anything else
 */
export function readStageFile(file: string, mistakes: string[]): RecordedStack | undefined {
  const stage = readJson("--stage", file, mistakes);
  if (stage === undefined) {
    return undefined;
  }
  if (!isMapping(stage) || !Array.isArray(stage["resources"])) {
    mistakes.push(
      `--stage must be a recorded stage, got "${file}", which holds something else. ` +
        "Write it with npm -s run plan -- --json.",
    );
    return undefined;
  }
  const recorded = stage as unknown as RecordedStack;
  return { ...recorded, madeUp: listReferences(recorded) };
}

/** What the file has only where behaviors refer to it, and is computed alike here. */
function listReferences({ resources }: RecordedStack): Record<string, string> {
  const referred = resources.filter(({ type }) => REFERRED.test(type));
  return Object.assign(
    {},
    // None of it depends on the region.
    ...referred.map((resource) =>
      listMadeUp(resource, computeOutputs(resource, { region: "us-east-1" })),
    ),
  ) as Record<string, string>;
}
