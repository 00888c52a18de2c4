import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Viewer, ViewerEnd } from "../exchange";
import { watchEnd } from "./watch-end";

/** The viewer of one request over HTTP/1. A class: closures for each request cost hits time. */
export class Http1Viewer implements Viewer {
  /** @param socket the connection, which a message loses once its body is read */
  constructor(
    private readonly socket: Socket,
    private readonly outgoing: ServerResponse,
  ) {}

  over(): AbortSignal {
    return watchEnd(this.outgoing);
  }

  onEnd(listener: (end: ViewerEnd) => void): void {
    const { socket, outgoing } = this;
    const sentBefore = socket.bytesWritten;
    const report = () =>
      listener({
        bytesSent: socket.bytesWritten - sentBefore,
        isWhole: outgoing.writableFinished,
        isRequestWhole: outgoing.req.complete,
      });
    if (outgoing.destroyed) {
      report();
    } else {
      outgoing.once("close", report);
    }
  }
}
