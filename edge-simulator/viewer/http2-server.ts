import { validateHeaderValue } from "node:http";
import {
  constants,
  createServer,
  type Http2Server as Server,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import { PassThrough, pipeline } from "node:stream";
import type { Exchange, ViewerEnd } from "../exchange";
import { collectHeaders, connectionHeaders, type HeaderFields } from "../header-fields";
import { methodNotAllowed } from "../request/check-request";
import { hasBody, type ViewerRequest } from "../request/viewer-request";
import type { EdgeResponse } from "../response/edge-response";
import { generateFinalError, type GeneratedStamp } from "../response/generated-response";
import { describeRequest } from "./describe-request";
import { isHost } from "./malformed-head";
import {
  describeUnforeseen,
  keepAliveTimeoutMs,
  maxRequestHeadBytes,
  type ViewerContext,
} from "./viewer-context";
import { watchEnd } from "./watch-end";

// Above CF-LIM-02's length, so that it is the edge that answers what is too long.
const maxHeaderListBytes = 2 * maxRequestHeadBytes;
// As many as node:http takes.
const maxHeaderPairs = 2000;

/** How much of a response's body was sent: node:http2 doesn't count by stream. */
interface SentBody {
  bytes: number;
}

/** Viewers' HTTP/2 connections. The server that accepted them, with TLS, emits them. */
export class Http2Server {
  readonly server: Server;
  private readonly sessions = new Set<ServerHttp2Session>();

  constructor(private readonly context: ViewerContext) {
    this.server = createServer({
      settings: { maxHeaderListSize: maxHeaderListBytes },
      maxHeaderListPairs: maxHeaderPairs,
    })
      .on("session", (session: ServerHttp2Session) => this.track(session))
      .on("stream", (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) =>
        this.serve(stream, headers),
      );
  }

  /** Takes no further request on any connection; each ends with its last response. */
  drain(): void {
    for (const session of this.sessions) {
      session.close();
    }
  }

  /** Ends every connection. */
  destroy(): void {
    for (const session of this.sessions) {
      session.destroy();
    }
  }

  private track(session: ServerHttp2Session): void {
    this.sessions.add(session);
    session.once("close", () => this.sessions.delete(session));
    session.setTimeout(keepAliveTimeoutMs, () => session.close());
  }

  private serve(stream: ServerHttp2Stream, fields: IncomingHttpHeaders): void {
    stream.on("error", () => undefined); // its end is noticed, whatever it was
    const sent: SentBody = { bytes: 0 };
    const { context } = this;
    const { edgeHeaders, httpsPort } = context;
    const stamp = { requestId: context.nextRequestId(), edgeHeaders };
    const refused = findMalformed(fields, stamp);
    if (refused !== undefined) {
      send(refused, stream, sent);
      return;
    }
    if (fields.expect === "100-continue") {
      stream.additionalHeaders({ ":status": 100 });
    }
    const request = describeRequest(describeHead(stream, fields), {
      scheme: "https",
      httpsPort,
      viewerCountry: context.country,
      requestId: stamp.requestId,
    });
    const exchange = describeExchange(request, stream, sent);
    new Promise<EdgeResponse>((resolve) => resolve(context.answer(exchange)))
      .then((response) => send(response, stream, sent))
      .catch((error: unknown) => fail(error, stamp, stream, sent));
  }
}

function findMalformed(fields: IncomingHttpHeaders, stamp: GeneratedStamp) {
  const { ":authority": authority = fields.host, ":method": method } = fields;
  if (method === "CONNECT") {
    return generateFinalError(403, methodNotAllowed, stamp);
  }
  const namesHost = authority && isHost(authority) && (fields.host ?? authority) === authority;
  if (fields[":path"] === "*" || !namesHost) {
    return generateFinalError(400, "Bad request.", stamp);
  }
  return measureHead(fields) > maxRequestHeadBytes
    ? generateFinalError(494, "Bad request.", stamp)
    : undefined;
}

/** How long request line and headers would be in HTTP/1.1, roughly. */
function measureHead(fields: object): number {
  return Object.entries(fields).reduce(
    (sum, [name, value]) => sum + `${name}: ${String(value)}\r\n`.length,
    0,
  );
}

/** The request as HTTP/1.1 would have put it, so that all that follows is the same. */
function describeHead(stream: ServerHttp2Stream, fields: IncomingHttpHeaders) {
  const { ":method": method, ":path": url, ":authority": authority = fields.host } = fields;
  const others = Object.entries(fields).filter(([name]) => !name.startsWith(":"));
  const isOfUnknownLength = !stream.endAfterHeaders && fields["content-length"] === undefined;
  const headers: HeaderFields = {
    ...Object.fromEntries(others),
    host: authority,
    ...(isOfUnknownLength ? { "transfer-encoding": "chunked" } : {}),
  };
  return { method, url, headers, httpVersion: "2.0", socket: stream.session?.socket ?? {} };
}

function describeExchange(
  request: ViewerRequest,
  stream: ServerHttp2Stream,
  sent: SentBody,
): Exchange {
  const body = hasBody(request) ? readBody(stream) : undefined;
  return {
    request,
    body,
    viewer: {
      over: () => watchEnd(stream),
      onEnd: (listener) => reportEnd(stream, body, sent, listener),
    },
  };
}

// Apart from the stream, which whoever reads a request's body may destroy, and which has the
// response to carry yet.
function readBody(stream: ServerHttp2Stream): PassThrough {
  const body = new PassThrough();
  stream.once("aborted", () => body.destroy(new Error("The viewer is gone.")));
  body.on("error", () => undefined).once("close", () => stream.resume());
  return stream.pipe(body);
}

function reportEnd(
  stream: ServerHttp2Stream,
  body: PassThrough | undefined,
  sent: SentBody,
  listener: (end: ViewerEnd) => void,
): void {
  const report = () =>
    listener({
      bytesSent: measureHead(stream.sentHeaders ?? {}) + sent.bytes,
      isWhole: stream.writableFinished && stream.rstCode === constants.NGHTTP2_NO_ERROR,
      // Of the stream itself it can't be told: its readable side ends when the viewer leaves, too.
      isRequestWhole: body?.writableEnded ?? true,
    });
  if (stream.destroyed) {
    report();
  } else {
    stream.once("close", report);
  }
}

/** @throws when a header's value isn't one */
function send(
  { status, headers, body }: EdgeResponse,
  stream: ServerHttp2Stream,
  sent: SentBody,
): void {
  if (stream.destroyed) {
    return;
  }
  stream.respond(
    { ":status": status, ...selectHttp2Headers(headers) },
    { endStream: body === undefined },
  );
  if (Buffer.isBuffer(body)) {
    sent.bytes = body.length;
    stream.end(body);
  }
  // A body that fails resets the stream: the viewer sees that it isn't whole.
  else if (body !== undefined) {
    body.on("data", (chunk: Buffer) => (sent.bytes += chunk.length));
    pipeline(body, stream, () => undefined);
  }
  if (closesConnection(headers)) {
    stream.session?.close();
  }
}

function fail(
  error: unknown,
  stamp: GeneratedStamp,
  stream: ServerHttp2Stream,
  sent: SentBody,
): void {
  if (stream.headersSent) {
    stream.destroy();
    return;
  }
  send(describeUnforeseen(error, stamp), stream, sent);
}

/** Headers as node:http2 takes them: without the connection's own, and looked at. */
function selectHttp2Headers(headers: readonly string[]): OutgoingHttpHeaders {
  const fields = Object.entries(collectHeaders(headers)).filter(
    ([name]) => !connectionHeaders.has(name),
  );
  for (const [name, value] of fields) {
    [value].flat().forEach((item) => validateHeaderValue(name, item ?? ""));
  }
  return Object.fromEntries(fields) as OutgoingHttpHeaders;
}

function closesConnection(headers: readonly string[]): boolean {
  return headers[headers.indexOf("connection") + 1] === "close";
}
