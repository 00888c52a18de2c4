import type { TtlRule } from "../cache/ttl";
import type { HeaderFields } from "../header-fields";
import type { OriginFailureKind } from "../origin/origin-failure";
import type { Refusal } from "../request/refusal";
import type { ViewerRequest } from "../request/viewer-request";
import type { ResultType } from "../response/edge-response";

/**
 * What the cache had for a request:
 *
 * - `bypassed`: it wasn't asked; the method isn't cached, or caching is disabled;
 * - `absent`: nothing, or nothing that could still be used;
 * - `fresh`: a response to serve;
 * - `collapsed`: another viewer's request for the same was on its way, and its response served;
 * - `expired`: a response that the origin had to confirm or replace;
 * - `stale-while-revalidate`, `stale-if-error`: an expired response that was served all the same.
 */
export type CacheLookup =
  | "bypassed"
  | "absent"
  | "fresh"
  | "collapsed"
  | "expired"
  | "stale-while-revalidate"
  | "stale-if-error";

/** One request to an origin and what came of it. Times are ms since the epoch. */
export interface OriginExchange {
  readonly originId: string;
  /** Scheme, host and port that were connected to. */
  readonly baseUrl: string;
  readonly method: string;
  /** With origin path and query. */
  readonly path: string;
  readonly headers: HeaderFields;
  readonly startedAtMs: number;
  /** When its status and headers, or the failure, were there; `undefined`: not yet. */
  readonly answeredAtMs: number | undefined;
  readonly status: number | undefined;
  readonly responseHeaders: HeaderFields | undefined;
  /** Why there was no response that could be used. */
  readonly failure: OriginFailureKind | undefined;
  /** Why the response's body ended before its end; `undefined`: it didn't. */
  readonly brokenOff: OriginFailureKind | undefined;
  /** Whether it was for a custom error page. */
  readonly isForErrorPage: boolean;
}

/** How long the response that was served is fresh, and which rule decided that. */
export interface ServedLifetime {
  readonly rule: TtlRule;
  readonly ttlSeconds: number;
  /** Seconds since the origin sent or last confirmed it. */
  readonly ageSeconds: number;
  /** Seconds until it expires; below 0: since it has. */
  readonly remainingSeconds: number;
}

/** What the edge did with one request: plain data. Times are ms since the epoch. */
export interface RequestReport {
  /** As the viewer sent it. */
  readonly request: ViewerRequest;
  readonly startedAtMs: number;
  /** The path pattern of the behavior that matched, `*` for the default one. */
  readonly pathPattern: string | undefined;
  /** `undefined`: no key was computed. */
  readonly cacheKey: string | undefined;
  /** Why the request wasn't served; `undefined`: it was. */
  readonly refusal: Refusal | undefined;
  readonly lookup: CacheLookup | undefined;
  /** Requests to origins, in order; one for another viewer isn't among them. */
  readonly originExchanges: readonly OriginExchange[];
  /** `undefined`: the edge itself made the response. */
  readonly lifetime: ServedLifetime | undefined;
  /** What else has to be said, a sentence each: a function's error, what it logged. */
  readonly notes: readonly string[];
  readonly result: ResultType;
  readonly status: number;
  /** The response's headers: name, value, name, value …. */
  readonly headers: readonly string[];
  /** When status and headers were there for the viewer. */
  readonly answeredAtMs: number;
  readonly endedAtMs: number;
  /** All bytes that were sent to the viewer, head and body. */
  readonly bytesSent: number;
  /** Whether the viewer got the whole response. */
  readonly isWhole: boolean;
  /** Whether the viewer sent its whole request. */
  readonly isRequestWhole: boolean;
}
