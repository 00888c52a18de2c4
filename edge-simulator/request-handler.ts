import type { CacheAnswer } from "./cache/cache-answer";
import { bypassesCache } from "./cache/conditional";
import type { EdgeCache } from "./cache/edge-cache";
import { describeFailure, describeResponses } from "./cache/responses";
import { decideTtl, isCachingDisabled, readErrorCachingMinTtlSeconds } from "./cache/ttl";
import type { Clock } from "./clock";
import type { Behavior, CompiledDistribution } from "./configuration/compiled-distribution";
import { ErrorPages } from "./error-pages";
import type { Exchange } from "./exchange";
import type { ViewerFunctions } from "./functions/viewer-functions";
import type { OriginClient } from "./origin/origin-client";
import { answerFailure, OriginFailure } from "./origin/origin-failure";
import { findRefusal, type CheckingEdge } from "./request/check-request";
import type { Refusal } from "./request/refusal";
import { matchBehavior, resolveRootPath } from "./request/match-behavior";
import { withoutSignature } from "./request/request-signature";
import { hasBody, isReadMethod, type ViewerRequest } from "./request/viewer-request";
import type { EdgeResponse } from "./response/edge-response";
import type { Presenter } from "./response/presenter";

/** Answers viewers' requests in the order in which CloudFront looks at them. */
export class RequestHandler {
  private readonly checkingEdge: CheckingEdge;
  private readonly errorPages: ErrorPages;

  /** @param viaName the edge's name in `Via` */
  constructor(
    private readonly distribution: CompiledDistribution,
    private readonly cache: EdgeCache,
    private readonly origins: OriginClient,
    private readonly functions: ViewerFunctions,
    private readonly presenter: Presenter,
    private readonly clock: Clock,
    viaName: string,
  ) {
    this.checkingEdge = { distribution, viaName, clock };
    this.errorPages = new ErrorPages(distribution, presenter, (exchange, behavior) =>
      this.fetch(exchange, behavior),
    );
  }

  /** Waits for nothing, and gives no promise, where no origin is asked. */
  answer(viewerExchange: Exchange): EdgeResponse | Promise<EdgeResponse> {
    let exchange = this.resolveRoot(viewerExchange); // AMB-19: before the behavior is matched
    let behavior = matchBehavior(this.distribution, exchange.request.path);
    const { trace } = exchange;
    trace?.setBehavior(behavior);
    const refusal = findRefusal(viewerExchange.request, behavior, this.checkingEdge);
    if (refusal !== undefined) {
      trace?.setRefusal(refusal);
      trace?.addNote(refusal.reason);
      return this.refuse(exchange, behavior, refusal); // CF-VPP-05: no function runs
    }
    exchange = this.presenter.startTiming(exchange, behavior);
    if (behavior.trustedKeys !== undefined) {
      exchange = stripSignature(exchange);
    }
    const { viewerRequestFunctionArn } = behavior;
    if (viewerRequestFunctionArn !== undefined) {
      const verdict = this.functions.onRequest(viewerRequestFunctionArn, exchange, behavior);
      if (verdict.answer !== undefined) {
        return verdict.answer;
      }
      ({ exchange, behavior } = verdict);
    }
    const answer = this.fetch(exchange, behavior);
    return answer instanceof Promise
      ? answer.then((later) => this.present(exchange, behavior, later))
      : this.present(exchange, behavior, answer);
  }

  private present(
    exchange: Exchange,
    behavior: Behavior,
    answer: CacheAnswer,
  ): EdgeResponse | Promise<EdgeResponse> {
    const { viewerResponseFunctionArn } = behavior;
    const { trace } = exchange;
    trace?.setServed(answer.record);
    if (answer.record.status >= 400) {
      return this.answerError(exchange, behavior, answer); // CF-FN-02, CF-FN-08: no function runs
    }
    const response = this.presenter.present(exchange, behavior, answer);
    return viewerResponseFunctionArn === undefined
      ? response
      : this.functions.onResponse(viewerResponseFunctionArn, exchange, behavior, response);
  }

  private async refuse(
    exchange: Exchange,
    behavior: Behavior,
    refusal: Refusal,
  ): Promise<EdgeResponse> {
    const { status } = refusal;
    const ttls = behavior.errorCachingMinTtlSeconds;
    const error = { status, ttlSeconds: readErrorCachingMinTtlSeconds(ttls, status) };
    const page = await this.errorPages.replace(exchange, behavior, error);
    return page ?? this.presenter.refuse(exchange.request, refusal);
  }

  private async answerError(
    exchange: Exchange,
    behavior: Behavior,
    answer: CacheAnswer,
  ): Promise<EdgeResponse> {
    const { status, fetchedAtMs, freshUntilMs } = answer.record;
    const error = { status, ttlSeconds: (freshUntilMs - fetchedAtMs) / 1000 };
    const page = await this.errorPages.replace(exchange, behavior, error);
    return page ?? this.presenter.present(exchange, behavior, answer);
  }

  private fetch(exchange: Exchange, behavior: Behavior): CacheAnswer | Promise<CacheAnswer> {
    return mayUseCache(exchange.request, behavior)
      ? this.cache.serve(exchange, behavior)
      : this.forward(exchange, behavior);
  }

  private resolveRoot(exchange: Exchange): Exchange {
    const { request } = exchange;
    const path = resolveRootPath(this.distribution, request.path);
    return path === request.path ? exchange : { ...exchange, request: { ...request, path } };
  }

  /** Past the cache: the origin's response is the viewer's alone. */
  private async forward(exchange: Exchange, behavior: Behavior): Promise<CacheAnswer> {
    const { request, body, trace } = exchange;
    trace?.setLookup("bypassed");
    try {
      const question = { headers: {}, body, signal: exchange.viewer.over(), trace };
      const response = await this.origins.ask(request, behavior, question);
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
}

// CF-MTH-04; a body isn't part of the key, so that a request with one is never answered by it.
export function mayUseCache(
  request: ViewerRequest,
  { ttlBounds, cachesOptions }: Behavior,
): boolean {
  const isCachedMethod =
    isReadMethod(request.method) ||
    (cachesOptions && request.method === "OPTIONS" && !hasBody(request));
  return isCachedMethod && !isCachingDisabled(ttlBounds) && !bypassesCache(request.headers);
}

function stripSignature(exchange: Exchange): Exchange {
  return { ...exchange, request: withoutSignature(exchange.request) };
}
