import { print, report } from "../../local-stage/command-line";
import { explainMissing } from "../support/describe-with";
import { benchComponents } from "./components";
import { benchEvaluation } from "./evaluation";
import { benchPreview } from "./preview";

/** Ratios within one run: the only figures that mean something on a shared machine. */
async function bench(): Promise<void> {
  report("Evaluating stack dev…");
  const evaluation = await benchEvaluation();
  print(
    `Evaluation of stack dev: ${ratio(evaluation.ratio)} × loading its Pulumi modules, ` +
      `at most 1.25 (${ms(evaluation.evaluationMs)} and ${ms(evaluation.loadingMs)})`,
  );
  await printPreview();
  report("Creating 1 to 100 components…");
  const { points, time, memory } = await benchComponents();
  for (const { count, elapsedMs, heapMb } of points) {
    print(
      `${String(count).padStart(4)} components: ${ms(elapsedMs)}, heap ${heapMb.toFixed(0)} MB`,
    );
  }
  print(`Time:   ${time.slope.toFixed(1)} ms for each component, R² ${time.rSquared.toFixed(3)}`);
  print(
    `Memory: ${memory.slope.toFixed(2)} MB for each component, R² ${memory.rSquared.toFixed(3)}`,
  );
}

async function printPreview(): Promise<void> {
  const missing = explainMissing(["pulumi"]);
  if (missing !== undefined) {
    print(`Preview of stack prod: left out, ${missing}`);
    return;
  }
  report("Previewing stack prod on Pulumi's engine…");
  const { engineMs, loadingMs, programMs } = await benchPreview();
  const totalMs = engineMs + loadingMs + programMs;
  const describe = (partMs: number) => `${((100 * partMs) / totalMs).toFixed(0)} % (${ms(partMs)})`;
  print(
    `Preview of stack prod: ${ms(totalMs)}: engine ${describe(engineMs)}, ` +
      `loading modules ${describe(loadingMs)}, program ${describe(programMs)}`,
  );
}

function ratio(value: number): string {
  return value.toFixed(2);
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

void bench();
