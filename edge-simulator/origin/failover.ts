import type { Readable } from "node:stream";
import type { Behavior, Failover } from "../configuration/compiled-distribution";
import { isReadMethod } from "../request/viewer-request";
import { answerFailure, isUnconnected, type OriginFailureKind } from "./origin-failure";

/**
 * The secondary that may be asked after the primary for a request of this method (CF-OG-02), if
 * any. A body can't be sent twice.
 */
export function findFailover(
  method: string,
  body: Readable | undefined,
  { failover, cachesOptions }: Behavior,
): Failover | undefined {
  const isCached = isReadMethod(method) || (method === "OPTIONS" && cachesOptions);
  return isCached && body === undefined ? failover : undefined;
}

/**
 * Whether a failure of the primary's is the secondary's turn (CF-OG-03): no connection counts as
 * 503, no response in time as 504. What an answer that can't be read counts as isn't documented;
 * here, as the status that a viewer would get.
 */
export function failsOver(kind: OriginFailureKind, { statuses }: Failover): boolean {
  if (kind === "aborted") {
    return false;
  }
  return statuses.has(isUnconnected(kind) ? 503 : answerFailure(kind).status);
}
