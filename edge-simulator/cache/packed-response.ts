import { collectHeaders, type HeaderFields } from "../header-fields";
import { flattenHeaders } from "../response/edge-response";
import type { StoredResponse } from "./stored-response";
import type { StringPool } from "./string-pool";

// Their values differ from object to object.
const unsharedNames = new Set(["etag", "last-modified"]);

/**
 * A stored response in little memory: objects that are put together by spreading take three times
 * the room of one whose fields are assigned in a constructor. `headers` is made when it is asked
 * for, which a hit doesn't do, and isn't copied by `{ ...response }`.
 */
export class PackedResponse implements Required<StoredResponse> {
  readonly status: number;
  readonly viewerHeaders: readonly string[];
  readonly errorSentence: string | undefined;
  readonly ttlRule: StoredResponse["ttlRule"];
  readonly fetchedAtMs: number;
  readonly freshUntilMs: number;
  readonly staleWhileRevalidateUntilMs: number;
  readonly staleIfErrorUntilMs: number;
  readonly retryOriginAtMs: number;
  readonly isForOutage: boolean;
  readonly revalidation: HeaderFields | undefined;
  readonly body: Buffer;
  /** Before the response headers policy; the same array as `viewerHeaders` where that has none. */
  private readonly ownHeaders: readonly string[];

  constructor(response: StoredResponse, pool: StringPool) {
    const ownHeaders = flattenHeaders(response.headers);
    this.status = response.status;
    this.viewerHeaders = shareStrings(response.viewerHeaders, pool);
    this.errorSentence = response.errorSentence;
    this.ttlRule = response.ttlRule;
    this.fetchedAtMs = response.fetchedAtMs;
    this.freshUntilMs = response.freshUntilMs;
    this.staleWhileRevalidateUntilMs = response.staleWhileRevalidateUntilMs;
    this.staleIfErrorUntilMs = response.staleIfErrorUntilMs;
    this.retryOriginAtMs = response.retryOriginAtMs;
    this.isForOutage = response.isForOutage;
    this.revalidation = response.revalidation;
    this.body = response.body;
    this.ownHeaders = isSame(ownHeaders, response.viewerHeaders)
      ? this.viewerHeaders
      : shareStrings(ownHeaders, pool);
  }

  get headers(): HeaderFields {
    return collectHeaders(this.ownHeaders);
  }

  /** About what it takes in memory, in bytes. */
  get sizeBytes(): number {
    const arrays = this.ownHeaders === this.viewerHeaders ? 1 : 2;
    return this.body.length + fixedBytes + arrays * this.viewerHeaders.length * bytesPerHeaderPart;
  }
}

// What a response takes besides its headers and its body, and what each name and each value of a
// header takes: measured (`npm run bench:edge`) with some values that are shared and some not.
const fixedBytes = 480;
const bytesPerHeaderPart = 16;

function shareStrings(headers: readonly string[], pool: StringPool): readonly string[] {
  return headers.map((text, index) =>
    index % 2 === 1 && unsharedNames.has(headers[index - 1] ?? "") ? text : pool.share(text),
  );
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
