import type { CacheAnswer } from "./cache/cache-answer";
import type { EdgeCache } from "./cache/edge-cache";
import { mayUseCache } from "./cache/may-use-cache";
import { describeFailure, describeResponses } from "./cache/responses";
import { decideTtl, readErrorCachingMinTtlSeconds } from "./cache/ttl";
import type { Behavior } from "./configuration/compiled-distribution";
import { ErrorPages } from "./error-pages";
import type { Exchange } from "./exchange";
import type { ViewerFunctions } from "./functions/viewer-functions";
import type { OriginClient } from "./origin/origin-client";
import { answerFailure, OriginFailure } from "./origin/origin-failure";
import { findRefusal, type CheckingEdge } from "./request/check-request";
import type { Refusal } from "./request/refusal";
import { matchBehavior, resolveRootPath } from "./request/match-behavior";
import { withoutSignature } from "./request/request-signature";
import type { EdgeResponse } from "./response/edge-response";
import type { Presenter } from "./response/presenter";

/** What requests are answered with. */
export interface HandlerParts extends CheckingEdge {
  readonly cache: EdgeCache;
  readonly origins: OriginClient;
  readonly functions: ViewerFunctions;
  readonly presenter: Presenter;
}

/** Answers viewers' requests in the order in which CloudFront looks at them. */
export class RequestHandler {
  private readonly errorPages: ErrorPages;

  constructor(private readonly parts: HandlerParts) {
    const { distribution, presenter } = parts;
    this.errorPages = new ErrorPages(distribution, presenter, (exchange, behavior) =>
      this.fetch(exchange, behavior),
    );
  }

  /** Waits for nothing, and gives no promise, where no origin is asked. */
  answer(viewerExchange: Exchange): EdgeResponse | Promise<EdgeResponse> {
    let exchange = this.resolveRoot(viewerExchange); // AMB-19: before the behavior is matched
    let behavior = matchBehavior(this.parts.distribution, exchange.request.path);
    const { trace } = exchange;
    trace?.setBehavior(behavior);
    const refusal = findRefusal(viewerExchange.request, behavior, this.parts);
    if (refusal !== undefined) {
      trace?.setRefusal(refusal);
      trace?.addNote(refusal.reason);
      return this.refuse(exchange, behavior, refusal); // CF-VPP-05: no function runs
    }
    exchange = this.parts.presenter.startTiming(exchange, behavior);
    if (behavior.trustedKeys !== undefined) {
      exchange = stripSignature(exchange);
    }
    const { viewerRequestFunctionArn } = behavior;
    if (viewerRequestFunctionArn !== undefined) {
      const verdict = this.parts.functions.onRequest(viewerRequestFunctionArn, exchange, behavior);
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
    const response = this.parts.presenter.present(exchange, behavior, answer);
    return viewerResponseFunctionArn === undefined
      ? response
      : this.parts.functions.onResponse(viewerResponseFunctionArn, exchange, behavior, response);
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
    return page ?? this.parts.presenter.refuse(exchange.request, refusal);
  }

  private async answerError(
    exchange: Exchange,
    behavior: Behavior,
    answer: CacheAnswer,
  ): Promise<EdgeResponse> {
    const { status, fetchedAtMs, freshUntilMs } = answer.record;
    const error = { status, ttlSeconds: (freshUntilMs - fetchedAtMs) / 1000 };
    const page = await this.errorPages.replace(exchange, behavior, error);
    return page ?? this.parts.presenter.present(exchange, behavior, answer);
  }

  private fetch(exchange: Exchange, behavior: Behavior): CacheAnswer | Promise<CacheAnswer> {
    return mayUseCache(exchange.request, behavior)
      ? this.parts.cache.serve(exchange, behavior)
      : this.forward(exchange, behavior);
  }

  private resolveRoot(exchange: Exchange): Exchange {
    const { request } = exchange;
    const path = resolveRootPath(this.parts.distribution, request.path);
    return path === request.path ? exchange : { ...exchange, request: { ...request, path } };
  }

  /** Past the cache: the origin's response is the viewer's alone. */
  private async forward(exchange: Exchange, behavior: Behavior): Promise<CacheAnswer> {
    const { request, body, trace } = exchange;
    trace?.setLookup("bypassed");
    try {
      const question = { headers: {}, body, signal: exchange.viewer.over(), trace };
      const response = await this.parts.origins.ask(request, behavior, question);
      const nowMs = this.parts.clock.now();
      const decision = decideTtl({ ...response, ...behavior, nowMs });
      const { forViewer } = describeResponses(response, decision, behavior, nowMs);
      return { record: forViewer, body: response.body, result: "Miss" };
    } catch (error) {
      if (!(error instanceof OriginFailure)) {
        throw error;
      }
      const { status, sentence } = answerFailure(error.kind);
      const { response } = describeFailure(status, sentence, behavior, this.parts.clock.now());
      return { record: response, body: response.body, result: "Miss" };
    }
  }
}

function stripSignature(exchange: Exchange): Exchange {
  return { ...exchange, request: withoutSignature(exchange.request) };
}
