import type { ResponseRecord } from "../cache/stored-response";
import type { Clock } from "../clock";
import type { Behavior } from "../configuration/compiled-distribution";
import type { ViewerEnd } from "../exchange";
import type { OriginRequest, OriginResponse } from "../origin/origin-connection";
import type { OriginFailureKind } from "../origin/origin-failure";
import type { Refusal } from "../request/refusal";
import type { ViewerRequest } from "../request/viewer-request";
import type { EdgeResponse } from "../response/edge-response";
import type { CacheLookup, OriginExchange, RequestReport, ServedLifetime } from "./request-report";

/** Collects what happens with one request, where somebody watches. */
export class Trace {
  private readonly startedAtMs: number;
  private pathPattern: string | undefined;
  private cacheKey: string | undefined;
  private refusal: Refusal | undefined;
  private lookup: CacheLookup | undefined;
  private lifetime: ServedLifetime | undefined;
  private answer: { response: EdgeResponse; answeredAtMs: number } | undefined;
  private readonly notes: string[] = [];

  constructor(
    private readonly request: ViewerRequest,
    private readonly clock: Clock,
    private readonly originExchanges: OriginExchange[] = [],
    private readonly isForErrorPage = false,
  ) {
    this.startedAtMs = clock.now();
  }

  /** For a custom error page that the edge fetches: of that, only requests to origins are reported. */
  forErrorPage(): Trace {
    return new Trace(this.request, this.clock, this.originExchanges, true);
  }

  setBehavior({ pathPattern }: Behavior): void {
    this.pathPattern = pathPattern.text;
  }

  setCacheKey(key: string): void {
    this.cacheKey = key;
  }

  setRefusal(refusal: Refusal): void {
    this.refusal = refusal;
  }

  /** What the cache had; a later call corrects an earlier one. */
  setLookup(lookup: CacheLookup): void {
    this.lookup = lookup;
  }

  /** Adds a request to an origin; the result takes what comes of it. */
  addOriginRequest({ origin, baseUrl, method, path, headers }: OriginRequest): {
    answer(response: OriginResponse): void;
    fail(kind: OriginFailureKind): void;
  } {
    const index = this.originExchanges.length;
    const asked: OriginExchange = {
      ...{ originId: origin.id, baseUrl, method, path, headers },
      startedAtMs: this.clock.now(),
      answeredAtMs: undefined,
      ...{ status: undefined, responseHeaders: undefined, failure: undefined },
      ...{ brokenOff: undefined, isForErrorPage: this.isForErrorPage },
    };
    this.originExchanges.push(asked);
    const complete = (outcome: Partial<OriginExchange>) => {
      const before = this.originExchanges[index] ?? asked;
      this.originExchanges[index] = { ...before, ...outcome, answeredAtMs: this.clock.now() };
    };
    return {
      answer: ({ status, headers: responseHeaders }) => complete({ status, responseHeaders }),
      fail: (failure) => complete({ failure }),
    };
  }

  /** The body of the last origin's response ended before its end. */
  setBrokenOff(brokenOff: OriginFailureKind): void {
    const last = this.originExchanges.pop();
    if (last !== undefined) {
      this.originExchanges.push({ ...last, brokenOff });
    }
  }

  /** The response that is served, as the edge keeps it or would. */
  setServed({ ttlRule, fetchedAtMs, freshUntilMs }: ResponseRecord): void {
    const nowMs = this.clock.now();
    this.lifetime = {
      rule: ttlRule,
      ttlSeconds: (freshUntilMs - fetchedAtMs) / 1000,
      ageSeconds: (nowMs - fetchedAtMs) / 1000,
      remainingSeconds: (freshUntilMs - nowMs) / 1000,
    };
  }

  /** Adds a sentence. */
  addNote(note: string): void {
    this.notes.push(note);
  }

  setAnswer(response: EdgeResponse): void {
    this.answer = { response, answeredAtMs: this.clock.now() };
  }

  /** Everything, once the exchange is over. */
  report({ bytesSent, isWhole, isRequestWhole }: ViewerEnd): RequestReport {
    if (this.answer === undefined) {
      throw new Error("A request is reported after its answer.");
    }
    const { response, answeredAtMs } = this.answer;
    const { request, startedAtMs, pathPattern, cacheKey, refusal, lookup, lifetime } = this;
    return {
      ...{ request, startedAtMs, pathPattern, cacheKey, refusal, lookup, lifetime },
      originExchanges: [...this.originExchanges],
      notes: [...this.notes],
      result: response.result,
      status: response.status,
      headers: response.headers,
      answeredAtMs,
      endedAtMs: this.clock.now(),
      bytesSent,
      isWhole,
      isRequestWhole,
    };
  }
}
