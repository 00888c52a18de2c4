import type { TtlBounds } from "../configuration/compiled-distribution";
import { readHeader, type HeaderFields } from "../header-fields";
import { parseCacheControl, readFreshness, type CacheControl } from "../cache-control";
import { readPart } from "./ranges";

/** How long an error is kept where no custom error response says otherwise (CF-ERR-04). */
const defaultErrorCachingMinTtlSeconds = 10;

/** What decided a TTL: a header of the response, a TTL of the policy, or a rule of CloudFront. */
export type TtlRule =
  | "s-maxage"
  | "max-age"
  | "Expires"
  | "no-store"
  | "private"
  | "no-cache"
  | "MinTTL"
  | "DefaultTTL"
  | "MaxTTL"
  | "ErrorCachingMinTTL"
  | "Vary: *"
  | "caching disabled"
  | "status";

/** For how long, and for what, the edge keeps a response. */
export interface TtlDecision {
  /**
   * `no`: not at all. `for-outage`: only for when the origin can't be reached (CF-STALE-08).
   * `yes`: to be served while fresh, revalidated or replaced after.
   */
  readonly keep: "no" | "for-outage" | "yes";
  /** How long it is fresh, in seconds; 0: every request goes to the origin. */
  readonly ttlSeconds: number;
  readonly rule: TtlRule;
}

/** What a TTL depends on. */
export interface TtlQuestion {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly ttlBounds: TtlBounds;
  /** By status, in seconds; 10 for a status that isn't in it. */
  readonly errorCachingMinTtlSeconds: ReadonlyMap<number, number>;
  readonly nowMs: number;
}

/** Min = default = max = 0: nothing is kept and no requests are collapsed (CF-TTL-11). */
export function isCachingDisabled({ minSeconds, defaultSeconds, maxSeconds }: TtlBounds): boolean {
  return minSeconds === 0 && defaultSeconds === 0 && maxSeconds === 0;
}

/** Decides for how long a response is kept (CF-TTL, CF-ERR, CF-3XX). */
export function decideTtl(question: TtlQuestion): TtlDecision {
  if (isCachingDisabled(question.ttlBounds)) {
    return refuseToKeep("caching disabled");
  }
  const control = parseCacheControl(question.headers);
  if (question.status >= 400) {
    return decideErrorTtl(question, control);
  }
  return mayKeepStatus(question, control)
    ? decideSuccessTtl(question, control)
    : refuseToKeep("status");
}

function refuseToKeep(rule: TtlRule): TtlDecision {
  return { keep: "no", ttlSeconds: 0, rule };
}

function mayKeepStatus({ status, headers }: TtlQuestion, control: CacheControl): boolean {
  // 304 has no body of its own.
  if (status < 200 || status === 304) {
    return false;
  }
  // CF-RNG-02: a part is kept like the object, if it says which part it is.
  if (status === 206) {
    return readPart({ status, headers }) !== undefined;
  }
  // CF-3XX-02: other redirects than these need a Cache-Control.
  return status < 300 || status === 301 || status === 302 || control.isPresent;
}

function decideSuccessTtl(question: TtlQuestion, control: CacheControl): TtlDecision {
  const { headers, ttlBounds, nowMs } = question;
  const { minSeconds, defaultSeconds, maxSeconds } = ttlBounds;
  if (control.forbids !== undefined) {
    return decideForbiddenTtl(control.forbids, minSeconds);
  }
  if (minSeconds === 0 && variesByEverything(headers)) {
    return { keep: "yes", ttlSeconds: 0, rule: "Vary: *" }; // CF-REV-03
  }
  const freshness = readFreshness(headers, control, nowMs);
  if (freshness === undefined) {
    // CF-TTL-02: MaxTTL plays no part here.
    const ttlSeconds = Math.max(minSeconds, defaultSeconds);
    return { keep: "yes", ttlSeconds, rule: "DefaultTTL" };
  }
  const { seconds, rule } = freshness;
  if (seconds < minSeconds) {
    return { keep: "yes", ttlSeconds: minSeconds, rule: "MinTTL" };
  }
  if (seconds > maxSeconds) {
    return { keep: "yes", ttlSeconds: maxSeconds, rule: "MaxTTL" };
  }
  return { keep: "yes", ttlSeconds: seconds, rule };
}

// CF-TTL-05, CF-TTL-09, CF-TTL-12. AMB-17: with MinTTL 0, no-cache is kept to be revalidated,
// no-store and private aren't; CF-STALE-08 lets them answer for an origin that is out of reach.
function decideForbiddenTtl(
  rule: NonNullable<CacheControl["forbids"]>,
  minSeconds: number,
): TtlDecision {
  if (minSeconds > 0) {
    return { keep: "yes", ttlSeconds: minSeconds, rule: "MinTTL" };
  }
  return { keep: rule === "no-cache" ? "yes" : "for-outage", ttlSeconds: 0, rule };
}

/** Whether `Vary` is `*`: no request is like another. */
export function variesByEverything(headers: HeaderFields): boolean {
  return (readHeader(headers, "vary") ?? "").split(",").some((name) => name.trim() === "*");
}

const alwaysKeptErrors = new Set([404, 414, 500, 501, 502, 503, 504]); // CF-ERR-01
const errorsKeptOnRequest = new Set([400, 403, 405, 412, 415]); // CF-ERR-02
const errorsObeyingOrigin = new Set([404, 410, 414, 501]); // CF-ERR-05

function decideErrorTtl(question: TtlQuestion, control: CacheControl): TtlDecision {
  const { status, headers, ttlBounds, nowMs } = question;
  const asksForKeeping =
    control.maxAgeSeconds !== undefined || control.sMaxageSeconds !== undefined;
  // Neither list: not kept; so 416 (CF-ERR-06), 410 (AMB-05) and the rest of 4xx (CF-ERR-08).
  if (!alwaysKeptErrors.has(status) && !(errorsKeptOnRequest.has(status) && asksForKeeping)) {
    return refuseToKeep("status");
  }
  if (control.forbids !== undefined && errorsObeyingOrigin.has(status)) {
    return refuseToKeep(control.forbids);
  }
  const minSeconds = readErrorCachingMinTtlSeconds(question.errorCachingMinTtlSeconds, status);
  const freshness =
    control.forbids === undefined ? readFreshness(headers, control, nowMs) : undefined;
  // CF-ERR-04
  const originSeconds = Math.min(freshness?.seconds ?? 0, ttlBounds.maxSeconds);
  if (freshness === undefined || originSeconds <= minSeconds) {
    return { keep: "yes", ttlSeconds: minSeconds, rule: "ErrorCachingMinTTL" };
  }
  const rule = originSeconds < freshness.seconds ? "MaxTTL" : freshness.rule;
  return { keep: "yes", ttlSeconds: originSeconds, rule };
}

/** How long, in seconds, an error of this status is kept at least. */
export function readErrorCachingMinTtlSeconds(
  byStatus: ReadonlyMap<number, number>,
  status: number,
): number {
  return byStatus.get(status) ?? defaultErrorCachingMinTtlSeconds;
}
