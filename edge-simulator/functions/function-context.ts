import { readFileSync } from "node:fs";
import { join } from "node:path";
import type {
  QuickJSContext,
  QuickJSHandle,
  QuickJSRuntime,
  QuickJSWASMModule,
} from "quickjs-emscripten";
import { makeGuestHost, type GuestServices } from "./guest-host";

// CF-FN-30: 2 MB of memory for what a function itself holds.
const userMemoryBytes = 2 * 1024 * 1024;
// How often, at most, the memory that is in use is counted: counting takes a tenth of that.
const memoryCheckIntervalMs = 2;
// A quarter of QuickJS's default: deeper recursion would overflow WebAssembly's own stack, which
// can't be recovered from.
const stackBytes = 64 * 1024;

/** Why a function was ended before it returned. */
type Interruption = "time" | "memory";

/** How an invocation of a function's code ended. */
export type ContextResult =
  | { readonly kind: "returned"; readonly json: string | undefined }
  | { readonly kind: "failed"; readonly reason: string };

/** How long a function may run, and what measures it. */
export interface TimeBudget {
  readonly budgetMs: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly stopwatch: () => number;
}

/**
 * A JavaScript context with a function's compiled code in it. It serves many invocations. Each
 * runs the code's top level anew, so that its variables don't pass from one viewer to the next.
 */
export class FunctionContext {
  private readonly runtime: QuickJSRuntime;
  private readonly context: QuickJSContext;
  private readonly handles: QuickJSHandle[] = [];
  private readonly invokeHandle: QuickJSHandle;
  private readonly makeHandlerHandle: QuickJSHandle;
  private readonly memoryAtStartBytes: number;
  private deadlineMs = Infinity;
  private nextMemoryCheckMs = Infinity;
  private interruption: Interruption | undefined;

  /** @throws when the script doesn't compile */
  constructor(
    engine: QuickJSWASMModule,
    private readonly name: string,
    script: string,
    services: GuestServices,
    private readonly time: TimeBudget,
  ) {
    this.runtime = engine.newRuntime({ maxStackSizeBytes: stackBytes });
    this.context = this.runtime.newContext();
    const host = this.keep(makeGuestHost(this.context, services));
    const buffer = this.call(this.loadGuest("buffer.js", "makeBuffer"), host);
    const modules = this.call(this.loadGuest("modules.js", "makeModules"), host, buffer);
    this.invokeHandle = this.call(this.loadGuest("start.js", "start"), host, buffer, modules);
    const compiled = this.context.evalCode(script, `${name}.js`, { strict: true });
    this.makeHandlerHandle = this.keep(this.context.unwrapResult(compiled));
    this.memoryAtStartBytes = this.countMemoryBytes();
    // Blocks are counted, but of their sizes only the one that is asked for: ends what a function
    // makes in one piece. What it piles up is counted in `mustEnd`.
    this.runtime.setMemoryLimit(userMemoryBytes);
    this.runtime.setInterruptHandler(() => this.mustEnd());
  }

  /** Whether the context can be used again. */
  get isSound(): boolean {
    return this.interruption === undefined;
  }

  /** @param input what the guest's `invoke` takes, as JSON */
  invoke(input: string, nowMs: number): ContextResult {
    const { context } = this;
    const startMs = this.time.stopwatch();
    this.deadlineMs = startMs + this.time.budgetMs;
    this.nextMemoryCheckMs = startMs + memoryCheckIntervalMs;
    const text = context.newString(input);
    const now = context.newNumber(nowMs);
    const called = context.callFunction(
      this.invokeHandle,
      context.undefined,
      this.makeHandlerHandle,
      text,
      now,
    );
    text.dispose();
    now.dispose();
    const result = called.error ? this.describeFailure(called.error) : this.settle(called.value);
    return this.interruption === undefined ? result : this.describeInterruption();
  }

  dispose(): void {
    this.handles.forEach((handle) => handle.dispose());
    this.context.dispose();
    this.runtime.dispose();
  }

  private settle(promise: QuickJSHandle): ContextResult {
    const jobs = this.runtime.executePendingJobs();
    if (jobs.error) {
      promise.dispose();
      return this.describeFailure(jobs.error);
    }
    const state = this.context.getPromiseState(promise);
    promise.dispose();
    switch (state.type) {
      case "pending":
        return { kind: "failed", reason: "it waits for something that never happens" };
      case "rejected":
        return this.describeFailure(state.error);
      case "fulfilled": {
        const isText = this.context.typeof(state.value) === "string";
        const json = isText ? this.context.getString(state.value) : undefined;
        state.value.dispose();
        return { kind: "returned", json };
      }
    }
  }

  private describeFailure(thrown: QuickJSHandle): ContextResult {
    const error: unknown = thrown.consume((handle) => this.context.dump(handle));
    if (typeof error !== "object" || error === null || !("message" in error)) {
      return { kind: "failed", reason: `it threw ${JSON.stringify(error)}` };
    }
    const { name, message, stack } = error as { name?: string; message: string; stack?: string };
    const line = stack?.split("\n").find((frame) => frame.includes(`${this.name}.js:`));
    const place =
      line === undefined ? "" : ` (line ${/:(\d+)/.exec(line.split(".js")[1] ?? "")?.[1]})`;
    return { kind: "failed", reason: `${name ?? "Error"}: ${message}${place}` };
  }

  private describeInterruption(): ContextResult {
    const reason =
      this.interruption === "time"
        ? `it ran longer than ${this.time.budgetMs} ms`
        : `it held more than ${userMemoryBytes} bytes of memory`;
    return { kind: "failed", reason };
  }

  /** Asked by QuickJS every few thousand steps. */
  private mustEnd(): boolean {
    const nowMs = this.time.stopwatch();
    if (nowMs >= this.deadlineMs) {
      this.interruption = "time";
    } else if (nowMs >= this.nextMemoryCheckMs) {
      this.nextMemoryCheckMs = nowMs + memoryCheckIntervalMs;
      if (this.countMemoryBytes() - this.memoryAtStartBytes > userMemoryBytes) {
        this.interruption = "memory";
      }
    }
    return this.interruption !== undefined;
  }

  private countMemoryBytes(): number {
    const usage: unknown = this.runtime
      .computeMemoryUsage()
      .consume((handle) => this.context.dump(handle));
    return (usage as { memory_used_size: number }).memory_used_size;
  }

  /** What a file of ours exports under a name. */
  private loadGuest(fileName: string, exportName: string): QuickJSHandle {
    const code = readFileSync(join(__dirname, "guest", fileName), "utf8");
    const evaluated = this.context.evalCode(code, fileName, { type: "module" });
    return this.context
      .unwrapResult(evaluated)
      .consume((exports) => this.keep(this.context.getProp(exports, exportName)));
  }

  private call(callee: QuickJSHandle, ...values: QuickJSHandle[]): QuickJSHandle {
    const result = this.context.callFunction(callee, this.context.undefined, ...values);
    return this.keep(this.context.unwrapResult(result));
  }

  private keep(handle: QuickJSHandle): QuickJSHandle {
    this.handles.push(handle);
    return handle;
  }
}
