import { createRequire } from "node:module";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { RecordedStack } from "../recorded-stack";
import type { StackProject } from "./project";
import { recordProgram } from "./record";

/** What the evaluation's process is asked; see `evaluateStack`. */
export type EvaluationRequest = StackProject & { projectDirectory: string; stack: string };

/** What it answers, once. */
export type EvaluationReply = { recorded: RecordedStack } | { error: string };

// As the engine's language host loads a program: its exports are the stack's outputs.
const load = createRequire(__filename);

process.once("message", (request: EvaluationRequest) => {
  void evaluate(request).then((reply) => {
    process.send?.(reply, () => process.exit(0));
  });
});

async function evaluate(request: EvaluationRequest): Promise<EvaluationReply> {
  // As the engine does: the program runs in the folder of its main file.
  process.chdir(path.dirname(request.main));
  try {
    const recorded = await recordProgram(
      { ...request, project: request.name },
      () => load(request.main) as unknown,
    );
    return { recorded };
  } catch (error) {
    return { error: describeError(error) };
  }
}

/** A sentence for what the program refuses; a stack trace for what it did not foresee. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const isSentence: boolean = pulumi.RunError.isInstance(error);
  return isSentence ? error.message : (error.stack ?? error.message);
}
