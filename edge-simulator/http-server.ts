import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Socket } from "node:net";
import { pipeline, type Duplex } from "node:stream";
import type { Exchange, ViewerEnd } from "./exchange";
import { listConnectionHeaders, type HeaderFields } from "./header-fields";
import { makeRequestIds } from "./request/request-id";
import { methodNotAllowed } from "./request/check-request";
import { hasBody, type ViewerRequest } from "./request/viewer-request";
import type { EdgeResponse } from "./response/edge-response";
import {
  generateFinalError,
  type GeneratedResponse,
  type GeneratedStamp,
} from "./response/generated-response";

// CF-LIM-02: request line and headers together.
const maxRequestHeadBytes = 32_768;
// Longer than viewers keep idle connections, so that the edge isn't the one to close them.
const keepAliveTimeoutMs = 75_000;
// How long a viewer may take to read an answer that node:http doesn't write.
const lingerMs = 500;

/** What node:http makes of bytes that aren't HTTP. */
interface ParserError extends NodeJS.ErrnoException {
  /** What came last from the viewer. */
  readonly rawPacket?: Buffer;
}

interface EdgeServerOptions {
  /** What the listening port counts as for the viewer protocol policy. */
  readonly viewerScheme: ViewerRequest["scheme"];
  /** The edge's name in `Via`. */
  readonly viaName: string;
  /** The country that all viewers are in; `undefined`: it isn't known. */
  readonly country: string | undefined;
  readonly answer: (exchange: Exchange) => Promise<EdgeResponse>;
}

/** Makes the HTTP server that viewers connect to; it doesn't listen yet. */
export function createEdgeServer({
  viewerScheme,
  viaName,
  country,
  answer,
}: EdgeServerOptions): Server {
  const nextRequestId = makeRequestIds();
  /** The last response that was begun on each connection. */
  const lastResponses = new WeakMap<Duplex, ServerResponse>();

  const serve = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const request = describeRequest(incoming, viewerScheme, country, nextRequestId());
    const stamp = { requestId: request.requestId, viaName };
    lastResponses.set(incoming.socket, outgoing);
    // `OPTIONS *` is about a server, and there is none that it would mean.
    if (!namesHost(incoming) || incoming.url === "*") {
      send(generateFinalError(400, "Bad request.", stamp), outgoing);
      return;
    }
    answer(describeExchange(request, incoming, outgoing))
      .then((response) => send(response, outgoing))
      .catch((error: unknown) => fail(error, stamp, outgoing));
  };

  return (
    createServer({
      maxHeaderSize: maxRequestHeadBytes,
      keepAliveTimeout: keepAliveTimeoutMs,
      requireHostHeader: false, // checked above, so that the answer is the edge's
    })
      .on("request", serve)
      // CF-HDR-02: no origin is told of an expectation, so that none can turn it down.
      .on("checkExpectation", serve)
      .on("connect", (_request: IncomingMessage, socket: Duplex) => {
        socket.on("error", () => socket.destroy());
        sendRaw(generateFinalError(403, methodNotAllowed, nextStamp()), socket);
      })
      .on("clientError", (error: ParserError, socket: Duplex) => {
        const isLost = error.code === "ECONNRESET" || !socket.writable;
        if (isLost || isAnswering(lastResponses.get(socket))) {
          socket.destroy();
        } else {
          sendRaw(describeMalformed(error, nextStamp()), socket);
        }
      })
  );

  function nextStamp(): GeneratedStamp {
    return { requestId: nextRequestId(), viaName };
  }
}

/** Whether there is one `Host`; before HTTP/1.1 there may be none. */
function namesHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === "host") {
      hosts++;
    }
  }
  return hosts === 1 || (hosts === 0 && httpVersion === "1.0");
}

/** Whether bytes written to a response's connection would end up inside a response. */
function isAnswering(last: ServerResponse | undefined): boolean {
  if (last === undefined || last.writableFinished) {
    return false;
  }
  // Without a socket it waits until one before it is through.
  return last.headersSent || last.socket === null;
}

function describeRequest(
  incoming: IncomingMessage,
  scheme: ViewerRequest["scheme"],
  viewerCountry: string | undefined,
  requestId: string,
): ViewerRequest {
  const url = stripAuthority(stripFragment(incoming.url ?? "/"));
  const queryStart = url.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    path: queryStart < 0 ? url : url.slice(0, queryStart),
    query: queryStart < 0 ? "" : url.slice(queryStart + 1),
    headers: dropNominated(incoming.headers),
    httpVersion: incoming.httpVersion,
    scheme,
    viewerCountry,
    viewerAddress: incoming.socket.remoteAddress ?? "",
    viewerPort: incoming.socket.remotePort ?? 0,
    requestId,
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

function describeExchange(
  request: ViewerRequest,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Exchange {
  const { socket } = incoming; // which a message loses once its body is read
  return {
    request,
    body: hasBody(request) ? incoming : undefined,
    over: () => watchEnd(outgoing),
    onEnd: (listener) => reportEnd(socket, outgoing, listener),
  };
}

/** Made only for requests that go to an origin: a hit never waits for anything. */
function watchEnd(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (outgoing.destroyed) {
    controller.abort();
  } else {
    outgoing.once("close", () => controller.abort());
  }
  return controller.signal;
}

function reportEnd(
  socket: Socket,
  outgoing: ServerResponse,
  listener: (end: ViewerEnd) => void,
): void {
  const sentBefore = socket.bytesWritten;
  const report = () =>
    listener({
      bytesSent: socket.bytesWritten - sentBefore,
      isWhole: outgoing.writableFinished,
    });
  if (outgoing.destroyed) {
    report();
  } else {
    outgoing.once("close", report);
  }
}

/** @throws when node:http refuses a header */
function send({ status, headers, body }: EdgeResponse, outgoing: ServerResponse): void {
  outgoing.writeHead(status, headers as string[]);
  if (body === undefined) {
    outgoing.end();
  } else if (Buffer.isBuffer(body)) {
    outgoing.end(body);
  }
  // A body that fails takes the connection with it: the viewer sees that it isn't whole.
  else {
    pipeline(body, outgoing, () => undefined);
  }
}

function fail(error: unknown, stamp: GeneratedStamp, outgoing: ServerResponse): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  const reason = error instanceof Error ? error.message : String(error);
  // Headers that were refused may have left their mark on `outgoing`: this is its last response.
  send(generateFinalError(500, `The edge simulator failed: ${reason}`, stamp), outgoing);
}

function describeMalformed(error: ParserError, stamp: GeneratedStamp): GeneratedResponse {
  const { code } = error;
  if (code === "HPE_INVALID_METHOD" && beginsRequest(error.rawPacket)) {
    return generateFinalError(403, methodNotAllowed, stamp); // CF-MTH-09
  }
  const isTooLarge = code === "HPE_HEADER_OVERFLOW";
  return generateFinalError(isTooLarge ? 494 : 400, "Bad request.", stamp);
}

/** Whether bytes begin like a request, with any word as its method. */
function beginsRequest(packet: Buffer = Buffer.alloc(0)): boolean {
  return /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/1\.[01]\r\n/.test(packet.toString("latin1"));
}

/** Writes a response where node:http doesn't: to a connection that it has given up. */
function sendRaw({ status, headers, body }: GeneratedResponse, socket: Duplex): void {
  const reason = status === 494 ? "Request Header Too Large" : STATUS_CODES[status];
  const fields = headers.map((part, index) => part + (index % 2 === 0 ? ": " : "\r\n"));
  socket.write(`HTTP/1.1 ${status} ${reason}\r\n${fields.join("")}\r\n`, "latin1");
  socket.end(body);
  // A viewer reads that before it closes; one that never does isn't waited for.
  socket.resume();
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
