import { createHash } from "node:crypto";
import { createServer, type OutgoingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import {
  EdgeSimulator,
  managedResponseHeadersPolicyIds,
  type EdgeSimulatorOptions,
  type OriginConnection,
} from "../../../edge-simulator";
import { describeDistribution } from "../../edge-simulator/support/distribution";
import { objectBytes, streamBytes, type ServerFigures, type ServerRole } from "./servers";

// One server of the benchmark, in a process of its own.

const body = Buffer.alloc(objectBytes, "0123456789abcdef");
const headers = {
  "content-type": "application/octet-stream",
  "content-length": String(body.length),
  "cache-control": "public, max-age=3600",
  etag: '"10kb"',
};

const originInMemory: OriginConnection = {
  request: () => Promise.resolve({ status: 200, headers, body: Readable.from([body]) }),
  close: () => Promise.resolve(),
};

/** As much text as the body has, of which gzip leaves about half. */
const text = Array.from({ length: objectBytes / 64 }, (_, number) =>
  createHash("sha256").update(String(number)).digest("hex"),
).join("");

const textOriginInMemory: OriginConnection = {
  ...originInMemory,
  request: () =>
    Promise.resolve({
      status: 200,
      headers: { ...headers, "content-type": "text/plain" },
      body: Readable.from([Buffer.from(text)]),
    }),
};

const functions = {
  "arn:request": {
    name: "on-request",
    code: `function handler({ request }) {
      request.headers["x-bench"] = { value: "1" };
      return request;
    }`,
  },
  "arn:response": {
    name: "on-response",
    code: `function handler({ response }) {
      response.headers["x-bench"] = { value: "1" };
      return response;
    }`,
  },
};

const edges: Record<Exclude<ServerRole, "bare" | "origin" | "stream">, EdgeSimulatorOptions> = {
  edge: { distribution: describeDistribution(), originConnection: originInMemory },
  "edge with a response headers policy": {
    distribution: describeDistribution({
      behavior: {
        ResponseHeadersPolicyId:
          managedResponseHeadersPolicyIds["CORS-with-preflight-and-SecurityHeadersPolicy"],
      },
    }),
    originConnection: originInMemory,
  },
  "edge with compression": {
    distribution: describeDistribution({ behavior: { Compress: true } }),
    originConnection: textOriginInMemory,
  },
  "edge with functions": {
    distribution: describeDistribution({
      behavior: {
        FunctionAssociations: {
          Items: [
            { EventType: "viewer-request", FunctionARN: "arn:request" },
            { EventType: "viewer-response", FunctionARN: "arn:response" },
          ],
        },
      },
    }),
    functions,
    originConnection: originInMemory,
  },
  "edge before an origin": { distribution: describeDistribution() },
};

let takenBytes = 0;
let peakRssBytes = 0;

function listenersOf(argument: string): Partial<Record<ServerRole, RequestListener>> {
  return {
    bare: (_request, response) => {
      response.writeHead(200, JSON.parse(argument) as string[]).end(body);
    },
    origin: (_request, response) => response.writeHead(200, headers).end(body),
    stream: (_request, response) => {
      response.writeHead(200, JSON.parse(argument) as OutgoingHttpHeaders);
      Readable.from(countChunks(), { objectMode: false }).pipe(response);
    },
  };
}

/** A long body, and how much of it has been taken. */
function* countChunks(): Iterable<Buffer> {
  const chunk = Buffer.alloc(64 * 1024, "x");
  for (takenBytes = 0; takenBytes < streamBytes; takenBytes += chunk.length) {
    yield chunk;
  }
}

async function start(role: ServerRole, argument: string) {
  const listener = listenersOf(argument)[role];
  if (listener === undefined) {
    const options = edges[role as keyof typeof edges];
    const origins = argument === "" ? undefined : { web: argument };
    const edge = new EdgeSimulator({ ...options, origins });
    return { url: (await edge.start()).url, edge };
  }
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, edge: undefined };
}

async function run([role = "", argument = ""]: readonly string[]): Promise<void> {
  const { url, edge } = await start(role as ServerRole, argument);
  const notePeak = () => (peakRssBytes = Math.max(peakRssBytes, process.memoryUsage().rss));
  setInterval(notePeak, 10).unref();
  const tell = () => {
    const { originRequests = 0 } = edge?.stats() ?? {};
    const figures: ServerFigures = { url, originRequests, sentBytes: takenBytes, peakRssBytes };
    process.send?.(figures);
  };
  process.once("disconnect", () => process.exit(0));
  process.on("message", () => {
    tell();
    peakRssBytes = 0;
    notePeak();
  });
  notePeak();
  tell();
}

void run(process.argv.slice(2));
