import type { Readable } from "node:stream";
import type { Clock } from "../clock";
import type { Behavior } from "../configuration/compiled-distribution";
import type { Exchange } from "../exchange";
import type { HeaderFields } from "../header-fields";
import type { OriginClient } from "../origin/origin-client";
import type { OriginResponse } from "../origin/origin-connection";
import { answerFailure, OriginFailure } from "../origin/origin-failure";
import { computeCacheKey, makeHeadOnlyKey, methodOfCacheKey } from "../request/cache-key";
import type { ViewerRequest } from "../request/viewer-request";
import type { CacheStore } from "./cache-store";
import { isConditional } from "./conditional";
import { Fill } from "./fill";
import {
  addBody,
  describeFailure,
  describeResponses,
  holdBack,
  readBodyLength,
  refresh,
} from "./responses";
import { SharedBody } from "./shared-body";
import type { ResponseRecord, StoredResponse } from "./stored-response";
import { decideTtl, type TtlDecision } from "./ttl";

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
}

const withoutConditions: HeaderFields = {
  "if-none-match": undefined,
  "if-modified-since": undefined,
};

/**
 * Answers requests from stored responses and, where there is none to be used, from the origin:
 * look-up, revalidation, stale responses, collapsing, storing (CF-TTL, CF-STALE, CF-REV, CF-COL).
 */
export class EdgeCache {
  /** Those that viewers may join, by key. */
  private readonly sharedFills = new Map<string, Fill>();
  /** All that may still store something. */
  private readonly fills = new Set<Fill>();

  /** @param disposed aborted when refreshing in the background has to end */
  constructor(
    private readonly store: CacheStore,
    private readonly origins: OriginClient,
    private readonly clock: Clock,
    private readonly disposed: AbortSignal,
  ) {}

  /** Answers a request that may be answered from the cache. */
  async serve(exchange: Exchange, behavior: Behavior): Promise<CacheAnswer> {
    const { request } = exchange;
    const key = computeCacheKey(request, behavior);
    const found = this.find(key, request);
    if (found !== undefined) {
      const hit = this.answerFromStore(found, request, behavior);
      if (hit !== undefined) return hit;
    }
    const fillKey = request.method === "HEAD" ? makeHeadOnlyKey(key) : key;
    const current = this.sharedFills.get(fillKey);
    if (current === undefined) return this.fetch(exchange, behavior, found, fillKey, true);
    current.join(exchange.over());
    const shared = await current.shared;
    if (shared?.body.canBeJoined === true) {
      return { record: shared.record, body: shared.body.read(), result: "Hit" };
    }
    const stored = this.find(key, request);
    const hit = stored && this.answerFromStore(stored, request, behavior);
    return hit ?? this.fetch(exchange, behavior, stored, fillKey, false); // CF-COL-04
  }

  /** Forgets what matches, also what is under way; returns how many objects were removed. */
  invalidate(matches: (key: string) => boolean): number {
    for (const fill of this.fills) {
      if (!matches(fill.key)) continue;
      fill.mayStore = false;
      this.stopSharing(fill);
    }
    const keys = [...this.store.keys()].filter(matches);
    for (const key of keys) this.store.delete(key);
    return keys.length;
  }

  // CF-MTH-05: GET's response answers a HEAD; a response to HEAD answers no GET.
  private find(key: string, request: ViewerRequest): Found | undefined {
    const response = this.store.get(key);
    const main = response && { key, response };
    if (request.method !== "HEAD" || (response && this.isFresh(response))) return main;
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
    request: ViewerRequest,
    behavior: Behavior,
  ): CacheAnswer | undefined {
    const { response } = found;
    if (!this.isFresh(response)) {
      if (this.clock.now() >= response.staleWhileRevalidateUntilMs) return undefined;
      this.refreshInBackground(found, request, behavior);
    }
    return { record: response, body: response.body, result: "Hit" };
  }

  // CF-STALE-01
  private refreshInBackground(stale: Found, request: ViewerRequest, behavior: Behavior): void {
    if (this.sharedFills.has(stale.key)) return;
    const fill = this.startFill(stale.key, true, this.disposed);
    // What comes is for the cache: whole, whatever this viewer asks for or has already.
    const asStored = {
      ...request,
      method: methodOfCacheKey(stale.key),
      headers: { ...request.headers, ...withoutConditions },
    };
    this.ask({ request: asStored, behavior, stale, isShared: true, fill }).then(
      ({ body }) => {
        if (!Buffer.isBuffer(body)) body.on("error", ignore).resume();
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
    const { request } = exchange;
    // The viewer's own conditions go to the origin (CF-REV-04), unless the edge has its own to
    // ask; what comes back for them isn't for others.
    const isViewersQuestion =
      stale?.response.revalidation === undefined && isConditional(request.headers);
    const isShared = mayShare && !isViewersQuestion;
    const fill = this.startFill(fillKey, isShared, exchange.over());
    return this.ask({ request, behavior, stale, isShared: !isViewersQuestion, fill });
  }

  private startFill(key: string, isShared: boolean, gone: AbortSignal): Fill {
    const fill = new Fill(key);
    this.fills.add(fill);
    if (isShared) this.sharedFills.set(key, fill);
    fill.signal.addEventListener("abort", () => this.endFill(fill), { once: true });
    fill.join(gone);
    return fill;
  }

  private endFill(fill: Fill): void {
    this.fills.delete(fill);
    this.stopSharing(fill);
    fill.end();
  }

  private stopSharing(fill: Fill): void {
    if (this.sharedFills.get(fill.key) === fill) this.sharedFills.delete(fill.key);
  }

  private async ask(fetch: Fetch): Promise<CacheAnswer> {
    const { request, behavior, stale, fill } = fetch;
    const revalidation = stale?.response.revalidation;
    let isStreaming = false;
    try {
      const response = await this.origins.ask(request, behavior, {
        headers: revalidation ?? {},
        body: undefined,
        signal: fill.signal,
      });
      if (response.status === 304 && revalidation !== undefined && stale !== undefined) {
        return this.confirm(fetch, stale, response);
      }
      if (response.status >= 500 && stale && this.mayAnswerError(stale.response, false)) {
        discard(response.body);
        return this.answerStale(fetch, stale, response.status);
      }
      isStreaming = true;
      return this.stream(fetch, response);
    } catch (error) {
      if (!(error instanceof OriginFailure)) throw error;
      return this.answerFailure(fetch, error);
    } finally {
      if (!isStreaming) this.endFill(fill);
    }
  }

  // CF-REV-02
  private confirm(fetch: Fetch, stale: Found, response: OriginResponse): CacheAnswer {
    discard(response.body);
    const refreshed = refresh(stale.response, response.headers, fetch.behavior, this.clock.now());
    this.keep(fetch.fill, refreshed.response, refreshed.decision, stale.key);
    return { record: refreshed.response, body: refreshed.response.body, result: "RefreshHit" };
  }

  private mayAnswerError(stale: StoredResponse, isUnreachable: boolean): boolean {
    if (stale.isForOutage && !isUnreachable) return false; // CF-STALE-08
    return this.clock.now() < stale.staleIfErrorUntilMs;
  }

  // CF-STALE-05. CF-STALE-10: what a stale response counts as isn't documented; here, a Hit.
  private answerStale({ behavior, fill }: Fetch, stale: Found, status: number): CacheAnswer {
    const { key, response } = stale;
    if (!response.isForOutage && fill.mayStore && this.store.get(key) === response) {
      this.store.set(key, holdBack(response, status, behavior, this.clock.now()));
    }
    return { record: response, body: response.body, result: "Hit" };
  }

  private answerFailure(fetch: Fetch, { kind }: OriginFailure): CacheAnswer {
    const { behavior, stale, fill } = fetch;
    const { status, sentence } = answerFailure(kind);
    if (stale !== undefined && this.mayAnswerError(stale.response, true)) {
      return this.answerStale(fetch, stale, status);
    }
    const nowMs = this.clock.now();
    const { response, decision } = describeFailure(status, sentence, behavior, nowMs);
    if (kind !== "aborted") this.keep(fill, response, decision); // CF-ERR-09
    return { record: response, body: response.body, result: "Miss" };
  }

  private stream(fetch: Fetch, response: OriginResponse): CacheAnswer {
    const { request, behavior, isShared, fill } = fetch;
    const nowMs = this.clock.now();
    const decision = decideTtl({ ...response, ...behavior, nowMs });
    const { forViewer, forOthers } = describeResponses(response, decision, behavior, nowMs);
    const body = new SharedBody(response.body, {
      expectedBytes: readBodyLength(request.method, response),
      retainBytes: decision.keep === "no" ? 0 : this.store.maxBodyBytes,
      onEnd: (whole) => {
        if (whole !== undefined) {
          this.keep(fill, addBody(forOthers, whole, behavior, request.method), decision);
        }
        this.endFill(fill);
      },
    });
    // CF-COL-04: what isn't fresh for anyone else isn't handed to those who wait.
    const isForOthers = isShared && decision.keep === "yes" && decision.ttlSeconds > 0;
    if (!isForOthers) this.stopSharing(fill);
    fill.announce(isForOthers ? { record: forOthers, body } : undefined);
    return { record: forViewer, body: body.read(), result: "Miss" };
  }

  private keep(
    fill: Fill,
    response: StoredResponse,
    decision: TtlDecision,
    key: string = fill.key,
  ): void {
    if (fill.mayStore && decision.keep !== "no") this.store.set(key, response);
  }
}

function discard(body: Readable): void {
  body.on("error", ignore).resume();
}

function ignore(): void {}
