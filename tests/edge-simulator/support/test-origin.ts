import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { once } from "node:events";

/** What the origin answers; the body says "ok" unless told otherwise. */
export interface OriginAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string;
}

/** A request as it arrived at the origin. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** What the origin answers to each request. */
export type OriginAnswers = OriginAnswer | ((request: SeenRequest) => OriginAnswer);

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A real HTTP server that answers what a test tells it and remembers what it was asked. */
export class TestOrigin {
  readonly seen: SeenRequest[] = [];
  private answer: OriginAnswers = {};
  private handler: Handler | undefined;
  private readonly server: Server = createServer((request, response) => {
    void this.receive(request, response);
  });

  async start(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Answers so from now on; 304 by itself to an `If-None-Match` that names the answer's ETag. */
  respond(answer: OriginAnswers): void {
    this.answer = answer;
    this.handler = undefined;
  }

  /** Hands requests to a test as they come. */
  handle(handler: Handler): void {
    this.handler = handler;
  }

  /** The next connection that the edge opens. */
  async nextConnection(): Promise<Socket> {
    const [socket] = (await once(this.server, "connection")) as [Socket];
    return socket;
  }

  get lastSeen(): SeenRequest {
    const last = this.seen[this.seen.length - 1];
    if (last === undefined) {
      throw new Error("The origin has seen no request.");
    }
    return last;
  }

  async stop(): Promise<void> {
    if (!this.server.listening) {
      return;
    }
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const { method = "", url = "", headers } = request;
    const seen = { method, url, headers, body: Buffer.concat(chunks).toString() };
    this.seen.push(seen);
    if (this.handler !== undefined) {
      this.handler(request, response);
      return;
    }
    const answer = typeof this.answer === "function" ? this.answer(seen) : this.answer;
    const etag = answer.headers?.etag;
    if (etag !== undefined && headers["if-none-match"] === etag) {
      response.writeHead(304, answer.headers).end();
      return;
    }
    response.writeHead(answer.status ?? 200, answer.headers ?? {});
    response.end(method === "HEAD" ? undefined : (answer.body ?? "ok"));
  }
}
