import type { Clock } from "../clock";
import type { Behavior } from "../configuration/compiled-distribution";
import { discardBody } from "../origin/discard-body";
import type { OriginClient } from "../origin/origin-client";
import type { OriginResponse } from "../origin/origin-connection";
import { answerFailure, OriginFailure, type OriginFailureKind } from "../origin/origin-failure";
import type { ViewerRequest } from "../request/viewer-request";
import { chooseEncoding, compressResponse } from "../response/compression";
import type { Trace } from "../trace/trace";
import { BodyBudget } from "./body-budget";
import type { CacheAnswer } from "./cache-answer";
import type { CacheStore } from "./cache-store";
import { withoutConditions } from "./conditional";
import type { Fill } from "./fill";
import type { Fills } from "./fills";
import { decideKeeping, isKeptFresh, limitBody, maxCacheableBytes } from "./keeping";
import type { Found } from "./lookup";
import { keepPart, keepWhole } from "./parts";
import {
  addBody,
  confirms,
  describeFailure,
  describeResponses,
  holdBack,
  readBodyLength,
  refresh,
} from "./responses";
import { SharedBody } from "./shared-body";
import type { StoredResponse } from "./stored-response";
import type { TtlDecision } from "./ttl";

// CF-STALE-08 is about these alone: an origin that answers badly or late has been reached.
const unreachable: ReadonlySet<OriginFailureKind> = new Set(["dns", "connect", "connect-timeout"]);

/** One request to the origin and what it is for. */
export interface Fetch {
  readonly request: ViewerRequest;
  readonly behavior: Behavior;
  /** Where a response is kept that isn't a part. */
  readonly key: string;
  /** The stale response that it is to confirm or replace. */
  readonly stale: Found | undefined;
  /** Whether other viewers may wait for its response (CF-COL-01). */
  readonly isShared: boolean;
  readonly fill: Fill;
  /** Of the viewer that asks; `undefined`: nobody watches, or nobody waits. */
  readonly trace: Trace | undefined;
}

/**
 * Asks origins for what isn't in the cache, keeps what they answer, and answers from what has
 * expired when they confirm it or fail (CF-REV, CF-STALE, CF-STO).
 */
export class Fetcher {
  private readonly budget: BodyBudget;

  constructor(
    private readonly store: CacheStore,
    private readonly origins: OriginClient,
    private readonly clock: Clock,
    private readonly fills: Fills,
  ) {
    this.budget = new BodyBudget(store.maxBodyBytes);
  }

  /** Asks, and ends the fill when all is through. */
  async ask(fetch: Fetch): Promise<CacheAnswer> {
    const { request, behavior, stale, fill, trace } = fetch;
    const revalidation = stale?.response.revalidation;
    let isOver = true;
    try {
      const response = await this.origins.ask(request, behavior, {
        headers: revalidation ?? {},
        body: undefined,
        signal: fill.signal,
        maxBodyBytes: maxCacheableBytes,
        trace,
      });
      if (response.status === 304 && revalidation !== undefined && stale !== undefined) {
        if (confirms(response, stale.response)) {
          return this.confirm(fetch, stale, response);
        }
        isOver = false;
        return this.askAnew(fetch, stale, response);
      }
      if (response.status >= 500 && stale && this.mayAnswerError(stale.response)) {
        discardBody(response.body);
        return this.answerStale(fetch, stale, response.status);
      }
      isOver = false;
      return this.stream(fetch, response);
    } catch (error) {
      if (!(error instanceof OriginFailure)) {
        throw error;
      }
      return this.answerFailure(fetch, error);
    } finally {
      if (isOver) {
        this.fills.end(fill);
      }
    }
  }

  // CF-REV-02
  private confirm(fetch: Fetch, stale: Found, response: OriginResponse): CacheAnswer {
    discardBody(response.body);
    const refreshed = refresh(stale.response, response.headers, fetch.behavior, this.clock.now());
    if (mayKeep(fetch.fill, refreshed.decision)) {
      this.store.set(stale.key, refreshed.response);
    }
    return { record: refreshed.response, body: refreshed.response.body, result: "RefreshHit" };
  }

  /** A 304 that is about another object than the stored one: neither it nor that can be used. */
  private askAnew(fetch: Fetch, stale: Found, response: OriginResponse): Promise<CacheAnswer> {
    discardBody(response.body);
    if (this.store.get(stale.key) === stale.response) {
      this.store.delete(stale.key);
    }
    const { request } = fetch;
    const unconditional = { ...request, headers: withoutConditions(request.headers) };
    return this.ask({ ...fetch, request: unconditional, stale: undefined });
  }

  private mayAnswerError(stale: StoredResponse, kind?: OriginFailureKind): boolean {
    const isUnreachable = kind !== undefined && unreachable.has(kind);
    if (stale.isForOutage && !isUnreachable) {
      return false;
    } // CF-STALE-08
    return this.clock.now() < stale.staleIfErrorUntilMs;
  }

  // CF-STALE-05. CF-STALE-10: what a stale response counts as isn't documented; here, a Hit.
  private answerStale(fetch: Fetch, stale: Found, status: number): CacheAnswer {
    const { behavior, fill, trace } = fetch;
    const { key, response } = stale;
    trace?.setLookup("stale-if-error");
    if (!response.isForOutage && fill.mayStore && this.store.get(key) === response) {
      this.store.set(key, holdBack(response, status, behavior, this.clock.now()));
    }
    return { record: response, body: response.body, result: "Hit" };
  }

  private answerFailure(fetch: Fetch, { kind }: OriginFailure): CacheAnswer {
    const { behavior, stale } = fetch;
    const { status, sentence } = answerFailure(kind);
    // Viewers who leave say nothing about the origin, and nobody waits for an answer.
    const hasFailed = kind !== "aborted";
    if (hasFailed && stale !== undefined && this.mayAnswerError(stale.response, kind)) {
      return this.answerStale(fetch, stale, status);
    }
    const nowMs = this.clock.now();
    const { response, decision } = describeFailure(status, sentence, behavior, nowMs);
    if (hasFailed) {
      this.keep(fetch, response, decision);
    } // CF-ERR-09
    return { record: response, body: response.body, result: "Miss" };
  }

  private stream(fetch: Fetch, received: OriginResponse): CacheAnswer {
    const { request, behavior, isShared, fill } = fetch;
    const nowMs = this.clock.now();
    const decision = decideKeeping(fetch, received, nowMs);
    const response = compress(fetch, received, decision);
    const described = describeResponses(response, decision, behavior, nowMs, received);
    const { forViewer, forOthers } = described;
    const expectedBytes = readBodyLength(request.method, response);
    const body = new SharedBody(response.body, {
      expectedBytes,
      retainBytes: limitBody(decision, expectedBytes, this.store.maxBodyBytes),
      budget: this.budget,
      onEnd: (whole) => {
        if (whole !== undefined) {
          this.keep(fetch, addBody(forOthers, whole, behavior, request.method), decision);
        }
        this.fills.end(fill);
      },
    });
    // CF-COL-04: what isn't fresh for anyone else isn't handed to those who wait.
    const isForOthers = isShared && isKeptFresh(decision);
    if (!isForOthers) {
      this.fills.stopSharing(fill);
    }
    fill.announce(isForOthers ? { record: forOthers, body } : undefined);
    return { record: forViewer, body: body.read(), result: "Miss" };
  }

  private keep(
    { fill, key, behavior }: Fetch,
    response: StoredResponse,
    decision: TtlDecision,
  ): void {
    if (!mayKeep(fill, decision)) {
      return;
    }
    if (response.status === 206) {
      keepPart(this.store, key, response, behavior, this.clock.now());
    } else {
      keepWhole(this.store, key, response);
    }
  }
}

function mayKeep(fill: Fill, decision: TtlDecision): boolean {
  return fill.mayStore && decision.keep !== "no";
}

// CF-CMP-03, AMB-10: what isn't kept to be served isn't compressed.
function compress(
  { request, behavior }: Fetch,
  response: OriginResponse,
  decision: TtlDecision,
): OriginResponse {
  const encoding = isKeptFresh(decision) ? chooseEncoding(request, behavior, response) : undefined;
  return encoding === undefined ? response : compressResponse(response, encoding);
}
