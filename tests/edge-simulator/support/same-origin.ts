import fc from "fast-check";
import { Readable } from "node:stream";
import type { HeaderFields, OriginConnection, OriginResponse } from "../../../edge-simulator";

/** What an origin answers to anything. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly bodyBytes: number;
}

/** What weighs as much as three values. */
export const nothing = [undefined, undefined, undefined];

/** One of the values, or nothing. */
export const maybe = <Value>(...values: Value[]) => fc.constantFrom(...nothing, ...values);

/** Answers whose bodies are as long as they say. */
export const anyAnswer: fc.Arbitrary<Answer> = fc
  .record({
    status: fc.constantFrom(200, 200, 200, 206, 204, 301, 303, 304, 404, 410, 416, 500, 503),
    control: maybe(
      ...["max-age=30", "s-maxage=5, max-age=7000", "max-age=60, stale-while-revalidate=9"],
      ...["no-store", "private", "no-cache", 'no-cache="Set-Cookie"', "max-age=0"],
    ),
    expires: maybe("Thu, 01 Jan 2026 00:01:00 GMT", "0"),
    vary: maybe("*", "X-A, Accept-Encoding"),
    etag: maybe('"1"', 'W/"1"'),
    cookie: maybe("a=1; Path=/", "b=2"),
    type: maybe("text/html", "image/png"),
    encoding: maybe("gzip"),
    part: maybe("bytes 0-1199/2000", "bytes 0-1199/1200"),
    bodyBytes: fc.constantFrom(10, 1200),
    isDeclared: fc.boolean(),
  })
  .map(({ status, bodyBytes, isDeclared, ...fields }) => {
    const headers: HeaderFields = {
      "cache-control": fields.control,
      expires: fields.expires,
      vary: fields.vary,
      etag: fields.etag,
      "set-cookie": fields.cookie,
      "content-type": fields.type,
      "content-encoding": fields.encoding,
      "content-length":
        isDeclared && status !== 204 && status !== 304 ? String(bodyBytes) : undefined,
      "content-range": status === 206 && bodyBytes === 1200 ? fields.part : undefined,
    };
    return { status, headers: withoutGaps(headers), bodyBytes };
  });

/** The headers that are there. */
export function withoutGaps(headers: HeaderFields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
}

/** In memory; answers the same to all. */
export class SameOrigin implements OriginConnection {
  answer: Answer | undefined;

  request({ method }: { method: string }): Promise<OriginResponse> {
    const { status = 500, headers = {}, bodyBytes = 0 } = this.answer ?? {};
    const isEmpty = method === "HEAD" || status === 204 || status === 304;
    const body = Readable.from(isEmpty ? [] : [Buffer.alloc(bodyBytes, "x")]);
    return Promise.resolve({ status, headers, body });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
