import type { Behavior } from "../configuration/compiled-distribution";
import type { HeaderFields } from "../header-fields";
import type { ViewerRequest } from "../request/viewer-request";
import { decideTtl, type TtlDecision } from "./ttl";

/** How long a body may be, in bytes, where anything is kept at all (CF-STO-01, CF-RNG-06). */
export const maxCacheableBytes = 50 * 1000 ** 3;

// What CF-STALE-08 needs is pages, not downloads.
const maxOutageBodyBytes = 1024 * 1024;

// Whether a body without a length fits is known at its end alone, and what is retained of it until
// then comes on top of what streaming takes. Longer than what CloudFront compresses (CF-CMP-03).
const maxUndeclaredBodyBytes = 16 * 1024 * 1024;

interface Asked {
  readonly request: ViewerRequest;
  readonly behavior: Behavior;
  /** Whether the response may be about anyone's request, not the viewer's own condition. */
  readonly isShared: boolean;
}

/** Decides about keeping a response by what it says and by who asked for it. */
export function decideKeeping(
  { request, behavior, isShared }: Asked,
  response: { readonly status: number; readonly headers: HeaderFields },
  nowMs: number,
): TtlDecision {
  const decision = decideTtl({ ...response, ...behavior, nowMs });
  const isSuccess = response.status >= 200 && response.status < 300;
  const isViewersAlone =
    // A part that nobody asked for is no answer to anybody else.
    (response.status === 206 && request.headers.range === undefined) ||
    // An error may be about the viewer's condition.
    (!isShared && !isSuccess) ||
    // Authorization needn't be in the key: the next to ask may be somebody else.
    (decision.keep === "for-outage" && request.headers.authorization !== undefined);
  return isViewersAlone ? { ...decision, keep: "no" } : decision;
}

/** Whether a response answers others without the origin being asked. */
export function isKeptFresh({ keep, ttlSeconds }: Pick<TtlDecision, "keep" | "ttlSeconds">) {
  return keep === "yes" && ttlSeconds > 0;
}

/**
 * How long a body may be, in bytes, to be retained and stored.
 *
 * @param declaredBytes its length; `undefined`: the origin doesn't tell
 * @param maxBodyBytes what the store takes
 */
export function limitBody(
  { keep }: Pick<TtlDecision, "keep">,
  declaredBytes: number | undefined,
  maxBodyBytes: number,
): number {
  if (keep === "no") {
    return 0;
  }
  const mostBytes = keep === "yes" ? maxBodyBytes : Math.min(maxBodyBytes, maxOutageBodyBytes);
  return declaredBytes === undefined ? Math.min(mostBytes, maxUndeclaredBodyBytes) : mostBytes;
}
