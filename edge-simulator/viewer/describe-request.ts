import { listConnectionHeaders, type HeaderFields } from "../header-fields";
import type { ViewerRequest } from "../request/viewer-request";

/** A request as it came in, over HTTP/1 or HTTP/2. */
export interface RequestHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: HeaderFields;
  readonly httpVersion: string;
  readonly socket: {
    readonly remoteAddress?: string | undefined;
    readonly remotePort?: number | undefined;
  };
}

/** A viewer's request as plain data. */
export function describeRequest(
  head: RequestHead,
  edge: Pick<ViewerRequest, "scheme" | "httpsPort" | "viewerCountry" | "requestId">,
): ViewerRequest {
  const url = stripAuthority(stripFragment(head.url ?? "/"));
  const queryStart = url.indexOf("?");
  return {
    method: head.method ?? "GET",
    path: queryStart < 0 ? url : url.slice(0, queryStart),
    query: queryStart < 0 ? "" : url.slice(queryStart + 1),
    headers: dropNominated(head.headers),
    httpVersion: head.httpVersion,
    scheme: edge.scheme,
    httpsPort: edge.httpsPort,
    viewerCountry: edge.viewerCountry,
    viewerAddress: head.socket.remoteAddress ?? "",
    viewerPort: head.socket.remotePort ?? 0,
    requestId: edge.requestId,
  };
}

// A fragment is the viewer's own affair; node:http lets it through.
function stripFragment(url: string): string {
  const start = url.indexOf("#");
  return start < 0 ? url : url.slice(0, start);
}

/** The path of a request line: also of one in absolute form (`GET http://host/path`). */
function stripAuthority(url: string): string {
  if (url.startsWith("/")) {
    return url;
  }
  const path = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, "");
  return path.startsWith("/") ? path : `/${path}`;
}

/**
 * A viewer may name headers in `Connection` that aren't meant for the origin. They are dropped
 * before anything looks at them, so that cache key and origin agree on what was asked.
 */
function dropNominated(headers: HeaderFields): HeaderFields {
  const { connection } = headers;
  if (connection === undefined || connection === "keep-alive" || connection === "close") {
    return headers;
  }
  const dropped = listConnectionHeaders(headers);
  const isKept = (name: string) => /^(host|content-length|transfer-encoding)$/.test(name);
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => isKept(name) || !dropped.has(name)),
  );
}
