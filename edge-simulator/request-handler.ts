import type { Readable } from "node:stream";
import { bypassesCache, isNotModified } from "./cache/conditional";
import type { CacheAnswer, EdgeCache } from "./cache/edge-cache";
import { describeFailure, describeResponses } from "./cache/responses";
import type { ResponseRecord } from "./cache/stored-response";
import { decideTtl, isCachingDisabled } from "./cache/ttl";
import type { Clock } from "./clock";
import type { Behavior, CompiledDistribution } from "./configuration/compiled-distribution";
import type { Exchange } from "./exchange";
import type { OriginClient } from "./origin/origin-client";
import { answerFailure, OriginFailure } from "./origin/origin-failure";
import { findRefusal, type Refusal } from "./request/check-request";
import { matchBehavior, resolveRootPath } from "./request/match-behavior";
import { hasBody, isReadMethod, type ViewerRequest } from "./request/viewer-request";
import { applyCors } from "./response/cors";
import {
  flattenHeaders,
  resolveResult,
  stampHeaders,
  type EdgeResponse,
  type ResultType,
} from "./response/edge-response";
import { renderErrorPage, renderRedirectPage } from "./response/error-page";
import { generateResponse } from "./response/generated-response";
import { applyResponseHeadersPolicy } from "./response/response-headers-policy";

/** Answers viewers' requests in the order in which CloudFront looks at them. */
export class RequestHandler {
  /** @param viaName the edge's name in `Via` */
  constructor(
    private readonly distribution: CompiledDistribution,
    private readonly cache: EdgeCache,
    private readonly origins: OriginClient,
    private readonly clock: Clock,
    private readonly viaName: string,
  ) {}

  async answer(viewerExchange: Exchange): Promise<EdgeResponse> {
    const exchange = this.resolveRoot(viewerExchange); // AMB-19: before the behavior is matched
    const { request } = exchange;
    const behavior = matchBehavior(this.distribution, request.path);
    const refusal = findRefusal(viewerExchange.request, behavior);
    if (refusal !== undefined) {
      return this.refuse(request, refusal);
    }
    const answer = mayUseCache(request, behavior)
      ? await this.cache.serve(exchange, behavior)
      : await this.forward(exchange, behavior);
    return this.present(request, behavior, answer);
  }

  private resolveRoot(exchange: Exchange): Exchange {
    const { request } = exchange;
    const path = resolveRootPath(this.distribution, request.path);
    return path === request.path ? exchange : { ...exchange, request: { ...request, path } };
  }

  private refuse(request: ViewerRequest, refusal: Refusal): EdgeResponse {
    if (refusal.kind === "error") {
      return this.answerPage(request, refusal.status, "Error", {
        page: renderErrorPage(refusal.status, refusal.sentence, request.requestId),
        headers: refusal.closesConnection ? ["connection", "close"] : [],
      });
    }
    return this.answerPage(request, refusal.status, "Redirect", {
      page: renderRedirectPage(refusal.status),
      headers: ["location", refusal.location],
    });
  }

  private answerPage(
    request: ViewerRequest,
    status: number,
    result: "Error" | "Redirect",
    content: { page: Buffer; headers: readonly string[] },
  ): EdgeResponse {
    const { requestId } = request;
    const { viaName } = this;
    const response = generateResponse(status, result, content, { requestId, viaName });
    return request.method === "HEAD" ? { ...response, body: undefined } : response;
  }

  /** Past the cache: the origin's response is the viewer's alone. */
  private async forward(exchange: Exchange, behavior: Behavior): Promise<CacheAnswer> {
    const { request, body } = exchange;
    try {
      const signal = exchange.over();
      const response = await this.origins.ask(request, behavior, { headers: {}, body, signal });
      const nowMs = this.clock.now();
      const decision = decideTtl({ ...response, ...behavior, nowMs });
      const { forViewer } = describeResponses(response, decision, behavior, nowMs);
      return { record: forViewer, body: response.body, result: "Miss" };
    } catch (error) {
      if (!(error instanceof OriginFailure)) {
        throw error;
      }
      const { status, sentence } = answerFailure(error.kind);
      const { response } = describeFailure(status, sentence, behavior, this.clock.now());
      return { record: response, body: response.body, result: "Miss" };
    }
  }

  private present(request: ViewerRequest, behavior: Behavior, answer: CacheAnswer): EdgeResponse {
    const { record, body } = answer;
    if (record.errorSentence !== undefined) {
      return this.presentFailure(request, behavior, record, record.errorSentence);
    }
    const result = resolveResult(record.status, answer.result);
    // Not by `result`: an error may come from the cache or from the origin (CF-RSP-06).
    const ageSeconds =
      answer.result === "Hit" ? Math.floor((this.clock.now() - record.fetchedAtMs) / 1000) : 0;
    const headers = this.writeHeaders(request, behavior, record);
    if (Buffer.isBuffer(body) && isNotModified(request.headers, record)) {
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

  private presentFailure(
    request: ViewerRequest,
    behavior: Behavior,
    record: ResponseRecord,
    sentence: string,
  ): EdgeResponse {
    const page = renderErrorPage(record.status, sentence, request.requestId);
    const headers = this.writeHeaders(request, behavior, record);
    const length = ["content-length", String(page.length)];
    return {
      status: record.status,
      headers: this.stamp([...headers, ...length], request, "Error", 0),
      body: request.method === "HEAD" ? undefined : page,
      result: "Error",
    };
  }

  private writeHeaders(
    request: ViewerRequest,
    { responseHeadersPolicy }: Behavior,
    record: ResponseRecord,
  ): readonly string[] {
    // CORS headers depend on the request; all others were written when the response came.
    if (responseHeadersPolicy?.cors === undefined || request.headers.origin === undefined) {
      return record.viewerHeaders;
    }
    const headers = applyResponseHeadersPolicy(record.headers, responseHeadersPolicy);
    return flattenHeaders(applyCors(headers, responseHeadersPolicy.cors, request));
  }

  private stamp(
    headers: readonly string[],
    { requestId }: ViewerRequest,
    result: ResultType,
    ageSeconds: number,
  ): string[] {
    return stampHeaders(headers, { result, requestId, viaName: this.viaName, ageSeconds });
  }
}

// CF-MTH-04; a body isn't part of the key, so that a request with one is never answered by it.
function mayUseCache(request: ViewerRequest, { ttlBounds, cachesOptions }: Behavior): boolean {
  const isCachedMethod =
    isReadMethod(request.method) ||
    (cachesOptions && request.method === "OPTIONS" && !hasBody(request));
  return isCachedMethod && !isCachingDisabled(ttlBounds) && !bypassesCache(request.headers);
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
  const result: string[] = [];
  for (let index = 0; index < headers.length; index += 2) {
    const [name = "", value = ""] = headers.slice(index, index + 2);
    if (!/^content-(length|type|encoding)$/.test(name)) {
      result.push(name, value);
    }
  }
  return result;
}
