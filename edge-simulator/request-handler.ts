import { bypassesCache } from "./cache/conditional";
import type { CacheAnswer, EdgeCache } from "./cache/edge-cache";
import { describeFailure, describeResponses } from "./cache/responses";
import { decideTtl, isCachingDisabled } from "./cache/ttl";
import type { Clock } from "./clock";
import type { Behavior, CompiledDistribution } from "./configuration/compiled-distribution";
import type { Exchange } from "./exchange";
import type { ViewerFunctions } from "./functions/viewer-functions";
import type { OriginClient } from "./origin/origin-client";
import { answerFailure, OriginFailure } from "./origin/origin-failure";
import { findRefusal, type CheckingEdge } from "./request/check-request";
import { matchBehavior, resolveRootPath } from "./request/match-behavior";
import { withoutSignature } from "./request/request-signature";
import { hasBody, isReadMethod, type ViewerRequest } from "./request/viewer-request";
import type { EdgeResponse } from "./response/edge-response";
import type { Presenter } from "./response/presenter";

/** Answers viewers' requests in the order in which CloudFront looks at them. */
export class RequestHandler {
  private readonly checkingEdge: CheckingEdge;

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
      return this.presenter.refuse(exchange.request, refusal); // CF-VPP-05: no function runs
    }
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
    return this.serve(exchange, behavior);
  }

  private serve(exchange: Exchange, behavior: Behavior): EdgeResponse | Promise<EdgeResponse> {
    const answer = mayUseCache(exchange.request, behavior)
      ? this.cache.serve(exchange, behavior)
      : this.forward(exchange, behavior);
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
    const response = this.presenter.present(exchange.request, behavior, answer);
    const isError = answer.record.status >= 400; // CF-FN-02, CF-FN-08
    return viewerResponseFunctionArn === undefined || isError
      ? response
      : this.functions.onResponse(viewerResponseFunctionArn, exchange, behavior, response);
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
      const question = { headers: {}, body, signal: exchange.over(), trace };
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
