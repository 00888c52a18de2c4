import { readHeader } from "../header-fields";
import type { ViewerRequest } from "../request/viewer-request";

const separatorBytes = ": \r\n".length;

/** The bytes of a request's headers, as HTTP/1.1 writes them. */
export function measureHeaderBytes({ headers }: ViewerRequest): number {
  return Object.keys(headers).reduce(
    (sum, name) => sum + name.length + (readHeader(headers, name) ?? "").length + separatorBytes,
    0,
  );
}

/** The bytes of a request's URL: path and query. */
export function measureUrlBytes({ path, query }: ViewerRequest): number {
  return path.length + (query === "" ? 0 : 1 + query.length);
}

/**
 * The bytes of a whole request, as HTTP/1.1 writes it. Of a body whose length isn't declared
 * nothing is counted.
 */
export function measureRequestBytes(request: ViewerRequest): number {
  const requestLineBytes = `${request.method}  HTTP/1.1\r\n`.length + measureUrlBytes(request);
  const bodyBytes = Number(readHeader(request.headers, "content-length") ?? 0);
  return requestLineBytes + measureHeaderBytes(request) + "\r\n".length + bodyBytes;
}
