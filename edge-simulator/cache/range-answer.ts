import { Readable } from "node:stream";
import type { Behavior } from "../configuration/compiled-distribution";
import { readHeader, type HeaderFields } from "../header-fields";
import type { ViewerRequest } from "../request/viewer-request";
import { generatedPageHeaders } from "../response/error-page";
import type { CacheAnswer } from "./cache-answer";
import { isNotModified } from "./conditional";
import {
  formatContentRange,
  meetsIfRange,
  readPart,
  resolveRanges,
  type BodyPart,
  type ByteRange,
} from "./ranges";
import { withHeaders } from "./responses";

const notSatisfiable = "The requested range is not satisfiable.";

/**
 * What of a cached answer a request with `Range` gets: the ranges (CF-RNG-01), which are of the
 * stored bytes, compressed ones too (CF-RNG-05). All of it, where the answer is no object, the
 * viewer's `If-Range` or `If-None-Match` says so, or its length isn't known yet; and what came
 * from the origin for this very request (CF-RNG-02, CF-RNG-03).
 */
export function selectRanges(
  request: ViewerRequest,
  answer: CacheAnswer,
  behavior: Behavior,
  nowMs: number,
): CacheAnswer {
  const { record, body, result } = answer;
  const part = readPart(record);
  if (result === "Miss" || part === undefined || isNotModified(request.headers, record, nowMs)) {
    return answer;
  }
  const range = readHeader(request.headers, "range") ?? "";
  const ranges = meetsIfRange(request.headers, record, nowMs)
    ? resolveRanges(range, part.totalBytes)
    : undefined;
  // Who waited for another's answer to the same range can find another part in it.
  const isHeld = ranges?.every(({ first, last }) => part.first <= first && last <= part.last);
  if (ranges === undefined || isHeld !== true) {
    return answer;
  }
  if (ranges.length === 0) {
    return refuseRange(answer, part.totalBytes, behavior);
  }
  const [only, ...others] = ranges as [ByteRange, ...ByteRange[]];
  if (others.length === 0) {
    return selectOne(answer, part, only, behavior);
  }
  return Buffer.isBuffer(body)
    ? selectSeveral(answer, body, part, ranges, behavior, request.requestId)
    : answer;
}

// RFC 9110, 15.5.17; the guide's list of errors has 416 (CF-ERR-06), its page on ranges doesn't.
function refuseRange(answer: CacheAnswer, totalBytes: number, behavior: Behavior): CacheAnswer {
  const headers = { ...generatedPageHeaders, "content-range": `bytes */${totalBytes}` };
  const record = { ...answer.record, status: 416, errorSentence: notSatisfiable };
  return { ...answer, record: withHeaders(record, headers, behavior), body: Buffer.alloc(0) };
}

function selectOne(
  answer: CacheAnswer,
  part: BodyPart,
  range: ByteRange,
  behavior: Behavior,
): CacheAnswer {
  const { first, last } = relateTo(part, range);
  const { body } = answer;
  return describePart(
    answer,
    {
      "content-length": String(range.last - range.first + 1),
      "content-range": formatContentRange(range, part.totalBytes),
    },
    Buffer.isBuffer(body) ? body.subarray(first, last + 1) : cutStream(body, { first, last }),
    behavior,
  );
}

function selectSeveral(
  answer: CacheAnswer,
  body: Buffer,
  part: BodyPart,
  ranges: readonly ByteRange[],
  behavior: Behavior,
  requestId: string,
): CacheAnswer {
  // Nobody who makes an object can know the id of a later request.
  const boundary = requestId.replace(/[^\w-]/g, "");
  const type = readHeader(answer.record.headers, "content-type");
  const typeLine = type === undefined ? "" : `Content-Type: ${type}\r\n`;
  const pieces = ranges.flatMap((range) => {
    const { first, last } = relateTo(part, range);
    const contentRange = formatContentRange(range, part.totalBytes);
    const head = `\r\n--${boundary}\r\n${typeLine}Content-Range: ${contentRange}\r\n\r\n`;
    return [Buffer.from(head, "latin1"), body.subarray(first, last + 1)];
  });
  const multipart = Buffer.concat([...pieces, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = {
    "content-type": `multipart/byteranges; boundary=${boundary}`,
    "content-length": String(multipart.length),
    "content-range": undefined,
  };
  return describePart(answer, headers, multipart, behavior);
}

function describePart(
  answer: CacheAnswer,
  changes: HeaderFields,
  body: Buffer | Readable,
  behavior: Behavior,
): CacheAnswer {
  const headers = { ...answer.record.headers, ...changes };
  return {
    ...answer,
    record: withHeaders({ ...answer.record, status: 206 }, headers, behavior),
    body,
  };
}

/** Where in a part's body a range of the object is. */
function relateTo(part: BodyPart, { first, last }: ByteRange): ByteRange {
  return { first: first - part.first, last: last - part.first };
}

/** The part of a body that is still on its way; what comes after it isn't waited for. */
function cutStream(body: Readable, range: ByteRange): Readable {
  body.on("error", () => undefined); // it reaches whoever reads the part
  const cut = Readable.from(takeBytes(body, range), { objectMode: false });
  return cut.once("close", () => body.destroy());
}

async function* takeBytes(body: Readable, { first, last }: ByteRange): AsyncGenerator<Buffer> {
  let passedBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    const start = Math.max(0, first - passedBytes);
    const end = Math.min(chunk.length, last + 1 - passedBytes);
    if (start < end) {
      yield chunk.subarray(start, end);
    }
    passedBytes += chunk.length;
    if (passedBytes > last) {
      return;
    }
  }
}
