import * as fs from "node:fs";
import * as path from "node:path";
import type { EvaluateOptions } from "../evaluate/evaluate";
import { evaluateStack } from "../evaluate/evaluate";
import { hasStack } from "../evaluate/project";
import type { RecordedStack } from "../recorded-stack";
import { UserError } from "../user-error";

/** A trace's first lines name the mistake. */
const MAX_FAILURE_CHARACTERS = 2000;

/** The base's stack, undefined where the base has none of that name; or why there is no answer. */
export type BaseEvaluation = { recorded: RecordedStack | undefined } | { failure: string };

/**
 * The folder of the base's project.
 *
 * @throws UserError unless it is one
 */
export function findBase(directory: string): string {
  if (!fs.existsSync(directory)) {
    throw new UserError(
      `--base ${directory} does not exist. Give it the folder of another checkout, such as a git ` +
        "worktree of the base branch.",
    );
  }
  if (!fs.existsSync(path.join(directory, "Pulumi.yaml"))) {
    throw new UserError(
      `--base ${directory} has no Pulumi.yaml. Give it the folder of a Pulumi project.`,
    );
  }
  // Without links: assets are named relative to it, and the program knows its real place.
  return fs.realpathSync(directory);
}

/** Evaluates the base with this checkout's evaluator; what it refuses is an answer too. */
export async function evaluateBase(options: EvaluateOptions): Promise<BaseEvaluation> {
  if (!hasStack(options.projectDirectory, options.stack)) {
    return { recorded: undefined };
  }
  try {
    return { recorded: await evaluateStack(options) };
  } catch (error) {
    if (error instanceof UserError) {
      return { failure: error.message.slice(0, MAX_FAILURE_CHARACTERS) };
    }
    throw error;
  }
}
