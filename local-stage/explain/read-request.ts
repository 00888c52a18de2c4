import type { HeaderFields, ViewerRequest } from "../../edge-simulator";

/** The viewer of an explanation: of addresses that are kept for documents. */
const VIEWER = { viewerAddress: "203.0.113.1", viewerPort: 40_000 };

/** Stands for what is made up for each request. */
const REQUEST_ID = "[request id]";

/** What the distribution is called where `-H "Host: …"` doesn't say. */
const HOST = "local.cloudfront.net";

/**
 * Reads a request as a request line begins: `GET /search?q=a`. Without a method it is GET.
 *
 * @param mistakes takes a sentence when it isn't one
 */
export function readRequest(
  line: string,
  viewer: Pick<ViewerRequest, "headers" | "scheme" | "viewerCountry">,
  mistakes: string[],
): ViewerRequest {
  const [, method = "GET", url = ""] = /^(?:([A-Za-z]+)\s+)?(\/\S*)$/.exec(line) ?? [];
  if (url === "") {
    mistakes.push(
      `The request must be a method and a path, got "${line}". Write it like "GET /search?q=a".`,
    );
  }
  const end = url.indexOf("?");
  return {
    method: method.toUpperCase(),
    path: end < 0 ? url : url.slice(0, end),
    query: end < 0 ? "" : url.slice(end + 1),
    httpVersion: "1.1",
    ...viewer,
    headers: { host: HOST, ...viewer.headers },
    ...VIEWER,
    requestId: REQUEST_ID,
  };
}

/**
 * Reads headers as curl's `-H` has them; a name's second value follows the first.
 *
 * @param mistakes takes a sentence for each that isn't one
 */
export function readHeaders(
  option: string,
  lines: readonly string[],
  mistakes: string[],
): HeaderFields {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name, value = ""] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) {
      mistakes.push(
        `${option} must be a header, got "${line}". Write it like "Cache-Control: max-age=60".`,
      );
      continue;
    }
    const key = name.toLowerCase();
    const separator = key === "cookie" ? "; " : ", ";
    headers[key] = key in headers ? `${headers[key]}${separator}${value}` : value;
  }
  return headers;
}
