import { print, report } from "../../local-stage/command-line";
import { benchComponents } from "./components";
import { benchEdgeHit } from "./edge-hit";
import { benchEvaluation } from "./evaluation";

/** Ratios within one run: the only figures that mean something on a shared machine. */
async function bench(): Promise<void> {
  report("Evaluating stack dev…");
  const evaluation = await benchEvaluation();
  print(
    `Evaluation of stack dev: ${ratio(evaluation.ratio)} × loading its Pulumi modules, ` +
      `at most 1.25 (${ms(evaluation.evaluationMs)} and ${ms(evaluation.loadingMs)})`,
  );
  report("Serving a cached object…");
  const edge = await benchEdgeHit();
  print(
    `Cached 10 KB object: ${ratio(edge.ratio)} × a bare node:http server, at least 0.60 ` +
      `(${edge.edgeRequestsPerSecond.toFixed(0)} and ${edge.bareRequestsPerSecond.toFixed(0)} ` +
      `requests/s, p99 ${ms(edge.edgeP99Ms)} and ${ms(edge.bareP99Ms)})`,
  );
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

function ratio(value: number): string {
  return value.toFixed(2);
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

void bench();
