import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import handleConfig from "http-cache-tests/server/handle-config.mjs";
import handleState from "http-cache-tests/server/handle-state.mjs";
import handleTest from "http-cache-tests/server/handle-test.mjs";

/** An origin that answers what tests ask it to. */
export interface SuiteOrigin {
  url: string;
  stop(): void;
}

const HANDLERS = new Map([
  ["config", handleConfig],
  ["state", handleState],
  ["test", handleTest],
]);

/**
 * Starts the suite's origin on a free port. Its own `server.mjs` would listen on all addresses of
 * the machine, and serve the files of the folder that it is started in.
 */
export async function startSuiteOrigin(): Promise<SuiteOrigin> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://suite");
    const [room = "", ...segments] = pathname.split("/").slice(1);
    const handle = HANDLERS.get(room);
    if (handle === undefined) {
      response.writeHead(404).end();
    } else {
      handle(segments, request, response);
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}
