import { fork } from "node:child_process";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { UserError } from "../user-error";
import type { RecordedStack } from "../recorded-stack";
import { readStackProject } from "./project";
import type { EvaluationReply, EvaluationRequest } from "./evaluation-process";

export interface EvaluateOptions {
  /** The folder of `Pulumi.yaml`. */
  projectDirectory: string;
  /** The stack's name; `Pulumi.<stack>.yaml` is its configuration. */
  stack: string;
  /** Takes what the program logs, line by line. */
  report: (line: string) => void;
  /** Ends the evaluation. */
  signal?: AbortSignal;
}

/**
 * Runs a stack's program under mocks, in a process of its own: the SDK keeps its state in the
 * process, and a program may leave anything behind.
 *
 * @returns the stack with its secrets marked; see `maskSecrets` and `revealSecrets`
 * @throws UserError with the program's own error
 */
export async function evaluateStack(options: EvaluateOptions): Promise<RecordedStack> {
  const { projectDirectory, stack } = options;
  const project = readStackProject(projectDirectory, stack);
  const request = { ...project, projectDirectory, stack };
  let reply = await askProcess(request, options);
  if ("stackTrace" in reply) {
    // Once more, for a trace that names the lines of the sources.
    reply = await askProcess({ ...request, mapsSources: true }, { ...options, report: ignore });
  }
  if ("recorded" in reply) {
    return reply.recorded;
  }
  const error = "sentence" in reply ? reply.sentence : reply.stackTrace;
  throw new UserError(
    `The program of stack "${stack}" failed:\n${error}\n` +
      `Correct ${path.relative(process.cwd(), project.main)} or the stack's configuration.`,
  );
}

async function askProcess(
  request: EvaluationRequest,
  { report, signal }: EvaluateOptions,
): Promise<EvaluationReply> {
  const child = fork(path.join(__dirname, "evaluation-process.ts"), {
    // The program is compiled as its own project's tsconfig.json says.
    cwd: request.projectDirectory,
    execArgv: ["--import", pathToFileURL(require.resolve("tsx")).href],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    signal,
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) {
      createInterface({ input: stream }).on("line", report);
    }
  }
  return new Promise((resolve, reject) => {
    let reply: EvaluationReply = { sentence: "It ended without a word." };
    child.once("message", (message) => {
      reply = message as EvaluationReply;
    });
    child.once("error", reject);
    // Not "exit": what the program logged last must be read first.
    child.once("close", () => resolve(reply));
    child.send(request);
  });
}

function ignore(): void {}
