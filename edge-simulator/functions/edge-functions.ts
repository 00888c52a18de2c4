import type { Clock } from "../clock";
import type { OriginTarget } from "../configuration/compiled-distribution";
import type { EdgeFunction } from "./edge-function";
import type { FunctionEvent } from "./function-event";
import { FunctionRunner, type FunctionOutcome } from "./function-runner";

// CloudFront's own is under a millisecond of a faster engine, and isn't published. Ends loops, and
// leaves room for a busy laptop.
const timeBudgetMs = 100;

/** The functions that a distribution's behaviors name, by ARN. */
export class EdgeFunctions {
  private readonly runners = new Map<string, FunctionRunner>();

  constructor(
    private readonly functions: Readonly<Record<string, EdgeFunction>>,
    private readonly origins: readonly OriginTarget[],
    private readonly clock: Clock,
  ) {}

  /** Compiles the functions. Without any, the engine isn't even loaded. */
  async load(): Promise<void> {
    this.dispose(); // a start that failed may be tried again
    const entries = Object.entries(this.functions);
    if (entries.length === 0) {
      return;
    }
    const { getQuickJS } = await import("quickjs-emscripten");
    const engine = await getQuickJS();
    const time = { budgetMs: timeBudgetMs, stopwatch: () => performance.now() };
    const { origins, clock } = this;
    for (const [arn, edgeFunction] of entries) {
      this.runners.set(arn, new FunctionRunner(edgeFunction, { engine, origins, clock, time }));
    }
  }

  /** @param rawQuery the viewer's query; `undefined`: there is none */
  invoke(
    arn: string,
    event: FunctionEvent,
    rawQuery: string | undefined,
  ): { name: string; outcome: FunctionOutcome } {
    const runner = this.runners.get(arn);
    if (runner === undefined) {
      throw new Error(`Function ${arn} isn't loaded.`);
    }
    return { name: runner.edgeFunction.name, outcome: runner.invoke(event, rawQuery) };
  }

  dispose(): void {
    this.runners.forEach((runner) => runner.dispose());
    this.runners.clear();
  }
}
