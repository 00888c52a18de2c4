import { isReadMethod } from "../request/viewer-request";

/** Why a request goes past the cache: a sentence without a capital letter. */
export function describeBypass(method: string, isCachingDisabled: boolean): string {
  if (!isReadMethod(method)) {
    return `${method} isn't cached.`;
  }
  return isCachingDisabled
    ? "the cache policy disables caching."
    : "such a request goes past the cache.";
}
