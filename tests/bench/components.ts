import { fork } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { fitLine, median } from "./statistics";

const COUNTS = [1, 10, 25, 50, 100];
const ROUNDS = 3;

/** What a number of components took: medians, each run in a process of its own. */
export interface ComponentsFigures {
  points: { count: number; elapsedMs: number; heapMb: number }[];
  time: ReturnType<typeof fitLine>;
  memory: ReturnType<typeof fitLine>;
}

/** Measures 1 to 100 components in one program, and fits a line to time and memory. */
export async function benchComponents(): Promise<ComponentsFigures> {
  const points: ComponentsFigures["points"] = [];
  for (const count of COUNTS) {
    const runs: { elapsedMs: number; heapMb: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      runs.push(await createComponents(count));
    }
    points.push({
      count,
      elapsedMs: median(runs.map((run) => run.elapsedMs)),
      heapMb: median(runs.map((run) => run.heapMb)),
    });
  }
  return {
    points,
    time: fitLine(points.map(({ count, elapsedMs }) => [count, elapsedMs])),
    memory: fitLine(points.map(({ count, heapMb }) => [count, heapMb])),
  };
}

async function createComponents(count: number): Promise<{ elapsedMs: number; heapMb: number }> {
  const child = fork(path.join(__dirname, "components-process.ts"), [String(count)], {
    execArgv: ["--import", "tsx"],
  });
  const [run] = (await once(child, "message")) as [{ elapsedMs: number; heapMb: number }];
  return run;
}
