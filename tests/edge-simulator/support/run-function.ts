import { getQuickJS } from "quickjs-emscripten";
import type { OriginTarget } from "../../../edge-simulator";
import type { EdgeFunction } from "../../../edge-simulator";
import type { FunctionEvent } from "../../../edge-simulator/functions/function-event";
import {
  FunctionRunner,
  type FunctionOutcome,
} from "../../../edge-simulator/functions/function-runner";
import { ManualClock } from "./manual-clock";

export interface RunOptions {
  readonly event?: FunctionEvent;
  readonly rawQuery?: string;
  readonly keyValueStore?: EdgeFunction["keyValueStore"];
  readonly origins?: readonly OriginTarget[];
  /** In looks at the stopwatch, each of which takes it a millisecond further. */
  readonly budgetMs?: number;
  readonly clock?: ManualClock;
}

/** A function on its own, with a stopwatch that doesn't depend on how busy the machine is. */
export async function makeRunner(code: string, options: RunOptions = {}): Promise<FunctionRunner> {
  const { keyValueStore, origins = [], budgetMs = 100, clock = new ManualClock() } = options;
  let nowMs = 0;
  const time = { budgetMs, stopwatch: () => nowMs++ };
  const engine = await getQuickJS();
  const edgeFunction = { name: "test", code, keyValueStore };
  return new FunctionRunner(edgeFunction, { engine, origins, clock, time });
}

/** Invokes a function once. */
export async function runFunction(
  code: string,
  options: RunOptions = {},
): Promise<FunctionOutcome> {
  const runner = await makeRunner(code, options);
  try {
    return runner.invoke(options.event ?? requestEvent, options.rawQuery);
  } finally {
    runner.dispose();
  }
}

const context = {
  distributionDomainName: "d111111abcdef8.cloudfront.net",
  distributionId: "EDFDVBD6EXAMPLE",
  requestId: "id",
};

const request: FunctionEvent["request"] = {
  method: "GET",
  uri: "/a",
  querystring: { q: { value: "1" } },
  headers: { host: { value: "www.example.com" }, accept: { value: "text/html" } },
  cookies: { id: { value: "x" } },
};

export const requestEvent: FunctionEvent = {
  version: "1.0",
  context: { ...context, eventType: "viewer-request" },
  viewer: { ip: "127.0.0.1" },
  request,
};

export const responseEvent: FunctionEvent = {
  ...requestEvent,
  context: { ...context, eventType: "viewer-response" },
  response: {
    statusCode: 200,
    statusDescription: "OK",
    headers: { "content-type": { value: "text/html" }, via: { value: "1.1 edge" } },
    cookies: {},
  },
};
