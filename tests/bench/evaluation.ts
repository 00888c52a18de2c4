import { fork } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { performance } from "node:perf_hooks";
import { evaluateStack } from "../../local-stage/evaluate/evaluate";
import { median } from "./statistics";

const ROUNDS = 7;
const PROJECT = path.resolve(__dirname, "../..");

/** The evaluation of stack dev, compared with a process that only loads what it uses of Pulumi. */
export interface EvaluationFigures {
  /** Medians divided. */
  ratio: number;
  evaluationMs: number;
  loadingMs: number;
}

/** Measures both, each in a process of its own with tsx, in interleaved rounds. */
export async function benchEvaluation(): Promise<EvaluationFigures> {
  const evaluations: number[] = [];
  const loads: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    loads.push(await time(loadModules));
    evaluations.push(await time(evaluateDev));
  }
  const evaluationMs = median(evaluations);
  const loadingMs = median(loads);
  return { ratio: evaluationMs / loadingMs, evaluationMs, loadingMs };
}

async function evaluateDev(): Promise<void> {
  await evaluateStack({ projectDirectory: PROJECT, stack: "dev", report: () => undefined });
}

async function loadModules(): Promise<void> {
  const child = fork(path.join(__dirname, "load-pulumi-modules.ts"), {
    execArgv: ["--import", "tsx"],
  });
  await once(child, "close");
}

async function time(run: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await run();
  return performance.now() - startMs;
}
