import { createRequire } from "node:module";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { RecordedStack } from "../recorded-stack";
import type { StackProject } from "./project";
import { recordProgram } from "./record";
import { sharePackages } from "./shared-packages";

/** What the evaluation's process is asked; see `evaluateStack`. */
export interface EvaluationRequest extends StackProject {
  projectDirectory: string;
  stack: string;
  /**
   * Whether stack traces name the lines of the sources. Off by default: the SDK keeps a stack trace
   * for each of its promises, and mapping them takes as long as all the rest of the program.
   */
  mapsSources?: boolean;
}

/** What it answers, once: the stack, or a sentence, or a mistake's stack trace. */
export type EvaluationReply =
  { recorded: RecordedStack } | { sentence: string } | { stackTrace: string };

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
  process.setSourceMapsEnabled(request.mapsSources ?? false);
  sharePackages();
  try {
    const recorded = await recordProgram(
      { ...request, project: request.name },
      () => load(request.main) as unknown,
    );
    return { recorded };
  } catch (error) {
    return describeError(error);
  }
}

/** A sentence for what the program refuses; a stack trace for what it did not foresee. */
function describeError(error: unknown): EvaluationReply {
  if (!(error instanceof Error)) {
    return { sentence: String(error) };
  }
  const isSentence: boolean = pulumi.RunError.isInstance(error);
  return isSentence ? { sentence: error.message } : { stackTrace: error.stack ?? error.message };
}
