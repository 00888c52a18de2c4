import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { writeBody } from "./told-body";

/** What goes wrong with a response whose whole body would be this. */
export type Fault = (response: ServerResponse, body: string) => void;

/** An origin with bodies that tell their path and version, of which every other one goes wrong. */
export class FaultyOrigin {
  /** What goes wrong; `undefined`: nothing. */
  fault: Fault | undefined;
  private port = 0;
  private answered = 0;
  private server: Server | undefined;

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      request.resume();
      this.answer(request.url ?? "", response);
    });
    this.server.listen(this.port, "127.0.0.1");
    await once(this.server, "listening");
    this.port = (this.server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.port}`;
  }

  /** Breaks off all connections, and takes none until it is started again, at the same port. */
  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private answer(path: string, response: ServerResponse): void {
    const version = this.answered++;
    const body = writeBody(path, version);
    response.setHeader("cache-control", path.startsWith("/kept/") ? "max-age=2" : "no-store");
    if (this.fault !== undefined && version % 2 === 0) {
      this.fault(response, body);
    } else if (version % 3 === 0) {
      response.end(body); // chunked where it is long
    } else {
      response.setHeader("content-length", body.length).end(body);
    }
  }
}
