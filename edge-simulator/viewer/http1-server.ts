import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Socket } from "node:net";
import { pipeline, type Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { isTooLong, methodNotAllowed } from "../request/check-request";
import { hasBody, type ViewerRequest } from "../request/viewer-request";
import type { EdgeResponse } from "../response/edge-response";
import {
  generateFinalError,
  type GeneratedResponse,
  type GeneratedStamp,
} from "../response/generated-response";
import { describeRequest } from "./describe-request";
import { Http1Viewer } from "./http1-viewer";
import { isMalformed } from "./malformed-head";
import {
  describeUnforeseen,
  keepAliveTimeoutMs,
  maxRequestHeadBytes,
  type ViewerContext,
} from "./viewer-context";

// How long a viewer may take to read an answer that node:http doesn't write.
const lingerMs = 500;

// CF-LIM-02. What CloudFront answers to a request that takes too long isn't documented.
const statusesByCode: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 494,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** What node:http makes of bytes that aren't HTTP. */
interface ParserError extends NodeJS.ErrnoException {
  /** What came last from the viewer. */
  readonly rawPacket?: Buffer;
}

/** A viewer's connection. */
interface Connection {
  readonly scheme: ViewerRequest["scheme"];
  /** The last response that was begun on it. */
  lastResponse: ServerResponse | undefined;
}

/** Viewers' HTTP/1 connections, whether with TLS or without. */
export class Http1Server {
  /** Doesn't listen yet. A connection that another server has accepted may be emitted. */
  readonly server: Server;
  private readonly connections = new Map<Duplex, Connection>();

  constructor(private readonly context: ViewerContext) {
    this.server = createServer({
      maxHeaderSize: maxRequestHeadBytes,
      keepAliveTimeout: keepAliveTimeoutMs,
      requireHostHeader: false, // checked below, so that the answer is the edge's
    })
      .on("connection", (socket: Socket) => this.track(socket))
      .on("request", (incoming, outgoing) => this.serve(incoming, outgoing))
      // CF-HDR-02: no origin is told of an expectation, so that none can turn it down.
      .on("checkExpectation", (incoming, outgoing) => this.serve(incoming, outgoing))
      .on("connect", (_request: IncomingMessage, socket: Duplex) => {
        socket.on("error", () => socket.destroy());
        sendRaw(generateFinalError(403, methodNotAllowed, this.nextStamp()), socket);
      })
      .on("clientError", (error, socket) => this.refuse(error, socket));
    this.server.maxHeadersCount = 0; // no limit but their length: node:http drops the rest silently
  }

  /** Ends each connection with the response that is on its way, the others at once. */
  drain(): void {
    for (const [socket, { lastResponse: last }] of this.connections) {
      if (last === undefined || last.writableFinished) {
        socket.destroy();
        continue;
      }
      last.shouldKeepAlive = false;
      // The headers may have promised that the connection stays.
      last.once("close", () => this.endAfter(last, socket));
    }
  }

  /** Ends every connection. */
  destroy(): void {
    for (const socket of this.connections.keys()) {
      socket.destroy();
    }
  }

  private endAfter(last: ServerResponse, socket: Duplex): void {
    if (this.connections.get(socket)?.lastResponse === last) {
      socket.end(() => socket.destroy());
    }
  }

  private track(socket: Socket): void {
    const scheme = (socket as TLSSocket).encrypted ? "https" : this.context.plainScheme;
    this.connections.set(socket, { scheme, lastResponse: undefined });
    socket.once("close", () => this.connections.delete(socket));
  }

  private serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { context } = this;
    const { socket } = incoming;
    const connection = this.connections.get(socket);
    if (connection === undefined || connection.lastResponse?.shouldKeepAlive === false) {
      return; // what follows the last request of a connection isn't one
    }
    connection.lastResponse = outgoing;
    const requestId = context.nextRequestId();
    if (context.isClosing) {
      outgoing.shouldKeepAlive = false;
    }
    if (isMalformed(incoming)) {
      outgoing.shouldKeepAlive = false;
      send(generateFinalError(400, "Bad request.", this.stampOf(requestId)), outgoing);
      return;
    }
    const { httpsPort, country: viewerCountry } = context;
    const edge = { scheme: connection.scheme, httpsPort, viewerCountry, requestId };
    const request = describeRequest(incoming, edge);
    if (isTooLong(request)) {
      outgoing.shouldKeepAlive = false; // CF-LIM-01: what is behind it may come before its answer
    }
    const body = hasBody(request) ? incoming : undefined;
    try {
      const response = context.answer({ request, viewer: new Http1Viewer(socket, outgoing), body });
      if (response instanceof Promise) {
        response
          .then((later) => send(later, outgoing))
          .catch((error: unknown) => this.fail(error, request, outgoing));
      } else {
        send(response, outgoing);
      }
    } catch (error) {
      this.fail(error, request, outgoing);
    }
  }

  private fail(error: unknown, { requestId }: ViewerRequest, outgoing: ServerResponse): void {
    if (outgoing.headersSent) {
      outgoing.destroy();
      return;
    }
    // Headers that were refused may have left their mark on `outgoing`: this is its last response.
    send(describeUnforeseen(error, this.stampOf(requestId)), outgoing);
  }

  private refuse(error: ParserError, socket: Duplex): void {
    if (error.code === "HPE_CLOSED_CONNECTION") {
      return; // more bytes after a request that said it was the last: that one is answered
    }
    const last = this.connections.get(socket)?.lastResponse;
    const isLost = error.code === "ECONNRESET" || !socket.writable;
    if (isLost || isAnswering(last)) {
      socket.destroy();
      return;
    }
    sendRaw(describeMalformed(error, this.nextStamp()), socket);
    // It has been answered: before the part of its body that could be read goes to an origin.
    last?.emit("close");
  }

  private nextStamp(): GeneratedStamp {
    return this.stampOf(this.context.nextRequestId());
  }

  private stampOf(requestId: string): GeneratedStamp {
    return { requestId, edgeHeaders: this.context.edgeHeaders };
  }
}

/** Whether bytes written to a response's connection would be part of it, or a second answer. */
function isAnswering(last: ServerResponse | undefined): boolean {
  if (last === undefined) {
    return false;
  }
  if (last.writableFinished) {
    return !last.req.complete;
  }
  // Without a socket it waits until one before it is through.
  return last.headersSent || last.socket === null;
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

function describeMalformed(error: ParserError, stamp: GeneratedStamp): GeneratedResponse {
  const { code } = error;
  if (code === "HPE_INVALID_METHOD" && beginsRequest(error.rawPacket)) {
    return generateFinalError(403, methodNotAllowed, stamp); // CF-MTH-09
  }
  const status = code === undefined ? 400 : (statusesByCode[code] ?? 400);
  return generateFinalError(status, "Bad request.", stamp);
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
