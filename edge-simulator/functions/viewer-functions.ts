import { STATUS_CODES } from "node:http";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Behavior, OriginTarget } from "../configuration/compiled-distribution";
import { localDistributionId } from "../control/control-server";
import type { Exchange } from "../exchange";
import type { ViewerRequest } from "../request/viewer-request";
import { resolveResult, stampHeaders, type EdgeResponse } from "../response/edge-response";
import { renderErrorPage } from "../response/error-page";
import { generateResponse } from "../response/generated-response";
import { applyRequest, listReturnedHeaders } from "./apply-result";
import { describeRequest, describeResponse, listPairs } from "./describe-event";
import type { EdgeFunctions } from "./edge-functions";
import type {
  EventRequest,
  EventResponse,
  FunctionEvent,
  FunctionEventType,
  ReturnedResponse,
} from "./function-event";
import type { FunctionResult } from "./function-runner";
import { applyOriginChoice } from "./origin-change";
import { isDisallowedHeader } from "./restricted-headers";

/** What a function on the viewer's request leaves to be served, or its own answer. */
type RequestVerdict =
  | { readonly answer: undefined; readonly exchange: Exchange; readonly behavior: Behavior }
  | { readonly answer: EdgeResponse };

// What says where the body ends is the edge's to write: it alone knows the body.
const framing = new Set(["content-length", "transfer-encoding"]);

type Failure = FunctionResult & { kind: "failure" };

/** Runs the functions of a behavior on its viewers' requests and responses (CF-FN). */
export class ViewerFunctions {
  /**
   * @param viaName the edge's name in `Via`
   * @param edgeHeaders what is the same in all responses: name, value, name, value …
   */
  constructor(
    private readonly functions: Pick<EdgeFunctions, "invoke">,
    private readonly origins: readonly OriginTarget[],
    private readonly viaName: string,
    private readonly edgeHeaders: readonly string[],
  ) {}

  /** Runs a function on a request (CF-FN-01), and applies what it returned. */
  onRequest(arn: string, exchange: Exchange, behavior: Behavior): RequestVerdict {
    const { request } = exchange;
    const given = describeRequest(request, behavior);
    const { name, result } = this.invoke(arn, exchange, "viewer-request", { request: given });
    switch (result.kind) {
      case "failure":
        return { answer: this.answerFailure(request, name, result) };
      case "response":
        return { answer: this.answerReturned(request, result.response) }; // CF-FN-05
      case "request": {
        const applied = applyRequest(request, given, result.request);
        // CF-FN-06, CF-RT-05: another path, but the same behavior.
        const origin =
          result.origin === undefined
            ? behavior.origin
            : applyOriginChoice(result.origin, behavior.origin, this.origins);
        return {
          answer: undefined,
          exchange: { ...exchange, request: applied },
          behavior: origin === behavior.origin ? behavior : { ...behavior, origin },
        };
      }
    }
  }

  /** Runs a function on a response that the viewer would get (CF-FN-01, CF-RHP-10). */
  async onResponse(
    arn: string,
    exchange: Exchange,
    behavior: Behavior,
    response: EdgeResponse,
  ): Promise<EdgeResponse> {
    const { request } = exchange;
    const description = STATUS_CODES[response.status] ?? "";
    const { name, result } = this.invoke(arn, exchange, "viewer-response", {
      request: describeRequest(request, behavior),
      response: describeResponse(response.status, description, response.headers),
    });
    if (result.kind === "response") {
      return this.replace(request, response, result.response);
    }
    await drain(response.body);
    if (result.kind === "failure") {
      return this.answerFailure(request, name, result);
    }
    throw new Error("A function on responses returns a response.");
  }

  private invoke(
    arn: string,
    { request, trace }: Exchange,
    eventType: FunctionEventType,
    messages: { request: EventRequest; response?: EventResponse },
  ): { name: string; result: FunctionResult } {
    const event: FunctionEvent = {
      version: "1.0",
      context: {
        distributionDomainName: this.viaName,
        distributionId: localDistributionId,
        eventType,
        requestId: request.requestId,
      },
      viewer: { ip: request.viewerAddress },
      ...messages,
    };
    const rawQuery = request.query === "" ? undefined : request.query;
    const { name, outcome } = this.functions.invoke(arn, event, rawQuery);
    const { result, logs, computeUtilization } = outcome;
    if (trace !== undefined) {
      const came = result.kind === "failure" ? `${result.type}: ${result.reason}` : result.kind;
      trace.addNote(
        `Function "${name}" on the ${eventType}: ${came} (compute utilization ${computeUtilization})`,
      );
      logs.forEach((line) => trace.addNote(`Function "${name}" logged: ${line}`));
    }
    return { name, result };
  }

  private answerReturned(request: ViewerRequest, returned: ReturnedResponse): EdgeResponse {
    const body = mayHaveBody(request, returned.statusCode) ? returned.body : undefined;
    const headers = writeNames(request, listReturnedHeaders(returned));
    const own = returned.headers["server"] === undefined ? ["server", "CloudFront"] : []; // CF-RSP-07
    const length = ["content-length", String(returned.body?.length ?? 0)];
    return {
      status: returned.statusCode,
      headers: this.stamp(
        [...headers, ...own, ...(returned.statusCode === 204 ? [] : length)],
        request,
        "FunctionGeneratedResponse", // CF-XC-06
      ),
      body,
      result: "FunctionGeneratedResponse",
    };
  }

  private async replace(
    request: ViewerRequest,
    response: EdgeResponse,
    returned: ReturnedResponse,
  ): Promise<EdgeResponse> {
    const { statusCode: status, body: ownBody } = returned;
    const result = resolveResult(status, response.result);
    const kept = listPairs(response.headers).flatMap(([name, value]) => {
      if (name === "x-cache") {
        return [name, `${result} from cloudfront`];
      }
      const isFraming = framing.has(name) && ownBody === undefined;
      const isKept = isDisallowedHeader(name) || name === "via" || isFraming;
      return isKept ? [name, value] : [];
    });
    const headers = writeNames(request, listReturnedHeaders(returned));
    if (ownBody === undefined) {
      return { status, headers: [...headers, ...kept], body: response.body, result };
    }
    await drain(response.body);
    const body = mayHaveBody(request, status) ? ownBody : undefined;
    const length = ["content-length", String(ownBody.length)];
    return { status, headers: [...headers, ...kept, ...length], body, result };
  }

  // CF-GW-04, CF-GW-05, CF-XC-08
  private answerFailure(request: ViewerRequest, name: string, failure: Failure): EdgeResponse {
    const { type, reason } = failure;
    const status = type === "FunctionValidationError" ? 502 : 503;
    const sentence = `The CloudFront function "${name}" failed (${type}): ${reason}.`;
    const page = renderErrorPage(status, escapeHtml(sentence), request.requestId);
    const stamp = { requestId: request.requestId, edgeHeaders: this.edgeHeaders };
    const response = generateResponse(
      status,
      type,
      { page, contentType: "text/html", headers: [] },
      stamp,
    );
    return request.method === "HEAD" ? { ...response, body: undefined } : response;
  }

  private stamp(
    headers: readonly string[],
    { requestId }: ViewerRequest,
    result: EdgeResponse["result"],
  ): string[] {
    const { edgeHeaders } = this;
    return stampHeaders(headers, { result, requestId, edgeHeaders, ageSeconds: 0 });
  }
}

/** Headers of a function's, with names as HTTP/1.1 viewers get them (CF-FN-14). */
function writeNames({ httpVersion }: ViewerRequest, headers: readonly string[]): string[] {
  const isHttp1 = httpVersion.startsWith("1.");
  return listPairs(headers).flatMap(([name, value]) => {
    if (framing.has(name) || name === "via") {
      return [];
    }
    const title = name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
    return [isHttp1 ? title : name, value];
  });
}

function mayHaveBody({ method }: ViewerRequest, status: number): boolean {
  return method !== "HEAD" && status !== 204 && status !== 304;
}

/** Reads to its end what no viewer gets: once the viewer has an answer, the origin's is given up. */
async function drain(body: Buffer | Readable | undefined): Promise<void> {
  if (body instanceof Readable) {
    await finished(body.resume()).catch(() => undefined);
  }
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
