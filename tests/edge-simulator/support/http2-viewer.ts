import { once } from "node:events";
import {
  connect,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
  type OutgoingHttpHeaders,
} from "node:http2";
import { text } from "node:stream/consumers";

export interface Http2Received {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders & IncomingHttpStatusHeader;
  readonly body: string;
}

/** A viewer that speaks HTTP/2 over one connection, whose certificate it doesn't check. */
export class Http2Viewer {
  readonly session: ClientHttp2Session;
  /** Resolves with the connection's end. */
  readonly gone: Promise<unknown>;

  constructor(httpsUrl: string) {
    this.session = connect(httpsUrl, { rejectUnauthorized: false });
    this.session.on("error", () => undefined);
    this.gone = new Promise((resolve) => this.session.once("close", resolve));
  }

  /** Begins a request; a body is the test's own to write. */
  begin(headers: OutgoingHttpHeaders, hasBody = false): ClientHttp2Stream {
    const stream = this.session.request({ ":path": "/a", ...headers }, { endStream: !hasBody });
    return stream.on("error", () => undefined);
  }

  async send(headers: OutgoingHttpHeaders = {}, body?: string): Promise<Http2Received> {
    const stream = this.begin(headers, body !== undefined);
    if (body !== undefined) {
      stream.end(body);
    }
    return receive(stream);
  }
}

/** A whole response. */
export async function receive(stream: ClientHttp2Stream): Promise<Http2Received> {
  const [headers] = (await once(stream, "response")) as [Http2Received["headers"]];
  return { status: headers[":status"], headers, body: await text(stream) };
}
