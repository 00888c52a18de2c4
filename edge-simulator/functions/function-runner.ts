import type { QuickJSWASMModule } from "quickjs-emscripten";
import type { OriginTarget } from "../configuration/compiled-distribution";
import type { Clock } from "../clock";
import { checkResult } from "./check-result";
import type { EdgeFunction } from "./edge-function";
import type { FunctionEvent, ReturnedRequest, ReturnedResponse } from "./function-event";
import { FunctionContext, type TimeBudget } from "./function-context";
import type { GuestServices } from "./guest-host";
import { readOriginChoice, type OriginChoice } from "./origin-change";
import { parseFunctionCode } from "./parse-function-code";

// CF-FN-30
const longestLogBytes = 10_240;
// CF-FN-32
const longestCustomDataBytes = 800;

/** How CloudFront names a function's failure (CF-FN-22). */
export type FunctionFailureType = "FunctionExecutionError" | "FunctionValidationError";

/** What came of invoking a function. */
export type FunctionResult =
  | {
      readonly kind: "request";
      readonly request: ReturnedRequest;
      readonly origin: OriginChoice | undefined;
    }
  | { readonly kind: "response"; readonly response: ReturnedResponse }
  | { readonly kind: "failure"; readonly type: FunctionFailureType; readonly reason: string };

export interface FunctionOutcome {
  readonly result: FunctionResult;
  /** What the function logged, up to 10 KB. */
  readonly logs: readonly string[];
  /** The time that it took, as a share of what it may take: 0 to 100 (CF-FN-30). */
  readonly computeUtilization: number;
}

export interface FunctionEnvironment {
  readonly engine: QuickJSWASMModule;
  readonly origins: readonly OriginTarget[];
  readonly clock: Clock;
  readonly time: TimeBudget;
}

/** Runs one function on events. */
export class FunctionRunner {
  private readonly script: string;
  private readonly startedAtMs: number;
  private context: FunctionContext;
  private logs: string[] = [];
  private logBytes = 0;
  private origin: OriginChoice | undefined;

  /** @throws when the function's code doesn't compile */
  constructor(
    readonly edgeFunction: EdgeFunction,
    private readonly environment: FunctionEnvironment,
  ) {
    const parsed = parseFunctionCode(edgeFunction.code);
    if (parsed.rule !== undefined) {
      throw new Error(`Function "${edgeFunction.name}": its code ${parsed.rule}.`);
    }
    this.script = parsed.script;
    this.startedAtMs = environment.clock.now();
    this.context = this.openContext();
  }

  /** @param rawQuery the viewer's query; `undefined`: there is none (CF-FN-12) */
  invoke(event: FunctionEvent, rawQuery: string | undefined): FunctionOutcome {
    const { clock, time } = this.environment;
    this.logs = [];
    this.logBytes = 0;
    this.origin = undefined;
    const edgeLocation = describeLocation(event);
    const input = JSON.stringify({ event, rawQueryString: rawQuery, edgeLocation });
    const startMs = time.stopwatch();
    const returned = this.context.invoke(input, clock.now());
    const share = (time.stopwatch() - startMs) / time.budgetMs;
    if (!this.context.isSound) {
      this.context.dispose();
      this.context = this.openContext();
    }
    const computeUtilization = Math.min(100, Math.round(share * 100));
    if (returned.kind === "failed") {
      return this.describe({ type: "FunctionExecutionError", ...returned, computeUtilization });
    }
    const value: unknown = returned.json === undefined ? undefined : JSON.parse(returned.json);
    const checked = checkResult(event, value);
    if (checked.kind === "invalid") {
      return this.describe({ type: "FunctionValidationError", ...checked, computeUtilization });
    }
    const result = checked.kind === "request" ? { ...checked, origin: this.origin } : checked;
    return { result, logs: this.logs, computeUtilization };
  }

  dispose(): void {
    this.context.dispose();
  }

  private describe(failure: {
    type: FunctionFailureType;
    reason: string;
    computeUtilization: number;
  }): FunctionOutcome {
    const { type, reason, computeUtilization } = failure;
    return { result: { kind: "failure", type, reason }, logs: this.logs, computeUtilization };
  }

  private openContext(): FunctionContext {
    const { engine, time } = this.environment;
    return new FunctionContext(
      engine,
      this.edgeFunction.name,
      this.script,
      this.describeServices(),
      time,
    );
  }

  private describeServices(): GuestServices {
    const { keyValueStore } = this.edgeFunction;
    const store = keyValueStore && new Map(Object.entries(keyValueStore));
    return {
      log: (line) => this.log(line),
      logCustomData: (text) => {
        if (Buffer.byteLength(text) > longestCustomDataBytes) {
          throw new Error(`Custom data must be at most ${longestCustomDataBytes} bytes long.`);
        }
        this.log(text);
      },
      openStore: () => {
        if (store === undefined) {
          throw new Error("No key value store is associated with the function.");
        }
      },
      readStore: (key) => store?.get(key),
      describeStore: () => {
        const changed = new Date(this.startedAtMs).toISOString();
        const dates = { creationDateTime: changed, lastUpdatedDateTime: changed };
        return JSON.stringify({ ...dates, keyCount: store?.size });
      },
      changeOrigin: (originId, changesJson) => {
        this.origin = readOriginChoice(originId, changesJson, this.environment.origins);
      },
    };
  }

  private log(line: string): void {
    const bytes = Buffer.from(line).subarray(0, longestLogBytes - this.logBytes);
    this.logBytes += bytes.length;
    if (bytes.length > 0 || line === "") {
      this.logs.push(bytes.toString());
    }
  }
}

// On responses there is none. LCL, "local", is the name in X-Amz-Cf-Pop.
function describeLocation({ context }: FunctionEvent) {
  const isRequest = context.eventType === "viewer-request";
  return isRequest ? { name: "LCL", serverIp: "127.0.0.1", region: "local" } : {};
}
