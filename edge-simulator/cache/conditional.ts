import { readHeader, type HeaderFields } from "../header-fields";
import { parseHttpDate } from "../http-date";
import type { ResponseRecord } from "./stored-response";

/**
 * Whether the viewer's copy is still good, so that 304 answers it (AMB-09): `If-None-Match`
 * before `If-Modified-Since`, weak comparison.
 */
export function isNotModified(
  requestHeaders: HeaderFields,
  response: ResponseRecord,
  nowMs: number,
): boolean {
  if (response.status !== 200 && response.status !== 206) {
    return false;
  }
  const noneMatch = readHeader(requestHeaders, "if-none-match");
  const etag = readHeader(response.headers, "etag");
  if (noneMatch !== undefined) {
    return noneMatch.trim() === "*" || (etag !== undefined && listsTag(noneMatch, etag));
  }
  const since = parseHttpDate(readHeader(requestHeaders, "if-modified-since") ?? "", nowMs);
  const modified = parseHttpDate(readHeader(response.headers, "last-modified") ?? "", nowMs);
  return since !== undefined && modified !== undefined && modified <= since;
}

/** Weak comparison: whether two ETags name the same object. */
export function isSameTag(one: string, other: string): boolean {
  return one.replace(/^W\//, "") === other.replace(/^W\//, "");
}

function listsTag(list: string, etag: string): boolean {
  const tags: readonly string[] = list.match(/"[^"]*"/g) ?? [];
  return tags.includes(etag.replace(/^W\//, ""));
}

/** Whether the viewer asks for the object only if it has changed. */
export function isConditional(headers: HeaderFields): boolean {
  return headers["if-none-match"] !== undefined || headers["if-modified-since"] !== undefined;
}

/** The same request for whoever has no copy. */
export function withoutConditions(headers: HeaderFields): HeaderFields {
  return { ...headers, "if-none-match": undefined, "if-modified-since": undefined };
}

/**
 * Whether a request makes its method depend on the object's state. The edge doesn't simulate that:
 * such requests go to the origin, past the cache.
 */
export function bypassesCache(headers: HeaderFields): boolean {
  return headers["if-match"] !== undefined || headers["if-unmodified-since"] !== undefined;
}
