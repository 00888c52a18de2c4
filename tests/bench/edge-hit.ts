import autocannon from "autocannon";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { request } from "undici";
import { median } from "./statistics";

/** A cached object through the edge, compared with a bare server that answers the same. */
export interface EdgeHitFigures {
  /** Requests a second through the edge, divided by those of the bare server (medians). */
  readonly ratio: number;
  readonly edgeRequestsPerSecond: number;
  readonly bareRequestsPerSecond: number;
  /** 99th percentiles of latency, in milliseconds (medians). */
  readonly edgeP99Ms: number;
  readonly bareP99Ms: number;
}

interface Round {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
}

const connections = 32;
const rounds = 5;
const roundSeconds = 2;

/**
 * Measures cache hits of a 10 KB object: 32 keep-alive connections, five interleaved rounds,
 * medians. Each server has a process of its own; the load comes from this one.
 */
export async function benchEdgeHit(): Promise<EdgeHitFigures> {
  const edge = await startServer(["edge"]);
  const headers = await fetchHitHeaders(edge.url);
  const bare = await startServer(["bare", JSON.stringify(headers)]);
  try {
    await load(edge.url);
    await load(bare.url);
    const edgeRounds: Round[] = [];
    const bareRounds: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      edgeRounds.push(await load(edge.url));
      bareRounds.push(await load(bare.url));
    }
    return compare(edgeRounds, bareRounds);
  } finally {
    edge.process.disconnect();
    bare.process.disconnect();
  }
}

async function startServer(args: string[]): Promise<{ url: string; process: ChildProcess }> {
  const server = fork(join(__dirname, "edge-hit-server.ts"), args, {
    execArgv: ["--import", "tsx"],
  });
  const [{ url }] = (await once(server, "message")) as [{ url: string }];
  return { url, process: server };
}

/** The headers of a hit, without those that node:http writes by itself. */
async function fetchHitHeaders(url: string): Promise<string[]> {
  await (await request(url)).body.dump();
  const hit = await request(url);
  await hit.body.dump();
  if (hit.headers["x-cache"] !== "Hit from cloudfront") {
    throw new Error("The object isn't cached.");
  }
  return Object.entries(hit.headers)
    .filter(([name]) => name !== "connection" && name !== "keep-alive")
    .flatMap(([name, value]) => [name, String(value)]);
}

async function load(url: string): Promise<Round> {
  const result = await autocannon({ url, connections, duration: roundSeconds });
  if (result.errors > 0 || result.non2xx > 0) {
    throw new Error("The load met errors.");
  }
  return { requestsPerSecond: result.requests.average, p99Ms: result.latency.p99 };
}

function compare(edge: readonly Round[], bare: readonly Round[]): EdgeHitFigures {
  const edgeRequestsPerSecond = median(edge.map((round) => round.requestsPerSecond));
  const bareRequestsPerSecond = median(bare.map((round) => round.requestsPerSecond));
  return {
    ratio: edgeRequestsPerSecond / bareRequestsPerSecond,
    edgeRequestsPerSecond,
    bareRequestsPerSecond,
    edgeP99Ms: median(edge.map((round) => round.p99Ms)),
    bareP99Ms: median(bare.map((round) => round.p99Ms)),
  };
}
