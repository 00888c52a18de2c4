import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

export function answerOk(socket: Socket): void {
  socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
}

/** An origin that keeps every byte that it gets, and answers each head with bytes of a test's. */
export class RawOrigin {
  received = "";
  /** Answers each head from now on. */
  answer: (socket: Socket) => void = answerOk;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.accept(socket));

  async start(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The request lines that came: `GET /a`. */
  get requestLines(): string[] {
    return this.received.match(/[A-Z]+ \S+(?= HTTP\/1\.1\r\n)/g) ?? [];
  }

  /** Resolves once these bytes are among those that came. */
  async waitFor(bytes: string): Promise<void> {
    while (!this.received.includes(bytes)) {
      await once(this.server, "received");
    }
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
    await closed;
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => this.sockets.delete(socket));
    socket.on("data", (bytes: Buffer) => {
      this.received += bytes.toString("latin1");
      this.server.emit("received");
      if (bytes.includes("\r\n\r\n")) {
        this.answer(socket);
      }
    });
  }
}
