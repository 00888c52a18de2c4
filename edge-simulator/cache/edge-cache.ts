import { setMaxListeners } from "node:events";
import type { Readable } from "node:stream";
import type { Clock } from "../clock";
import type { Behavior } from "../configuration/compiled-distribution";
import type { Exchange } from "../exchange";
import type { OriginClient } from "../origin/origin-client";
import type { OriginResponse } from "../origin/origin-connection";
import { answerFailure, OriginFailure, type OriginFailureKind } from "../origin/origin-failure";
import { computeCacheKey, makeHeadOnlyKey, methodOfCacheKey } from "../request/cache-key";
import type { ViewerRequest } from "../request/viewer-request";
import type { Trace } from "../trace/trace";
import type { CacheStore } from "./cache-store";
import { BodyBudget } from "./body-budget";
import { isConditional, withoutConditions } from "./conditional";
import type { Fill } from "./fill";
import { Fills } from "./fills";
import type { Invalidation } from "./invalidation";
import { decideKeeping, limitBody } from "./keeping";
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
import type { ResponseRecord, StoredResponse } from "./stored-response";
import type { TtlDecision } from "./ttl";

// CF-STALE-08 is about these alone: an origin that answers badly or late has been reached.
const unreachable: ReadonlySet<OriginFailureKind> = new Set(["dns", "connect", "connect-timeout"]);

/** What the cache has for a request. */
export interface CacheAnswer {
  readonly record: ResponseRecord;
  readonly body: Buffer | Readable;
  readonly result: "Hit" | "RefreshHit" | "Miss";
}

interface Found {
  readonly key: string;
  readonly response: StoredResponse;
}

/** One request to the origin and what it is for. */
interface Fetch {
  readonly request: ViewerRequest;
  readonly behavior: Behavior;
  /** The stale response that it is to confirm or replace. */
  readonly stale: Found | undefined;
  /** Whether other viewers may wait for its response (CF-COL-01). */
  readonly isShared: boolean;
  readonly fill: Fill;
  /** Of the viewer that asks; `undefined`: nobody watches, or nobody waits. */
  readonly trace: Trace | undefined;
}

/**
 * Answers requests from stored responses and, where there is none to be used, from the origin:
 * look-up, revalidation, stale responses, collapsing, storing (CF-TTL, CF-STALE, CF-REV, CF-COL).
 */
export class EdgeCache {
  private readonly fills = new Fills();
  private readonly budget: BodyBudget;

  /** @param disposed aborted when refreshing in the background has to end */
  constructor(
    private readonly store: CacheStore,
    private readonly origins: OriginClient,
    private readonly clock: Clock,
    private readonly disposed: AbortSignal,
  ) {
    this.budget = new BodyBudget(store.maxBodyBytes);
    setMaxListeners(0, disposed); // one for each refresh
  }

  /** Answers a request that may be answered from the cache: a hit without a promise. */
  serve(exchange: Exchange, behavior: Behavior): CacheAnswer | Promise<CacheAnswer> {
    const { request, trace } = exchange;
    const key = computeCacheKey(request, behavior);
    trace?.setCacheKey(key);
    const found = this.find(key, request);
    if (found !== undefined) {
      const hit = this.answerFromStore(found, exchange, behavior);
      if (hit !== undefined) {
        return hit;
      }
    }
    const fillKey = request.method === "HEAD" ? makeHeadOnlyKey(key) : key;
    const current = this.fills.findShared(fillKey);
    if (current === undefined) {
      return this.fetch(exchange, behavior, found, fillKey, true);
    }
    return this.join(current, exchange, behavior, key);
  }

  /** Waits for a response that is on its way to another viewer. */
  private async join(
    current: Fill,
    exchange: Exchange,
    behavior: Behavior,
    key: string,
  ): Promise<CacheAnswer> {
    const { request, trace } = exchange;
    const gone = exchange.over();
    current.join(gone);
    const shared = await current.shared;
    if (shared?.body.canBeJoined === true) {
      trace?.setLookup("collapsed");
      return { record: shared.record, body: shared.body.read(), result: "Hit" };
    }
    current.leave(gone);
    const stored = this.find(key, request);
    const hit = stored && this.answerFromStore(stored, exchange, behavior);
    return hit ?? this.fetch(exchange, behavior, stored, current.key, false); // CF-COL-04
  }

  /** Forgets what matches, also what is under way; returns how many objects were removed. */
  invalidate({ matchesUrl, matchesTags }: Invalidation): number {
    // How a response under way is tagged isn't known before it comes.
    this.fills.invalidate(matchesTags === undefined ? matchesUrl : () => true);
    const keys: string[] = [];
    for (const [key, { headers }] of this.store.entries()) {
      if (matchesUrl(key) || matchesTags?.(headers)) {
        keys.push(key);
      }
    }
    for (const key of keys) {
      this.store.delete(key);
    }
    return keys.length;
  }

  // CF-MTH-05: GET's response answers a HEAD; a response to HEAD answers no GET.
  private find(key: string, request: ViewerRequest): Found | undefined {
    const response = this.store.get(key);
    const main = response && { key, response };
    if (request.method !== "HEAD" || (response && this.isFresh(response))) {
      return main;
    }
    const headKey = makeHeadOnlyKey(key);
    const headResponse = this.store.get(headKey);
    const isBetter = headResponse && (main === undefined || this.isFresh(headResponse));
    return isBetter ? { key: headKey, response: headResponse } : main;
  }

  private isFresh(response: StoredResponse): boolean {
    const nowMs = this.clock.now();
    return nowMs < response.freshUntilMs || nowMs < response.retryOriginAtMs;
  }

  private answerFromStore(
    found: Found,
    { request, trace }: Exchange,
    behavior: Behavior,
  ): CacheAnswer | undefined {
    const { response } = found;
    if (this.isFresh(response)) {
      trace?.setLookup("fresh");
    } else {
      if (this.clock.now() >= response.staleWhileRevalidateUntilMs) {
        return undefined;
      }
      trace?.setLookup("stale-while-revalidate");
      this.refreshInBackground(found, request, behavior);
    }
    return { record: response, body: response.body, result: "Hit" };
  }

  // CF-STALE-01
  private refreshInBackground(stale: Found, request: ViewerRequest, behavior: Behavior): void {
    if (this.fills.findShared(stale.key) !== undefined) {
      return;
    }
    const fill = this.fills.start(stale.key, true, this.disposed);
    // What comes is for the cache: whole, whatever this viewer asks for or has already.
    const method = methodOfCacheKey(stale.key);
    const asStored = { ...request, method, headers: withoutConditions(request.headers) };
    const fetch = { request: asStored, behavior, stale, isShared: true, fill, trace: undefined };
    this.ask(fetch).then(
      ({ body }) => {
        if (!Buffer.isBuffer(body)) {
          body.on("error", ignore).resume();
        }
      },
      // What went wrong is known to the store; the viewer has been answered.
      ignore,
    );
  }

  private fetch(
    exchange: Exchange,
    behavior: Behavior,
    stale: Found | undefined,
    fillKey: string,
    mayShare: boolean,
  ): Promise<CacheAnswer> {
    const { request, trace } = exchange;
    trace?.setLookup(stale === undefined ? "absent" : "expired");
    // The viewer's own conditions go to the origin (CF-REV-04), unless the edge has its own to
    // ask; what comes back for them isn't for others.
    const isViewersQuestion =
      stale?.response.revalidation === undefined && isConditional(request.headers);
    const isShared = mayShare && !isViewersQuestion;
    const fill = this.fills.start(fillKey, isShared, exchange.over());
    return this.ask({ request, behavior, stale, isShared: !isViewersQuestion, fill, trace });
  }

  private async ask(fetch: Fetch): Promise<CacheAnswer> {
    const { request, behavior, stale, fill, trace } = fetch;
    const revalidation = stale?.response.revalidation;
    let isOver = true;
    try {
      const response = await this.origins.ask(request, behavior, {
        headers: revalidation ?? {},
        body: undefined,
        signal: fill.signal,
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
        discard(response.body);
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
    discard(response.body);
    const refreshed = refresh(stale.response, response.headers, fetch.behavior, this.clock.now());
    this.keep(fetch.fill, refreshed.response, refreshed.decision, stale.key);
    return { record: refreshed.response, body: refreshed.response.body, result: "RefreshHit" };
  }

  /** A 304 that is about another object than the stored one: neither it nor that can be used. */
  private askAnew(fetch: Fetch, stale: Found, response: OriginResponse): Promise<CacheAnswer> {
    discard(response.body);
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
    const { behavior, stale, fill } = fetch;
    const { status, sentence } = answerFailure(kind);
    // Viewers who leave say nothing about the origin, and nobody waits for an answer.
    const hasFailed = kind !== "aborted";
    if (hasFailed && stale !== undefined && this.mayAnswerError(stale.response, kind)) {
      return this.answerStale(fetch, stale, status);
    }
    const nowMs = this.clock.now();
    const { response, decision } = describeFailure(status, sentence, behavior, nowMs);
    if (hasFailed) {
      this.keep(fill, response, decision);
    } // CF-ERR-09
    return { record: response, body: response.body, result: "Miss" };
  }

  private stream(fetch: Fetch, response: OriginResponse): CacheAnswer {
    const { request, behavior, isShared, fill } = fetch;
    const nowMs = this.clock.now();
    const decision = decideKeeping(fetch, response, nowMs);
    const { forViewer, forOthers } = describeResponses(response, decision, behavior, nowMs);
    const body = new SharedBody(response.body, {
      expectedBytes: readBodyLength(request.method, response),
      retainBytes: limitBody(decision, this.store.maxBodyBytes),
      budget: this.budget,
      onEnd: (whole) => {
        if (whole !== undefined) {
          this.keep(fill, addBody(forOthers, whole, behavior, request.method), decision);
        }
        this.fills.end(fill);
      },
    });
    // CF-COL-04: what isn't fresh for anyone else isn't handed to those who wait.
    const isForOthers = isShared && decision.keep === "yes" && decision.ttlSeconds > 0;
    if (!isForOthers) {
      this.fills.stopSharing(fill);
    }
    fill.announce(isForOthers ? { record: forOthers, body } : undefined);
    return { record: forViewer, body: body.read(), result: "Miss" };
  }

  private keep(
    fill: Fill,
    response: StoredResponse,
    decision: TtlDecision,
    key: string = fill.key,
  ): void {
    if (fill.mayStore && decision.keep !== "no") {
      this.store.set(key, response);
    }
  }
}

/** Ends the connection rather than read to the end: an error's body can be endless. */
function discard(body: Readable): void {
  body.on("error", ignore).destroy();
}

function ignore(): void {}
