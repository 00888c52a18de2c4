import { pipeline, type Readable } from "node:stream";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import type { Behavior } from "../configuration/compiled-distribution";
import { readHeader, type HeaderFields } from "../header-fields";
import type { OriginResponse } from "../origin/origin-connection";
import { normalizeAcceptEncoding, type ContentEncoding } from "../request/accept-encoding";
import type { ViewerRequest } from "../request/viewer-request";

// CF-CMP-07
const shortestBytes = 1000;
const longestBytes = 10_000_000;
// CF-CMP-08
const compressedStatuses: ReadonlySet<number> = new Set([200, 403, 404]);
// Levels aren't documented. These are what servers commonly compress with while they send.
const brotliQuality = 5;
const gzipLevel = 6;

// CF-CMP-10
const compressedTypes: ReadonlySet<string> = new Set([
  ...listTypes("application", [
    "dash+xml eot font font-sfnt javascript json opentype otf pdf pkcs7-mime protobuf rss+xml",
    "truetype ttf vnd.apple.mpegurl vnd.mapbox-vector-tile vnd.ms-fontobject wasm xhtml+xml xml",
    "x-font-opentype x-font-truetype x-font-ttf x-httpd-cgi x-javascript x-mpegurl x-opentype",
    "x-otf x-perl x-ttf",
  ]),
  ...listTypes("font", ["eot opentype otf ttf"]),
  "image/svg+xml",
  ...listTypes("text", [
    "css csv html javascript js plain richtext tab-separated-values xml x-component",
    "x-java-source x-script",
  ]),
  "vnd.apple.mpegurl",
]);

function listTypes(type: string, subtypes: readonly string[]): string[] {
  return subtypes.flatMap((line) => line.split(" ")).map((subtype) => `${type}/${subtype}`);
}

/**
 * In which encoding the edge compresses an origin's response for this viewer and all others of its
 * cache key; `undefined`: it doesn't (CF-CMP-01…10; that it is kept, CF-CMP-03, is left to the
 * caller). Brotli goes before gzip.
 */
export function chooseEncoding(
  { method, httpVersion, headers }: ViewerRequest,
  { compressedEncodings }: Behavior,
  response: { readonly status: number; readonly headers: HeaderFields },
): ContentEncoding | undefined {
  if (compressedEncodings.length === 0 || method === "HEAD" || httpVersion === "1.0") {
    return undefined;
  }
  const isCompressible =
    compressedStatuses.has(response.status) &&
    response.headers["content-encoding"] === undefined && // CF-CMP-06
    hasCompressedLength(response.headers) &&
    hasCompressedType(response.headers);
  const accepted = normalizeAcceptEncoding(
    readHeader(headers, "accept-encoding"),
    compressedEncodings,
  );
  return isCompressible
    ? compressedEncodings.find((encoding) => accepted?.split(",").includes(encoding))
    : undefined;
}

function hasCompressedLength(headers: HeaderFields): boolean {
  const length = readHeader(headers, "content-length") ?? "";
  return /^\d+$/.test(length) && Number(length) >= shortestBytes && Number(length) <= longestBytes;
}

// CF-CMP-14
function hasCompressedType(headers: HeaderFields): boolean {
  const [type = ""] = (readHeader(headers, "content-type") ?? "").split(";");
  return compressedTypes.has(type.trim().toLowerCase());
}

/** What the headers of a response say once it is in this encoding. */
export function describeCompressed(headers: HeaderFields, encoding: ContentEncoding): HeaderFields {
  return {
    ...headers,
    "content-encoding": encoding,
    "content-length": undefined,
    etag: weakenTag(readHeader(headers, "etag")),
    vary: addAcceptEncoding(readHeader(headers, "vary")),
  };
}

/**
 * The response in this encoding. It is compressed while it comes; a body that isn't as long as
 * declared fails (CF-STO-02).
 */
export function compressResponse(
  { status, headers, body }: OriginResponse,
  encoding: ContentEncoding,
): OriginResponse {
  return {
    status,
    headers: describeCompressed(headers, encoding),
    body: compressBody(body, encoding, Number(readHeader(headers, "content-length"))),
  };
}

// CF-CMP-11
function weakenTag(etag: string | undefined): string | undefined {
  if (etag?.startsWith("W/") === true) {
    return etag;
  }
  return etag?.startsWith('"') === true ? `W/${etag}` : undefined;
}

/** `Vary` with `Accept-Encoding` in it (CF-CMP-13). */
export function addAcceptEncoding(vary: string | undefined): string {
  const names = (vary ?? "").split(",").map((name) => name.trim().toLowerCase());
  if (names.includes("accept-encoding") || names.includes("*")) {
    return vary ?? "";
  }
  return vary === undefined ? "Accept-Encoding" : `${vary}, Accept-Encoding`;
}

function compressBody(body: Readable, encoding: ContentEncoding, expectedBytes: number): Readable {
  // Flushed with each chunk: Brotli would hold back more than a page, and viewers wait.
  const compressor =
    encoding === "br"
      ? createBrotliCompress({
          flush: constants.BROTLI_OPERATION_FLUSH,
          params: {
            [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
            [constants.BROTLI_PARAM_SIZE_HINT]: expectedBytes,
          },
        })
      : createGzip({ flush: constants.Z_SYNC_FLUSH, level: gzipLevel });
  // A failure reaches whoever reads the compressed body.
  pipeline(
    body,
    (chunks) => checkLength(chunks, expectedBytes),
    compressor,
    () => undefined,
  );
  return compressor;
}

async function* checkLength(
  chunks: AsyncIterable<Buffer>,
  expectedBytes: number,
): AsyncGenerator<Buffer> {
  let receivedBytes = 0;
  for await (const chunk of chunks) {
    receivedBytes += chunk.length;
    if (receivedBytes > expectedBytes) {
      throw new Error("The body is longer than its Content-Length.");
    }
    yield chunk;
  }
  if (receivedBytes < expectedBytes) {
    throw new Error("The body is shorter than its Content-Length.");
  }
}
