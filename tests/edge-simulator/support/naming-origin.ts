import fc from "fast-check";
import { Readable } from "node:stream";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import {
  OriginFailure,
  type OriginConnection,
  type OriginRequest,
  type OriginResponse,
} from "../../../edge-simulator";
import type { Received } from "./test-stage";

/** What an origin answers next. */
export interface AnyAnswer {
  readonly status: number;
  readonly control: string | undefined;
  readonly vary: string | undefined;
  readonly etag: string | undefined;
  readonly servesRanges: boolean;
  readonly isDown: boolean;
}

export const anyAnswer: fc.Arbitrary<AnyAnswer> = fc.record({
  status: fc.constantFrom(200, 200, 200, 200, 404, 500, 301, 204),
  control: fc.constantFrom(
    undefined,
    "max-age=2",
    "max-age=2, stale-while-revalidate=9",
    "no-cache",
    "no-store",
    "private",
    "max-age=0, stale-if-error=9",
  ),
  vary: fc.constantFrom(undefined, "*", "X-A"),
  etag: fc.constantFrom(undefined, '"1"', '"2"'),
  servesRanges: fc.boolean(),
  isDown: fc.constantFrom(false, false, false, true),
});

/** How a viewer's name is written all over a body. */
const nameBytes = 8;
const bodyBytes = 150 * nameBytes; // long enough to be compressed

/** Ranges of whole names, and two that are followed by nobody. */
export const someRanges = [
  ...["bytes=0-799", "bytes=800-1199", "bytes=400-", "bytes=-400", "bytes=0-7,800-807"],
  ...["bytes=5-2", "bytes=0-799,400-"],
];

/** In memory; headers and every part of a body name the viewer whose request they are made for. */
export class NamingOrigin implements OriginConnection {
  private count = 0;

  constructor(private readonly answers: readonly AnyAnswer[]) {}

  async request({ method, headers }: OriginRequest): Promise<OriginResponse> {
    const answer = this.answers[this.count++ % this.answers.length] as AnyAnswer;
    await new Promise((resolve) => setImmediate(resolve)); // so that others come meanwhile
    if (answer.isDown) {
      throw new OriginFailure("connect");
    }
    const { control, vary, etag } = answer;
    const viewer = String(headers["x-viewer"]);
    const fields = { "made-for": viewer, "cache-control": control, vary, etag };
    if (etag !== undefined && headers["if-none-match"] === etag) {
      return { status: 304, headers: fields, body: Readable.from([]) };
    }
    if (answer.status === 204) {
      return { status: 204, headers: fields, body: Readable.from([]) };
    }
    const range = answer.servesRanges && answer.status === 200 ? readRange(headers.range) : "";
    const whole = Buffer.from(`<${viewer.padStart(nameBytes - 2, "0")}>`.repeat(150));
    const [first, last] = range === "" ? [0, bodyBytes - 1] : range.split("-").map(Number);
    const body = whole.subarray(first, Number(last) + 1);
    const described = { "content-type": "text/plain", "content-length": String(body.length) };
    const part = range === "" ? {} : { "content-range": `bytes ${range}/${bodyBytes}` };
    return {
      status: range === "" ? answer.status : 206,
      headers: { ...fields, ...described, ...part },
      body: Readable.from(method === "HEAD" ? [] : [body]),
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** First and last byte of one range; empty: the whole is asked for. */
function readRange(range: OriginRequest["headers"][string]): string {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(String(range)) ?? [];
  if (first === undefined) {
    return "";
  }
  return first === ""
    ? `${bodyBytes - Number(last)}-${bodyBytes - 1}`
    : `${first}-${last === "" ? bodyBytes - 1 : last}`;
}

/**
 * For whom headers and body of a response were made; nobody: the edge made it itself.
 *
 * @throws when the body isn't made of whole names
 */
export function listMadeFor(method: string, received: Received): string[] {
  const { status, headers } = received;
  const inHeader = headers["made-for"];
  if (inHeader === undefined) {
    return [];
  }
  const body = method === "HEAD" || status === 204 ? "" : readBody(received);
  const isMultipart = String(headers["content-type"]).startsWith("multipart/");
  if (!isMultipart && !/^(<\d{6}>)*$/.test(body)) {
    throw new Error(`${status} with a body that isn't whole: ${body.slice(0, 100)}`);
  }
  const names = new Set((body.match(/<\d{6}>/g) ?? []).map((name) => name.slice(1, -1)));
  // After a 304 the body may be another's than the header; joined parts are of several.
  return [String(inHeader), ...[...names].map((name) => String(Number(name)))];
}

/** The body as it was compressed; of a part of compressed bytes nobody can tell. */
function readBody({ headers, bytes }: Received): string {
  const [, first, last, total] =
    /^bytes (\d+)-(\d+)\/(\d+)$/.exec(String(headers["content-range"])) ?? [];
  const isWhole = total === undefined || (first === "0" && Number(last) === Number(total) - 1);
  switch (headers["content-encoding"]) {
    case "gzip":
      return isWhole ? gunzipSync(bytes).toString() : "";
    case "br":
      return isWhole ? brotliDecompressSync(bytes).toString() : "";
    default:
      return bytes.toString();
  }
}
