import type { Behavior } from "../configuration/compiled-distribution";
import { readHeader } from "../header-fields";
import { normalizeAcceptEncoding } from "./accept-encoding";
import { selectCookies } from "./cookies";
import { readEdgeHeader } from "./generated-headers";
import { selectQuery } from "./query-string";
import type { ViewerRequest } from "./viewer-request";

/**
 * The cache key of a request. Requests with the same key may get each other's response, others
 * never. One part a line, which no header, path or query can contain:
 *
 * - `GET /path?query` — GET and HEAD share a key, OPTIONS has its own (CF-KEY-02); the query as
 *   far as the policy selects it;
 * - a line for each header of the policy, empty when the request hasn't got it (CF-KEY-08);
 * - the normalized Accept-Encoding, where the policy asks for it (CF-AE-01…06);
 * - the selected cookies, where the policy has cookies (CF-KEY-09).
 *
 * The viewer's scheme and the domain name are not in it (CF-KEY-01, CF-KEY-03, CF-KEY-15).
 */
export function computeCacheKey(request: ViewerRequest, { cacheKey }: Behavior): string {
  const query = selectQuery(request.query, cacheKey.queryStrings);
  let key = request.method === "OPTIONS" ? `OPTIONS ${request.path}` : `GET ${request.path}`;
  if (query !== "") {
    key += `?${query}`;
  }
  for (const name of cacheKey.headers) {
    const value = readKeyHeader(request, name);
    key += value === undefined ? "\n" : `\n${name}: ${value}`;
  }
  if (cacheKey.encodings.length > 0) {
    key += `\n${readKeyEncodings(request, cacheKey.encodings)}`;
  }
  if (cacheKey.cookies.kind !== "none") {
    key += `\n${selectCookies(readHeader(request.headers, "cookie"), cacheKey.cookies)}`;
  }
  return key;
}

/** The key of what answers HEAD only: a HEAD response has no body for a GET (AMB-16). */
export function makeHeadOnlyKey(key: string): string {
  return key.replace(/^GET /, "HEAD ");
}

/** The key of what is kept of an object in part (CF-RNG-02): a line more than any request's key. */
export function makePartKey(key: string): string {
  return `${key}\npart`;
}

/** The method whose responses a key stands for. */
export function methodOfCacheKey(key: string): string {
  return key.slice(0, key.indexOf(" "));
}

/** Path and query in a key: what invalidation paths are compared with (CF-INV-03). */
export function urlOfCacheKey(key: string): string {
  const end = key.indexOf("\n");
  return key.slice(key.indexOf(" ") + 1, end < 0 ? undefined : end);
}

function readKeyHeader(request: ViewerRequest, name: string): string | undefined {
  // CF-AE-10
  if (name === "accept-encoding" && request.httpVersion === "1.0") {
    return undefined;
  }
  return readEdgeHeader(request, name);
}

function readKeyEncodings(
  { headers, httpVersion }: ViewerRequest,
  encodings: Behavior["cacheKey"]["encodings"],
): string {
  if (httpVersion === "1.0") {
    return "";
  } // CF-AE-10
  const normalized = normalizeAcceptEncoding(readHeader(headers, "accept-encoding"), encodings);
  return normalized === undefined || normalized === "identity" ? "" : normalized; // CF-AE-03
}
