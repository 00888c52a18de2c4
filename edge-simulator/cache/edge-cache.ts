import { setMaxListeners } from "node:events";
import type { Clock } from "../clock";
import type { Behavior } from "../configuration/compiled-distribution";
import type { Exchange } from "../exchange";
import type { OriginClient } from "../origin/origin-client";
import { computeCacheKey, makeHeadOnlyKey, methodOfCacheKey } from "../request/cache-key";
import type { ViewerRequest } from "../request/viewer-request";
import type { CacheAnswer } from "./cache-answer";
import type { CacheStore } from "./cache-store";
import { isConditional, withoutConditions } from "./conditional";
import { Fetcher } from "./fetcher";
import type { Fill } from "./fill";
import { Fills } from "./fills";
import type { Invalidation } from "./invalidation";
import { Lookup, type Found } from "./lookup";
import { selectRanges } from "./range-answer";
import { describeStoredRange, settleRange, withoutRange } from "./ranges";

/**
 * Answers requests from stored responses and, where there is none to be used, from the origin:
 * look-up, refreshing in the background, collapsing, ranges (CF-TTL, CF-STALE-01, CF-COL, CF-RNG).
 */
export class EdgeCache {
  private readonly fills = new Fills();
  private readonly lookup: Lookup;
  private readonly fetcher: Fetcher;

  /** @param disposed aborted when refreshing in the background has to end */
  constructor(
    private readonly store: CacheStore,
    origins: OriginClient,
    private readonly clock: Clock,
    private readonly disposed: AbortSignal,
  ) {
    this.lookup = new Lookup(store, clock);
    this.fetcher = new Fetcher(store, origins, clock, this.fills);
    setMaxListeners(0, disposed); // one for each refresh
  }

  /** Answers a request that may be answered from the cache: a hit without a promise. */
  serve(exchange: Exchange, behavior: Behavior): CacheAnswer | Promise<CacheAnswer> {
    return exchange.request.headers.range === undefined
      ? this.answer(exchange, behavior)
      : this.answerRange(exchange, behavior);
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

  private async answerRange(exchange: Exchange, behavior: Behavior): Promise<CacheAnswer> {
    const request = settleRange(exchange.request);
    const answer = await this.answer({ ...exchange, request }, behavior);
    return request.headers.range === undefined
      ? answer
      : selectRanges(request, answer, behavior, this.clock.now());
  }

  private answer(exchange: Exchange, behavior: Behavior): CacheAnswer | Promise<CacheAnswer> {
    const { request, trace } = exchange;
    const key = computeCacheKey(request, behavior);
    trace?.setCacheKey(key);
    const found = this.lookup.find(key, request);
    const hit = found && this.answerFromStore(found, key, exchange, behavior);
    if (hit !== undefined) {
      return hit;
    }
    const current = this.findFill(key, request);
    if (current === undefined) {
      return this.fetch(exchange, behavior, key, found, true);
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
    const gone = exchange.viewer.over();
    current.join(gone);
    const shared = await current.shared;
    if (shared?.body.canBeJoined === true) {
      trace?.setLookup("collapsed");
      return { record: shared.record, body: shared.body.read(), result: "Hit" };
    }
    current.leave(gone);
    const stored = this.lookup.find(key, request);
    const late = stored && this.answerFromStore(stored, key, exchange, behavior);
    return late ?? this.fetch(exchange, behavior, key, stored, false); // CF-COL-04
  }

  /** What is under way and may answer the request; for ranges, also the whole object. */
  private findFill(key: string, request: ViewerRequest): Fill | undefined {
    const own = this.fills.findShared(makeFillKey(key, request));
    return own ?? (request.headers.range === undefined ? undefined : this.fills.findShared(key));
  }

  private answerFromStore(
    found: Found,
    key: string,
    { request, trace }: Exchange,
    behavior: Behavior,
  ): CacheAnswer | undefined {
    const { response } = found;
    if (this.lookup.isFresh(response)) {
      trace?.setLookup("fresh");
    } else {
      if (this.clock.now() >= response.staleWhileRevalidateUntilMs) {
        return undefined;
      }
      trace?.setLookup("stale-while-revalidate");
      this.refreshInBackground(found, key, request, behavior);
    }
    return { record: response, body: response.body, result: "Hit" };
  }

  // CF-STALE-01
  private refreshInBackground(
    stale: Found,
    key: string,
    request: ViewerRequest,
    behavior: Behavior,
  ): void {
    if (this.fills.findShared(stale.key) !== undefined) {
      return;
    }
    const fill = this.fills.start(stale.key, true, this.disposed);
    // What comes is for the cache: all that is stored, whatever this viewer asks for or has already.
    const method = methodOfCacheKey(stale.key);
    const headers = {
      ...withoutRange(withoutConditions(request.headers)),
      range: describeStoredRange(stale.response),
    };
    const asStored = { ...request, method, headers };
    const whole = method === "HEAD" ? stale.key : key;
    const fetch = { request: asStored, behavior, key: whole, stale, isShared: true, fill };
    this.fetcher.ask({ ...fetch, trace: undefined }).then(
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
    key: string,
    stale: Found | undefined,
    mayShare: boolean,
  ): Promise<CacheAnswer> {
    const { request, trace } = exchange;
    trace?.setLookup(stale === undefined ? "absent" : "expired");
    // The viewer's own conditions go to the origin (CF-REV-04), unless the edge has its own to
    // ask; what comes back for them isn't for others.
    const isViewersQuestion =
      stale?.response.revalidation === undefined && isConditional(request.headers);
    const fillKey = makeFillKey(key, request);
    const fill = this.fills.start(fillKey, mayShare && !isViewersQuestion, exchange.viewer.over());
    const whole = request.method === "HEAD" ? makeHeadOnlyKey(key) : key;
    const isShared = !isViewersQuestion;
    return this.fetcher.ask({ request, behavior, key: whole, stale, isShared, fill, trace });
  }
}

/** What requests must have in common for one answer of an origin to be for all of them. */
function makeFillKey(key: string, { method, headers }: ViewerRequest): string {
  if (method === "HEAD") {
    return makeHeadOnlyKey(key);
  }
  return headers.range === undefined
    ? key
    : `${key}\n${String(headers.range)} ${String(headers["if-range"] ?? "")}`;
}

function ignore(): void {}
