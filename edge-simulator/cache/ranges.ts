import { readHeader, type HeaderFields } from "../header-fields";
import type { ViewerRequest } from "../request/viewer-request";
import { parseHttpDate } from "../http-date";

/** Bytes of an object; the first and the last belong to it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Which bytes of how long an object a body is. */
export interface BodyPart extends ByteRange {
  readonly totalBytes: number;
}

interface Response {
  readonly status: number;
  readonly headers: HeaderFields;
}

/**
 * The request as the cache is to take it: only a GET asks for ranges (RFC 9110, 14.2), and one that
 * asks in a way that CloudFront doesn't take asks for the whole object (CF-RNG-04).
 */
export function settleRange(request: ViewerRequest): ViewerRequest {
  const range = readHeader(request.headers, "range");
  if (range === undefined) {
    return request;
  }
  const isUsable =
    request.method === "GET" && resolveRanges(range, Number.MAX_SAFE_INTEGER) !== undefined;
  return isUsable ? request : { ...request, headers: withoutRange(request.headers) };
}

/** The same request for the whole object. */
export function withoutRange(headers: HeaderFields): HeaderFields {
  return { ...headers, range: undefined, "if-range": undefined };
}

/**
 * The bytes that a `Range` asks for, of an object of this length; none when the object hasn't got
 * them. `undefined` when the header isn't to be followed (CF-RNG-04): not bytes, malformed, not in
 * ascending order, overlapping. A suffix (`-500`) is taken as RFC 9110 has it (CF-RNG-07).
 */
export function resolveRanges(range: string, totalBytes: number): ByteRange[] | undefined {
  const [, list] = /^\s*bytes\s*=(.*)$/i.exec(range) ?? [];
  const items =
    list
      ?.split(",")
      .map((item) => item.trim())
      .filter((item) => item !== "") ?? [];
  const ranges: ByteRange[] = [];
  let lastSoFar = -1;
  for (const item of items) {
    const next = parseRange(item, totalBytes);
    if (next === undefined || next.first <= lastSoFar) {
      return undefined;
    }
    lastSoFar = next.last;
    if (next.first < totalBytes && next.first <= next.last) {
      ranges.push({ first: next.first, last: Math.min(next.last, totalBytes - 1) });
    }
  }
  return items.length === 0 ? undefined : ranges;
}

function parseRange(item: string, totalBytes: number): ByteRange | undefined {
  const [, first = "", last = ""] = /^(\d*)-(\d*)$/.exec(item) ?? [];
  if (first === "") {
    return last === "" ? undefined : suffixOf(totalBytes, Number(last));
  }
  const range = { first: Number(first), last: last === "" ? Infinity : Number(last) };
  return range.first <= range.last ? range : undefined;
}

function suffixOf(totalBytes: number, bytes: number): ByteRange {
  return { first: Math.max(0, totalBytes - bytes), last: totalBytes - 1 };
}

/**
 * Which bytes of its object a response has: all of a 200 whose length is known, those that a 206
 * names; `undefined`: it doesn't say, or says what can't be.
 */
export function readPart({ status, headers }: Response): BodyPart | undefined {
  const length = readHeader(headers, "content-length");
  if (status === 200) {
    const totalBytes = length === undefined ? NaN : Number(length);
    return totalBytes >= 0 ? { first: 0, last: totalBytes - 1, totalBytes } : undefined;
  }
  const named = readHeader(headers, "content-range") ?? "";
  const [, ...numbers] = /^bytes (\d+)-(\d+)\/(\d+)$/i.exec(named.trim()) ?? [];
  const [first = NaN, last = NaN, totalBytes = NaN] = numbers.map(Number);
  const isPossible = status === 206 && first <= last && last < totalBytes;
  const isItsLength = length === undefined || Number(length) === last - first + 1;
  return isPossible && isItsLength ? { first, last, totalBytes } : undefined;
}

/** A part as `Content-Range` names it. */
export function formatContentRange({ first, last }: ByteRange, totalBytes: number): string {
  return `bytes ${first}-${last}/${totalBytes}`;
}

/** The `Range` that asks for what a stored response has; `undefined`: it is whole. */
export function describeStoredRange(response: Response): string | undefined {
  const part = response.status === 206 ? readPart(response) : undefined;
  return part && `bytes=${part.first}-${part.last}`;
}

/** Whether the part holds all that a request's `Range` asks for of this very object. */
export function holdsRange(
  response: Response,
  requestHeaders: HeaderFields,
  nowMs: number,
): boolean {
  const part = readPart(response);
  const range = readHeader(requestHeaders, "range");
  if (part === undefined || range === undefined || !meetsIfRange(requestHeaders, response, nowMs)) {
    return false;
  }
  const ranges = resolveRanges(range, part.totalBytes);
  return ranges?.every(({ first, last }) => part.first <= first && last <= part.last) ?? false;
}

/**
 * Whether `If-Range` lets a part be sent: it is absent, or names this very object by its strong
 * ETag or by its date (RFC 9110, 13.1.5; CF-RNG-07 leaves it open).
 */
export function meetsIfRange(
  requestHeaders: HeaderFields,
  { headers }: Response,
  nowMs: number,
): boolean {
  const condition = readHeader(requestHeaders, "if-range")?.trim();
  if (condition === undefined) {
    return true;
  }
  if (/^(W\/)?"/.test(condition)) {
    return condition === readStrongTag(headers);
  }
  const dateMs = parseHttpDate(condition, nowMs);
  return dateMs !== undefined && dateMs === readStrongDateMs(headers, nowMs);
}

/** Whether two responses are certainly about the same bytes (RFC 9110, 8.8.1). */
export function isSameObject(one: HeaderFields, other: HeaderFields, nowMs: number): boolean {
  const tags = [one, other].map((headers) => readHeader(headers, "etag"));
  if (tags.some((tag) => tag !== undefined)) {
    return tags[0] === tags[1] && readStrongTag(one) !== undefined;
  }
  const dateMs = readStrongDateMs(one, nowMs);
  return dateMs !== undefined && dateMs === readStrongDateMs(other, nowMs);
}

function readStrongTag(headers: HeaderFields): string | undefined {
  const tag = readHeader(headers, "etag");
  return tag?.startsWith('"') === true ? tag : undefined;
}

/** `Last-Modified` where no later version can have the same (RFC 9110, 8.8.2.2). */
function readStrongDateMs(headers: HeaderFields, nowMs: number): number | undefined {
  const modifiedMs = parseHttpDate(readHeader(headers, "last-modified") ?? "", nowMs);
  const sentMs = parseHttpDate(readHeader(headers, "date") ?? "", nowMs);
  const isStrong = modifiedMs !== undefined && sentMs !== undefined && sentMs - modifiedMs >= 1000;
  return isStrong ? modifiedMs : undefined;
}
