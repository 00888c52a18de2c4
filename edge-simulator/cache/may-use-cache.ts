import type { Behavior } from "../configuration/compiled-distribution";
import { hasBody, isReadMethod, type ViewerRequest } from "../request/viewer-request";
import { bypassesCache } from "./conditional";
import { isCachingDisabled } from "./ttl";

/**
 * Whether the cache may answer a request, and take its answer (CF-MTH-04). A body isn't part of the
 * key, so that a request with one is never answered by it.
 */
export function mayUseCache(
  request: ViewerRequest,
  { ttlBounds, cachesOptions }: Behavior,
): boolean {
  const isCachedMethod =
    isReadMethod(request.method) ||
    (cachesOptions && request.method === "OPTIONS" && !hasBody(request));
  return isCachedMethod && !isCachingDisabled(ttlBounds) && !bypassesCache(request.headers);
}
