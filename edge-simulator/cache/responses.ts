import type { Behavior } from "../configuration/compiled-distribution";
import { readHeader, type HeaderFields } from "../header-fields";
import { addAcceptEncoding } from "../response/compression";
import { flattenHeaders } from "../response/edge-response";
import { generatedPageHeaders } from "../response/error-page";
import { selectOriginHeaders, selectStoredHeaders } from "../response/origin-headers";
import { applyResponseHeadersPolicy } from "../response/response-headers-policy";
import { isSameTag } from "./conditional";
import { describeLifetime, type ResponseRecord, type StoredResponse } from "./stored-response";
import { decideTtl, readErrorCachingMinTtlSeconds, type TtlDecision } from "./ttl";

interface OriginAnswer {
  readonly status: number;
  readonly headers: HeaderFields;
}

/** A response and what was decided about keeping it. */
interface Decided {
  readonly response: StoredResponse;
  readonly decision: TtlDecision;
}

/**
 * What the viewer who asked gets of an origin's response, and what others get.
 *
 * @param received what the origin sent, where that isn't the answer: it knows its own ETag only
 */
export function describeResponses(
  answer: OriginAnswer,
  decision: TtlDecision,
  behavior: Behavior,
  nowMs: number,
  received: OriginAnswer = answer,
): { forViewer: ResponseRecord; forOthers: ResponseRecord } {
  const lifetime = describeLifetime(received, decision, behavior, nowMs);
  const headers = selectOriginHeaders(answer.headers, behavior, nowMs);
  const describe = (fields: HeaderFields): ResponseRecord => ({
    status: answer.status,
    headers: fields,
    viewerHeaders: writeViewerHeaders(fields, behavior),
    errorSentence: undefined,
    ...lifetime,
  });
  return { forViewer: describe(headers), forOthers: describe(selectStoredHeaders(headers)) };
}

/** A response with its whole body; a length that the origin didn't declare is known now. */
export function addBody(
  record: ResponseRecord,
  body: Buffer,
  behavior: Behavior,
  method: string,
): StoredResponse {
  const needsLength =
    hasBodyAllowed(method, record.status) && record.headers["content-length"] === undefined;
  if (!needsLength) {
    return { ...record, body };
  }
  const headers = { ...record.headers, "content-length": String(body.length) };
  return { ...withHeaders(record, headers, behavior), body };
}

/** The same response with other headers. */
export function withHeaders<Response extends ResponseRecord>(
  response: Response,
  headers: HeaderFields,
  behavior: Behavior,
): Response {
  return { ...response, headers, viewerHeaders: writeViewerHeaders(headers, behavior) };
}

/** Whether a 304 is about the stored response: an ETag of its own, if it has one, is the same. */
export function confirms({ headers }: OriginAnswer, stale: StoredResponse): boolean {
  const [told, stored] = [headers, stale.headers].map((fields) => readHeader(fields, "etag"));
  return told === undefined || stored === undefined || isSameTag(told, stored);
}

// A 304 speaks about the stored body, which may have another ETag for viewers than for the origin:
// what it says about a body of its own doesn't count.
const bodyHeaders = new Set([
  "content-encoding",
  "content-length",
  "content-md5",
  "content-range",
  "etag",
]);

/** A stored response that the origin has just confirmed with 304 (CF-REV-02). */
export function refresh(
  stale: StoredResponse,
  confirmation: HeaderFields,
  behavior: Behavior,
  nowMs: number,
): Decided {
  const { ttlBounds, errorCachingMinTtlSeconds } = behavior;
  const { status, body } = stale;
  const news = Object.fromEntries(
    Object.entries(selectStoredHeaders(selectOriginHeaders(confirmation, behavior, nowMs))).filter(
      ([name, value]) => value !== undefined && !bodyHeaders.has(name),
    ),
  );
  const headers = { ...stale.headers, ...news, vary: refreshVary(stale.headers, news) };
  const asSent = {
    ...headers,
    // What a viewer sees of `Vary` lacks its `*`.
    vary: confirmation.vary ?? headers.vary,
    // Of what the edge compressed, the viewer's ETag isn't the origin's.
    etag: stale.revalidation?.["if-none-match"] ?? confirmation.etag,
  };
  const question = { status, headers: asSent, ttlBounds, errorCachingMinTtlSeconds, nowMs };
  const decision = decideTtl(question);
  const viewerHeaders = writeViewerHeaders(headers, behavior);
  const lifetime = describeLifetime({ status, headers: asSent }, decision, behavior, nowMs);
  const response = { status, headers, viewerHeaders, errorSentence: undefined, body, ...lifetime };
  return { response, decision };
}

/** What varied by encoding still does: the body is the same (CF-CMP-13, CF-REV-05). */
function refreshVary(stale: HeaderFields, news: HeaderFields): string | undefined {
  const [before, now] = [stale, news].map((headers) => readHeader(headers, "vary"));
  return now !== undefined && /accept-encoding/i.test(before ?? "")
    ? addAcceptEncoding(now)
    : (now ?? before);
}

/** A stale response that is served for some time without asking the failing origin again. */
export function holdBack(
  stale: StoredResponse,
  errorStatus: number,
  { errorCachingMinTtlSeconds }: Behavior,
  nowMs: number,
): StoredResponse {
  const seconds = readErrorCachingMinTtlSeconds(errorCachingMinTtlSeconds, errorStatus);
  const retryOriginAtMs = Math.min(nowMs + seconds * 1000, stale.staleIfErrorUntilMs);
  const { headers } = stale; // which a spread may lack
  return { ...stale, headers, retryOriginAtMs };
}

/** The edge's own answer for an origin that gave none. Its page is made for each viewer. */
export function describeFailure(
  status: number,
  sentence: string,
  behavior: Behavior,
  nowMs: number,
): Decided {
  const { ttlBounds, errorCachingMinTtlSeconds } = behavior;
  const headers: HeaderFields = generatedPageHeaders;
  const question = { status, headers, ttlBounds, errorCachingMinTtlSeconds, nowMs };
  const decision = decideTtl(question);
  const response = {
    status,
    headers,
    viewerHeaders: writeViewerHeaders(headers, behavior),
    errorSentence: sentence,
    body: Buffer.alloc(0),
    ...describeLifetime({ status, headers }, decision, behavior, nowMs),
  };
  return { response, decision };
}

/** The length that a response declares for the body that follows; `undefined`: none. */
export function readBodyLength(method: string, { status, headers }: OriginAnswer) {
  const length = readHeader(headers, "content-length");
  const isDeclared = length !== undefined && /^\d+$/.test(length);
  return isDeclared && hasBodyAllowed(method, status) ? Number(length) : undefined;
}

function hasBodyAllowed(method: string, status: number): boolean {
  return method !== "HEAD" && status !== 204 && status !== 304;
}

function writeViewerHeaders(headers: HeaderFields, behavior: Behavior): string[] {
  return flattenHeaders(applyResponseHeadersPolicy(headers, behavior.responseHeadersPolicy));
}
