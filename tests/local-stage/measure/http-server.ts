import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on a free loopback port; `close` ends its connections too. */
export interface TestServer {
  url: string;
  /** How many requests it has seen. */
  seen: number;
  close(): Promise<void>;
}

/** Starts a server; the handler also gets the request's number, from 1. */
export async function startServer(
  handle: (number: number, ...args: Parameters<RequestListener>) => void,
): Promise<TestServer> {
  const server = createServer((request, response) => {
    testServer.seen += 1;
    handle(testServer.seen, request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const testServer: TestServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: 0,
    close: async () => {
      if (!server.listening) {
        return;
      }
      await new Promise((resolve) => server.close(resolve).closeAllConnections());
    },
  };
  return testServer;
}
