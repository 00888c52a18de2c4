import { request } from "undici";
import { median } from "../statistics";
import type { Figure } from "./figures";
import type { Load, Loader } from "./load";
import { startProxies } from "./proxies";
import { startServer, type ServerRole } from "./servers";

const rounds = 5;
const roundSeconds = 2;

/** What else a hit may have to do; each is compared with a hit that has nothing else to do. */
const variants: readonly ServerRole[] = ["edge with a response headers policy"];

interface Subject {
  readonly name: string;
  readonly url: string;
}

type Loads = ReadonlyMap<string, Load>;

/**
 * A cached object of 10 KB from the edge, a bare server that sends the same bytes, and other
 * caches: interleaved rounds, medians.
 */
export async function benchHits(load: Loader, signal: AbortSignal): Promise<Figure[]> {
  const closers: (() => Promise<void>)[] = [];
  const open = async <Opened extends { stop(): Promise<void> }>(opening: Promise<Opened>) => {
    const opened = await opening;
    closers.push(() => opened.stop());
    return opened;
  };
  try {
    const edge = await open(startServer("edge"));
    const headers = JSON.stringify(await fetchHitHeaders(edge.ready.url));
    const bare = await open(startServer("bare", headers));
    const subjects: Subject[] = [
      { name: "bare", url: bare.ready.url },
      { name: "edge", url: edge.ready.url },
    ];
    for (const name of variants) {
      subjects.push({ name, url: (await open(startServer(name))).ready.url });
    }
    const origin = await open(startServer("origin"));
    const proxies = await startProxies(origin.ready.url);
    closers.push(...proxies.map((proxy) => () => proxy.stop()));
    return describe(await measure([...subjects, ...proxies], load, signal), proxies);
  } finally {
    await Promise.all(closers.map((close) => close()));
  }
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

async function measure(
  subjects: readonly Subject[],
  load: Loader,
  signal: AbortSignal,
): Promise<Loads> {
  const taken = new Map<string, Load[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const { name, url } of subjects) {
      const figures = await load(url, round === 0 ? 1 : roundSeconds, signal);
      // The first round warms up.
      taken.set(name, round === 0 ? [] : [...(taken.get(name) ?? []), figures]);
    }
  }
  return new Map([...taken].map(([name, loads]) => [name, takeMedians(loads)]));
}

function takeMedians(loads: readonly Load[]): Load {
  return {
    requestsPerSecond: median(loads.map(({ requestsPerSecond }) => requestsPerSecond)),
    p99Ms: median(loads.map(({ p99Ms }) => p99Ms)),
  };
}

function describe(loads: Loads, proxies: readonly Subject[]): Figure[] {
  const none = { requestsPerSecond: NaN, p99Ms: NaN };
  const [bare = none, edge = none] = [loads.get("bare"), loads.get("edge")];
  const compare = (load: Load, other: Load) => load.requestsPerSecond / other.requestsPerSecond;
  const rates = (one: Load, other: Load) =>
    `${one.requestsPerSecond.toFixed(0)} and ${other.requestsPerSecond.toFixed(0)} requests/s`;
  return [
    {
      name: "Hits of 10 KB",
      value: compare(edge, bare),
      unit: "× a bare node:http server",
      atLeast: 0.85,
      detail: rates(edge, bare),
    },
    {
      name: "99th percentile of their latency",
      value: edge.p99Ms / bare.p99Ms,
      unit: "× the bare server's",
      atMost: 1.5,
      detail: `${edge.p99Ms.toFixed(2)} and ${bare.p99Ms.toFixed(2)} ms`,
    },
    ...variants.map((name) => {
      const load = loads.get(name) ?? none;
      return { name, value: compare(load, edge), unit: "× without", detail: rates(load, edge) };
    }),
    ...proxies.map(({ name }) => {
      const load = loads.get(name) ?? none;
      const unit = "× the bare server";
      return { name, value: compare(load, bare), unit, detail: rates(load, bare) };
    }),
  ];
}
