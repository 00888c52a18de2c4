import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isIP } from "node:net";
import type { Clock } from "../clock";
import type { EdgeSimulator } from "../edge-simulator";
import { Inspector } from "./inspector";
import { answerApi, type ApiResponse } from "./invalidation-api";
import { InvalidationBatches } from "./invalidation-batches";

/** The id of the one distribution that a control server knows. */
export const localDistributionId = "ELOCALSTAGE00";

const apiPath = "/2020-05-31/";
// 3,000 paths of 4,000 characters each, in XML.
const largestBodyBytes = 16 * 1024 * 1024;

/**
 * What operators use of an edge, on a port apart from that of viewers: the part of CloudFront's
 * API that is about invalidation, and the inspector page. For this machine alone: it asks nobody
 * who they are, and answers no web page of another origin.
 */
export class ControlServer {
  private readonly batches: InvalidationBatches;
  private readonly inspector: Inspector;
  private readonly server: Server;

  constructor(
    private readonly edge: EdgeSimulator,
    clock: Clock = Date,
  ) {
    this.inspector = new Inspector(edge, clock);
    this.batches = new InvalidationBatches((paths) => {
      edge.invalidate(paths);
      this.inspector.tellState();
    }, clock);
    this.server = createServer((incoming, outgoing) => {
      this.answer(incoming, outgoing).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        outgoing.writeHead(500, { "content-type": "text/plain" }).end(`${reason}\n`);
      });
    });
  }

  /**
   * Starts to listen on 127.0.0.1.
   *
   * @param options.port 0, the default, chooses a free one
   * @throws when the port is taken
   */
  async start({ port = 0 } = {}): Promise<{ url: string }> {
    this.server.listen(port, "127.0.0.1");
    await once(this.server, "listening");
    return { url: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}` };
  }

  /** Closes the listener and every connection. May be called again. */
  async dispose(): Promise<void> {
    if (this.server.listening) {
      const closed = once(this.server, "close");
      this.server.close();
      this.server.closeAllConnections();
      await closed;
    }
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (!isFromHere(incoming)) {
      outgoing.writeHead(403, { "content-type": "text/plain" });
      outgoing.end("Only this machine's own programs and pages are answered.\n");
      return;
    }
    const body = await readBody(incoming);
    if (body === undefined) {
      outgoing.writeHead(413, { connection: "close" }).end();
      return;
    }
    if (!incoming.url?.startsWith(apiPath)) {
      await this.inspector.answer(incoming, body, outgoing);
      return;
    }
    const url = new URL(incoming.url, `http://${incoming.headers.host}`);
    const distribution = {
      id: localDistributionId,
      config: this.edge.distribution,
      batches: this.batches,
    };
    send(answerApi(distribution, { method: incoming.method ?? "GET", url, body }), outgoing);
  }
}

/**
 * Whether a request comes from a program of this machine, or from a page that this server sent: a
 * page of another site can reach 127.0.0.1 too, also by a name of its own that leads there.
 */
function isFromHere({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? "";
  const name = host.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
  const isOwnName = name === "localhost" || isIP(name) !== 0;
  return isOwnName && (headers.origin === undefined || headers.origin === `http://${host}`);
}

/** The whole body; `undefined` when it is too long. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length;
    if (bytes > largestBodyBytes) {
      return undefined;
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

function send({ status, headers, body }: ApiResponse, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { "content-type": "text/xml", ...headers });
  outgoing.end(body);
}
