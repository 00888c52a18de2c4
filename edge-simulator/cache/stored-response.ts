import type { Behavior } from "../configuration/compiled-distribution";
import { readHeader, type HeaderFields } from "../header-fields";
import { parseCacheControl } from "../cache-control";
import { variesByEverything, type TtlDecision, type TtlRule } from "./ttl";

/** A response's status and headers, and until when the edge may do what with it. */
export interface ResponseRecord {
  readonly status: number;
  /** What a viewer gets, before the response headers policy. */
  readonly headers: HeaderFields;
  /**
   * The same after the response headers policy, as name, value, name, value …: made once, so
   * that a hit only adds what is its own.
   */
  readonly viewerHeaders: readonly string[];
  /** For a page that the edge made itself: its sentence. */
  readonly errorSentence: string | undefined;
  /** What decided how long it is fresh. */
  readonly ttlRule: TtlRule;
  /** When the origin sent it or last confirmed it; times are ms since the epoch. */
  readonly fetchedAtMs: number;
  readonly freshUntilMs: number;
  /** Until when it is served while it is being refreshed (CF-STALE-01). */
  readonly staleWhileRevalidateUntilMs: number;
  /** Until when it is served instead of an error (CF-STALE-02, CF-STALE-05). */
  readonly staleIfErrorUntilMs: number;
  /** Until when the origin, after an error, isn't asked again (CF-STALE-05). */
  readonly retryOriginAtMs: number;
  /** Whether only an unreachable origin lets it be served (CF-STALE-08). */
  readonly isForOutage: boolean;
  /** Conditional headers that revalidate it (CF-REV-01); `undefined`: it can't be. */
  readonly revalidation: HeaderFields | undefined;
}

/** A response in the cache: always whole. */
export interface StoredResponse extends ResponseRecord {
  readonly body: Buffer;
}

/** The times and conditions that a decision gives a response. */
export function describeLifetime(
  response: { status: number; headers: HeaderFields },
  decision: TtlDecision,
  behavior: Behavior,
  nowMs: number,
): Omit<ResponseRecord, "status" | "headers" | "viewerHeaders" | "errorSentence"> {
  const freshUntilMs = nowMs + decision.ttlSeconds * 1000;
  const windows = describeStaleWindows(response, decision, behavior, nowMs, freshUntilMs);
  const isForOutage = decision.keep === "for-outage";
  return {
    ttlRule: decision.rule,
    fetchedAtMs: nowMs,
    freshUntilMs,
    ...windows,
    retryOriginAtMs: 0,
    isForOutage,
    revalidation: isForOutage ? undefined : describeRevalidation(response, behavior),
  };
}

// AMB-18: a stale response is served until min(expiry + N, fetched + MaxTTL). What is to be asked
// for each time isn't served while it is: of `Vary: *` (CF-REV-03) nobody's answer is another's.
function describeStaleWindows(
  { status, headers }: { status: number; headers: HeaderFields },
  decision: TtlDecision,
  behavior: Behavior,
  nowMs: number,
  freshUntilMs: number,
): Pick<ResponseRecord, "staleWhileRevalidateUntilMs" | "staleIfErrorUntilMs"> {
  if (status >= 400 || decision.keep === "no") {
    return { staleWhileRevalidateUntilMs: freshUntilMs, staleIfErrorUntilMs: freshUntilMs };
  }
  const control = parseCacheControl(headers);
  const lastUseMs = nowMs + behavior.ttlBounds.maxSeconds * 1000; // CF-STALE-07
  const endOf = (seconds: number) => Math.min(freshUntilMs + seconds * 1000, lastUseMs);
  const { staleIfErrorSeconds, staleWhileRevalidateSeconds = 0 } = control;
  const isForbidden = control.forbids !== undefined || decision.rule === "Vary: *";
  return {
    staleWhileRevalidateUntilMs: isForbidden ? freshUntilMs : endOf(staleWhileRevalidateSeconds),
    staleIfErrorUntilMs: staleIfErrorSeconds === undefined ? lastUseMs : endOf(staleIfErrorSeconds),
  };
}

// AMB-07: not where cookies are forwarded. CF-REV-03: not where `Vary` is `*`.
function describeRevalidation(
  { status, headers }: { status: number; headers: HeaderFields },
  { forwarding, ttlBounds }: Behavior,
): HeaderFields | undefined {
  const etag = readHeader(headers, "etag");
  const lastModified = readHeader(headers, "last-modified");
  const hasValidator = etag !== undefined || lastModified !== undefined;
  if (!hasValidator || status >= 400 || forwarding.cookies.kind !== "none") {
    return undefined;
  }
  if (variesByEverything(headers) && ttlBounds.minSeconds === 0) {
    return undefined;
  }
  return { "if-none-match": etag, "if-modified-since": lastModified };
}
