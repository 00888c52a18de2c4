import { once } from "node:events";
import type { AddressInfo, Server as NetServer, Socket } from "node:net";
import { createServer, type Server as TlsServer, type TLSSocket } from "node:tls";
import { Http1Server } from "./http1-server";
import { Http2Server } from "./http2-server";
import type { KeyPair } from "./self-signed-certificate";
import type { ViewerContext } from "./viewer-context";

/** Where to listen. Port 0 chooses a free one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** Where viewers reach an edge. */
export interface EdgeUrls {
  /** Without TLS, HTTP/1.1. */
  readonly url: string;
  /** With TLS, HTTP/1.1 or, where the distribution has it, HTTP/2. */
  readonly httpsUrl?: string;
}

/** A second port, which speaks TLS. */
export interface TlsOptions extends KeyPair {
  readonly port: number;
  /** Whether HTTP/2 is offered besides HTTP/1.1. */
  readonly offersHttp2: boolean;
}

/** The ports on which an edge takes viewers' connections, and those connections. */
export class ViewerListener {
  private readonly http1: Http1Server;
  private readonly http2: Http2Server;
  private tlsServer: TlsServer | undefined;
  /** Connections that begin with TLS, also those that aren't through with its handshake. */
  private readonly tlsConnections = new Set<Socket>();
  private closed: Promise<unknown> | undefined;

  constructor(private readonly context: ViewerContext) {
    this.http1 = new Http1Server(context);
    this.http2 = new Http2Server(context);
  }

  /**
   * Starts to listen; with `tls` on a second port too.
   *
   * @throws when a port is taken, or `tls` isn't a key with its certificate
   */
  async listen({ host, port }: ListenAddress, tls?: TlsOptions): Promise<EdgeUrls> {
    if (tls === undefined) {
      return { url: writeUrl("http", host, await listen(this.http1.server, host, port)) };
    }
    this.tlsServer = this.createTlsServer(tls);
    const chosenHttpsPort = await listen(this.tlsServer, host, tls.port);
    this.context.httpsPort = chosenHttpsPort;
    try {
      const url = writeUrl("http", host, await listen(this.http1.server, host, port));
      return { url, httpsUrl: writeUrl("https", host, chosenHttpsPort) };
    } catch (error) {
      this.tlsServer.close();
      throw error;
    }
  }

  /**
   * Takes no further connection, lets exchanges under way end, and ends those that last longer
   * than `drainMs`. A second call may shorten that.
   */
  async close(drainMs: number): Promise<void> {
    this.context.isClosing = true;
    this.closed ??= Promise.all([this.http1.server, this.tlsServer].map(closeServer));
    this.http1.drain();
    this.http2.drain();
    const timer = setTimeout(() => this.destroyConnections(), drainMs);
    if (drainMs === 0) {
      this.destroyConnections();
    }
    await this.closed;
    clearTimeout(timer);
  }

  private destroyConnections(): void {
    this.http1.destroy();
    this.http2.destroy();
    this.tlsConnections.forEach((socket) => socket.destroy());
  }

  private createTlsServer({ key, cert, offersHttp2 }: TlsOptions): TlsServer {
    const ALPNProtocols = offersHttp2 ? ["h2", "http/1.1"] : ["http/1.1"];
    const accept = (socket: TLSSocket) =>
      (socket.alpnProtocol === "h2" ? this.http2 : this.http1).server.emit("connection", socket);
    return createServer({ key, cert, ALPNProtocols }, accept).on("connection", (socket: Socket) => {
      this.tlsConnections.add(socket);
      socket.once("close", () => this.tlsConnections.delete(socket));
    });
  }
}

async function listen(server: NetServer, host: string, port: number): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `EdgeSimulator: can't listen on ${host}:${port} (${reason}). Choose another port.`,
      { cause },
    );
  }
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: NetServer | undefined): Promise<void> {
  if (server?.listening) {
    const closed = once(server, "close");
    server.close();
    await closed;
  }
}

function writeUrl(scheme: string, host: string, port: number): string {
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
