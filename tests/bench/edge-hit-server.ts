import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { EdgeSimulator, type OriginConnection } from "../../edge-simulator";
import { describeDistribution } from "../edge-simulator/support/distribution";

// One server of the benchmark, in a process of its own: `edge`, or `bare` with the headers that
// the edge's hit has. It tells its parent its URL and ends when the parent is gone.

const body = Buffer.alloc(10 * 1024, "0123456789abcdef");

const origin: OriginConnection = {
  request: () =>
    Promise.resolve({
      status: 200,
      headers: {
        "content-type": "application/octet-stream",
        "content-length": String(body.length),
        "cache-control": "public, max-age=3600",
        etag: '"10kb"',
      },
      body: Readable.from([body]),
    }),
  close: () => Promise.resolve(),
};

async function startEdge(): Promise<string> {
  const edge = new EdgeSimulator({
    distribution: describeDistribution(),
    originConnection: origin,
  });
  return (await edge.start()).url;
}

function startBare(headers: string[]): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, headers);
    response.end(body);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

async function run([role, headers = "[]"]: readonly string[]): Promise<void> {
  const url = await (role === "edge" ? startEdge() : startBare(JSON.parse(headers) as string[]));
  process.once("disconnect", () => process.exit(0));
  process.send?.({ url });
}

void run(process.argv.slice(2));
