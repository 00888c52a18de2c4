import type { Readable } from "node:stream";
import { isConditional, isNotModified } from "../cache/conditional";
import type { CacheAnswer } from "../cache/cache-answer";
import type { ResponseRecord } from "../cache/stored-response";
import type { Clock } from "../clock";
import type { Behavior } from "../configuration/compiled-distribution";
import type { Exchange } from "../exchange";
import { pairHeaders, type HeaderFields } from "../header-fields";
import type { Refusal } from "../request/refusal";
import type { ViewerRequest } from "../request/viewer-request";
import { applyCors } from "./cors";
import {
  flattenHeaders,
  resolveResult,
  stampHeaders,
  type EdgeResponse,
  type ResultType,
} from "./edge-response";
import { renderErrorDocument, renderErrorPage, renderRedirectPage } from "./error-page";
import { generateResponse, type PageContent } from "./generated-response";
import { applyResponseHeadersPolicy } from "./response-headers-policy";
import { addServerTiming, wantsServerTiming } from "./server-timing";

// CF-CER-08: by the error's own status; with the others, the connection stays.
const closingErrors = new Set([400, 405, 414, 416, 500, 501]);

/** Writes what viewers get. */
export class Presenter {
  /** @param edgeHeaders what is the same in all responses: name, value, name, value … */
  constructor(
    private readonly clock: Clock,
    private readonly edgeHeaders: readonly string[],
    private readonly random: () => number,
  ) {}

  /** Notes when an exchange began whose response is to tell how long it took (CF-RHP-09). */
  startTiming(exchange: Exchange, { responseHeadersPolicy }: Behavior): Exchange {
    const percent = responseHeadersPolicy?.serverTimingPercent;
    return percent !== undefined && wantsServerTiming(exchange.request, percent, this.random)
      ? { ...exchange, timedSinceMs: this.clock.now() }
      : exchange;
  }

  /** What a viewer gets of what cache or origin had. */
  present(exchange: Exchange, behavior: Behavior, answer: CacheAnswer): EdgeResponse {
    const { request } = exchange;
    const { record, body } = answer;
    if (record.errorSentence !== undefined) {
      return this.presentFailure(exchange, behavior, answer, record.errorSentence);
    }
    const result = resolveResult(record.status, answer.result);
    // Not by `result`: an error may come from the cache or from the origin (CF-RSP-06).
    const ageSeconds = answer.result === "Hit" ? this.measureAge(record) : 0;
    const headers = this.writeHeaders(exchange, behavior, answer);
    const mayBeNotModified = isConditional(request.headers) && Buffer.isBuffer(body);
    if (mayBeNotModified && isNotModified(request.headers, record, this.clock.now())) {
      const stamped = this.stamp(withoutBodyHeaders(headers), request, result, ageSeconds);
      return { status: 304, headers: stamped, body: undefined, result };
    }
    return {
      status: record.status,
      headers: this.stamp(headers, request, result, ageSeconds),
      body: selectBody(request, body),
      result,
    };
  }

  /**
   * What a viewer gets for an error for which a page stands: the page under the status configured
   * for it, or, where the page can't be had, what came in its place (CF-CER-05).
   */
  presentErrorPage(
    exchange: Exchange,
    behavior: Behavior,
    answer: CacheAnswer,
    { errorStatus, pageStatus }: { errorStatus: number; pageStatus: number },
  ): EdgeResponse {
    const { request } = exchange;
    const { record, body, result } = answer;
    if (record.errorSentence !== undefined) {
      return this.presentFailure(exchange, behavior, answer, record.errorSentence);
    }
    const isFound = record.status >= 200 && record.status < 300;
    // The policy of the behavior that the viewer's request matched, not of the page's (CF-RHP-01).
    const applied = flattenHeaders(applyPolicy(record.headers, behavior, request));
    const headers = this.addTiming(applied, exchange, answer);
    const connection = isFound && closingErrors.has(errorStatus) ? ["connection", "close"] : [];
    const ageSeconds = result === "Hit" ? this.measureAge(record) : 0;
    return {
      status: isFound ? pageStatus : record.status,
      headers: this.stamp([...headers, ...connection], request, "Error", ageSeconds), // CF-XC-04
      body: selectBody(request, body),
      result: "Error",
    };
  }

  /** What a viewer gets whose request isn't served. */
  refuse(request: ViewerRequest, refusal: Refusal): EdgeResponse {
    if (refusal.kind === "error") {
      const { status, sentence, code } = refusal;
      const isDocument = code !== undefined;
      return this.generate(request, status, "Error", {
        page: isDocument
          ? renderErrorDocument(code, sentence)
          : renderErrorPage(status, sentence, request.requestId),
        contentType: isDocument ? "text/xml" : "text/html",
        headers: refusal.closesConnection ? ["connection", "close"] : [],
      });
    }
    return this.generate(request, refusal.status, "Redirect", {
      page: renderRedirectPage(refusal.status),
      contentType: "text/html",
      headers: ["location", refusal.location],
    });
  }

  private generate(
    request: ViewerRequest,
    status: number,
    result: "Error" | "Redirect",
    content: PageContent,
  ): EdgeResponse {
    const { requestId } = request;
    const { edgeHeaders } = this;
    const response = generateResponse(status, result, content, { requestId, edgeHeaders });
    return request.method === "HEAD" ? { ...response, body: undefined } : response;
  }

  private presentFailure(
    exchange: Exchange,
    behavior: Behavior,
    answer: CacheAnswer,
    sentence: string,
  ): EdgeResponse {
    const { request } = exchange;
    const { record } = answer;
    const page = renderErrorPage(record.status, sentence, request.requestId);
    const headers = this.writeHeaders(exchange, behavior, answer);
    const length = ["content-length", String(page.length)];
    return {
      status: record.status,
      headers: this.stamp([...headers, ...length], request, "Error", 0),
      body: request.method === "HEAD" ? undefined : page,
      result: "Error",
    };
  }

  private measureAge({ fetchedAtMs }: ResponseRecord): number {
    return Math.floor((this.clock.now() - fetchedAtMs) / 1000);
  }

  private writeHeaders(
    exchange: Exchange,
    behavior: Behavior,
    answer: CacheAnswer,
  ): readonly string[] {
    const { request } = exchange;
    const { record } = answer;
    const { responseHeadersPolicy } = behavior;
    // CORS headers depend on the request; all others were written when the response came.
    const headers =
      responseHeadersPolicy?.cors === undefined || request.headers.origin === undefined
        ? record.viewerHeaders
        : flattenHeaders(applyPolicy(record.headers, behavior, request));
    return this.addTiming(headers, exchange, answer);
  }

  private addTiming(
    headers: readonly string[],
    { request, timedSinceMs }: Exchange,
    { record, result }: CacheAnswer,
  ): readonly string[] {
    if (timedSinceMs === undefined) {
      return headers;
    }
    const hasAsked = result !== "Hit" && record.errorSentence === undefined;
    return addServerTiming(headers, {
      result,
      requestId: request.requestId,
      upstreamFirstByteMs: hasAsked ? record.fetchedAtMs - timedSinceMs : undefined,
      downstreamFirstByteMs: this.clock.now() - timedSinceMs,
    });
  }

  private stamp(
    headers: readonly string[],
    { requestId }: ViewerRequest,
    result: ResultType,
    ageSeconds: number,
  ): string[] {
    const { edgeHeaders } = this;
    return stampHeaders(headers, { result, requestId, edgeHeaders, ageSeconds });
  }
}

function applyPolicy(
  headers: HeaderFields,
  { responseHeadersPolicy }: Behavior,
  request: ViewerRequest,
): HeaderFields {
  const applied = applyResponseHeadersPolicy(headers, responseHeadersPolicy);
  const cors = responseHeadersPolicy?.cors;
  return cors === undefined ? applied : applyCors(applied, cors, request);
}

function selectBody(
  request: ViewerRequest,
  body: Buffer | Readable,
): Buffer | Readable | undefined {
  if (request.method !== "HEAD") {
    return body;
  }
  // Nobody reads it, and it has to end for the response to be kept.
  if (!Buffer.isBuffer(body)) {
    body.on("error", () => undefined).resume();
  }
  return undefined;
}

function withoutBodyHeaders(headers: readonly string[]): string[] {
  return pairHeaders(headers)
    .filter(([name]) => !/^content-(length|type|encoding|range)$/.test(name))
    .flat();
}
