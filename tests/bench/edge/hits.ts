import { request } from "undici";
import { median } from "../statistics";
import type { Figure } from "./figures";
import type { Load, Loader, LoadTarget } from "./load";
import { startProxies } from "./proxies";
import { startServer, type ServerRole } from "./servers";

const rounds = 5;
const roundSeconds = 2;

interface Variant {
  readonly name: ServerRole;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  /** The header of a hit that shows that the work was done. */
  readonly shownBy: readonly [name: string, value: string];
}

/** What else a hit may have to do; each is compared with a hit that has nothing else to do. */
const variants: readonly Variant[] = [
  {
    name: "edge with a response headers policy",
    shownBy: ["x-content-type-options", "nosniff"],
  },
  {
    name: "edge with compression",
    requestHeaders: { "accept-encoding": "gzip" },
    shownBy: ["content-encoding", "gzip"],
  },
  { name: "edge with functions", shownBy: ["x-bench", "1"] },
];

interface Subject extends LoadTarget {
  readonly name: string;
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
    const bare = await open(startServer("bare", await describeHitHeaders(edge.ready.url)));
    const subjects: Subject[] = [
      { name: "bare", url: bare.ready.url },
      { name: "edge", url: edge.ready.url },
    ];
    for (const { name, requestHeaders, shownBy } of variants) {
      const subject = { name, url: (await open(startServer(name))).ready.url, requestHeaders };
      const [header, value] = shownBy;
      if ((await fetchHit(subject)).headers[header] !== value) {
        throw new Error(`The hit of the ${name} has no "${header}: ${value}".`);
      }
      subjects.push(subject);
    }
    const origin = await open(startServer("origin"));
    const proxies = await startProxies(origin.ready.url);
    closers.push(...proxies.map((proxy) => () => proxy.stop()));
    return describe(await measure([...subjects, ...proxies], load, signal), proxies);
  } finally {
    await Promise.all(closers.map((close) => close()));
  }
}

async function fetchHit({ url, requestHeaders: headers }: LoadTarget) {
  await (await request(url, { headers })).body.dump();
  const hit = await request(url, { headers });
  await hit.body.dump();
  if (hit.headers["x-cache"] !== "Hit from cloudfront") {
    throw new Error("The object isn't cached.");
  }
  return hit;
}

/** The headers of a hit as JSON, without those that node:http writes by itself. */
async function describeHitHeaders(url: string): Promise<string> {
  const hit = await fetchHit({ url });
  const headers = Object.entries(hit.headers)
    .filter(([name]) => name !== "connection" && name !== "keep-alive")
    .flatMap(([name, value]) => [name, String(value)]);
  return JSON.stringify(headers);
}

async function measure(
  subjects: readonly Subject[],
  load: Loader,
  signal: AbortSignal,
): Promise<Loads> {
  const taken = new Map<string, Load[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const subject of subjects) {
      const { name } = subject;
      const figures = await load(subject, round === 0 ? 1 : roundSeconds, signal);
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
    ...variants.map(({ name }) => {
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
