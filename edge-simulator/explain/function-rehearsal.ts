import { Readable } from "node:stream";
import type { ResponseRecord } from "../cache/stored-response";
import type { Clock } from "../clock";
import type { Behavior, CompiledDistribution } from "../configuration/compiled-distribution";
import type { Exchange } from "../exchange";
import { listPairs } from "../functions/describe-event";
import type { EdgeFunction } from "../functions/edge-function";
import { EdgeFunctions } from "../functions/edge-functions";
import { ViewerFunctions } from "../functions/viewer-functions";
import { collectHeaders } from "../header-fields";
import type { ViewerRequest } from "../request/viewer-request";
import { describeEdgeHeaders, type EdgeResponse } from "../response/edge-response";
import { Presenter } from "../response/presenter";
import { describeInvocation } from "./describe-invocation";
import type { ExplainedFunction, ExplainedResponse } from "./explanation";

/** The edge's name in the `Via` of an explanation: each edge makes up its own. */
export const viaName = "edge.cloudfront.net";

/** What of a request a function leaves to be served, or its own answer. */
type Rehearsed =
  | { readonly answer: ExplainedResponse }
  | { readonly answer: undefined; readonly request: ViewerRequest; readonly behavior: Behavior };

/** Runs the functions of a behavior as an edge does, and notes what each of them did. */
export class FunctionRehearsal {
  /** Those that had their turn, in order. */
  readonly explained: ExplainedFunction[] = [];
  private readonly edgeFunctions: EdgeFunctions;
  private readonly viewerFunctions: ViewerFunctions;
  private readonly presenter: Presenter;

  /** @param functions by the ARN that the behavior may name */
  constructor(
    private readonly functions: Readonly<Record<string, EdgeFunction>>,
    private readonly behavior: Behavior,
    { origins, offersHttp3 }: CompiledDistribution,
    clock: Clock,
  ) {
    const { viewerRequestFunctionArn, viewerResponseFunctionArn } = behavior;
    const named = [viewerRequestFunctionArn, viewerResponseFunctionArn];
    const own = Object.entries(functions).filter(([arn]) => named.includes(arn));
    const edgeHeaders = describeEdgeHeaders(viaName, offersHttp3);
    this.edgeFunctions = new EdgeFunctions(Object.fromEntries(own), origins, clock);
    const invoke: EdgeFunctions["invoke"] = (...invocation) => this.invoke(...invocation);
    this.viewerFunctions = new ViewerFunctions({ invoke }, origins, viaName, edgeHeaders);
    this.presenter = new Presenter(clock, edgeHeaders, Math.random);
  }

  /** Compiles the functions. */
  load(): Promise<void> {
    return this.edgeFunctions.load();
  }

  /** Runs the function on a request, where there is one. */
  runOnRequest(request: ViewerRequest): Rehearsed {
    const { behavior } = this;
    const arn = behavior.viewerRequestFunctionArn;
    if (arn === undefined) {
      return { answer: undefined, request, behavior };
    }
    const verdict = this.viewerFunctions.onRequest(arn, makeExchange(request), behavior);
    return verdict.answer === undefined
      ? { answer: undefined, request: verdict.exchange.request, behavior: verdict.behavior }
      : { answer: describeResponse(verdict.answer) };
  }

  /**
   * Runs the function on what the viewer would get, where there is one.
   *
   * @returns what the viewer gets; `undefined`: no function ran
   */
  async runOnResponse(
    request: ViewerRequest,
    record: ResponseRecord,
  ): Promise<ExplainedResponse | undefined> {
    const { behavior } = this;
    const arn = behavior.viewerResponseFunctionArn;
    if (arn === undefined) {
      return undefined;
    }
    if (record.status >= 400) {
      this.noteError(arn); // CF-FN-02
      return undefined;
    }
    const exchange = makeExchange(request);
    const answer = { record, body: Readable.from([]), result: "Miss" as const };
    const response = this.presenter.present(exchange, behavior, answer);
    return describeResponse(
      await this.viewerFunctions.onResponse(arn, exchange, behavior, response),
    );
  }

  dispose(): void {
    this.edgeFunctions.dispose();
  }

  private invoke(...[arn, event, rawQuery]: Parameters<EdgeFunctions["invoke"]>) {
    const invoked = this.edgeFunctions.invoke(arn, event, rawQuery);
    this.explained.push(describeInvocation({ ...invoked, event }));
    return invoked;
  }

  private noteError(arn: string): void {
    this.explained.push({
      name: this.functions[arn]?.name ?? arn,
      eventType: "viewer-response",
      result: undefined,
      sentences: ["It doesn't run: the response is an error."],
    });
  }
}

/** An exchange that nobody waits for. */
function makeExchange(request: ViewerRequest): Exchange {
  const viewer = { over: () => new AbortController().signal, onEnd: () => undefined };
  return { request, viewer, body: undefined };
}

function describeResponse({ status, headers }: EdgeResponse): ExplainedResponse {
  return { status, headers: collectHeaders(listPairs(headers).flat()) };
}
