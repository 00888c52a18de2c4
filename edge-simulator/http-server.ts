import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pipeline, type Duplex } from "node:stream";
import type { Exchange } from "./exchange";
import { listConnectionHeaders, type HeaderFields } from "./header-fields";
import { makeRequestIds } from "./request/request-id";
import { hasBody, type ViewerRequest } from "./request/viewer-request";
import type { EdgeResponse } from "./response/edge-response";
import { renderErrorPage } from "./response/error-page";

// CF-LIM-02: request line and headers together.
const maxRequestHeadBytes = 32_768;
// Longer than viewers keep idle connections, so that the edge isn't the one to close them.
const keepAliveTimeoutMs = 75_000;

interface EdgeServerOptions {
  /** What the listening port counts as for the viewer protocol policy. */
  readonly viewerScheme: ViewerRequest["scheme"];
  readonly answer: (exchange: Exchange) => Promise<EdgeResponse>;
}

/** Makes the HTTP server that viewers connect to; it doesn't listen yet. */
export function createEdgeServer({ viewerScheme, answer }: EdgeServerOptions): Server {
  const nextRequestId = makeRequestIds();
  const server = createServer(
    { maxHeaderSize: maxRequestHeadBytes, keepAliveTimeout: keepAliveTimeoutMs },
    (incoming, outgoing) => {
      const request = describeRequest(incoming, viewerScheme, nextRequestId());
      answer({
        request,
        body: hasBody(request) ? incoming : undefined,
        over: () => watchEnd(outgoing),
      }).then(
        (response) => send(response, outgoing),
        (error: unknown) => fail(error, request, outgoing),
      );
    },
  );
  return server.on("clientError", refuseMalformed);
}

function describeRequest(
  incoming: IncomingMessage,
  scheme: ViewerRequest["scheme"],
  requestId: string,
): ViewerRequest {
  const url = stripAuthority(incoming.url ?? "/");
  const queryStart = url.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    path: queryStart < 0 ? url : url.slice(0, queryStart),
    query: queryStart < 0 ? "" : url.slice(queryStart + 1),
    headers: dropNominated(incoming.headers),
    httpVersion: incoming.httpVersion,
    scheme,
    viewerAddress: incoming.socket.remoteAddress ?? "",
    viewerPort: incoming.socket.remotePort ?? 0,
    requestId,
  };
}

/** The path of a request line: also of one in absolute form (`GET http://host/path`). */
function stripAuthority(url: string): string {
  if (url.startsWith("/")) return url;
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

/** Made only for requests that go to an origin: a hit never waits for anything. */
function watchEnd(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (outgoing.destroyed) controller.abort();
  else outgoing.once("close", () => controller.abort());
  return controller.signal;
}

function send({ status, headers, body }: EdgeResponse, outgoing: ServerResponse): void {
  outgoing.writeHead(status, headers as string[]);
  if (body === undefined) outgoing.end();
  else if (Buffer.isBuffer(body)) outgoing.end(body);
  // A body that fails takes the connection with it: the viewer sees that it isn't whole.
  else pipeline(body, outgoing, () => undefined);
}

function fail(error: unknown, { requestId }: ViewerRequest, outgoing: ServerResponse): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  const reason = error instanceof Error ? error.message : String(error);
  outgoing.writeHead(500, { server: "CloudFront", "content-type": "text/html" });
  outgoing.end(renderErrorPage(500, `The edge simulator failed: ${reason}`, requestId));
}

function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === "HPE_HEADER_OVERFLOW" ? "494 Request Header Too Large" : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nServer: CloudFront\r\nConnection: close\r\n\r\n`);
}
