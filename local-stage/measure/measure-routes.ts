import { UserError } from "../user-error";
import { type LoadProcess, startLoadProcess } from "./load-process";
import { type RouteFigures, summarize } from "./route-figures";
import type { PassResult } from "./run-pass";
import { splitEvenly } from "./split-evenly";

/** Into how many rounds the requests of a path are split, to interleave the two routes. */
const roundCount = 5;

/** How many requests per path and route go ahead, until compiled code and caches are warm. */
const warmUpRequests = 100;

export interface MeasureOptions {
  /** The route from the viewer straight to the origin, for example `http://127.0.0.1:50123`. */
  directUrl: string;
  /** The route from the viewer through the edge. */
  edgeUrl: string;
  /** The paths to ask for, each measured for itself: `["/", "/data/1"]`. */
  paths: string[];
  /** How many requests are measured per path on each route; at least 1. */
  requestsPerRoute: number;
  /** How many connections send at the same time; at least 1. */
  connections: number;
  /** Takes progress lines. Defaults to none. */
  report?: (line: string) => void;
  /** Ends the measurement at once. */
  signal?: AbortSignal;
}

/** One path, measured on both routes. */
export interface RouteMeasurement {
  path: string;
  direct: RouteFigures;
  edge: RouteFigures;
}

/**
 * Measures each path on both routes with GET requests in a closed loop over connections kept alive,
 * from a process of its own.
 *
 * The routes take turns, direct, edge, direct, edge, so that both see the same machine. The first
 * two turns of each are dropped, a short one that shows whether the route answers at all and one that
 * warms up, and so is the first request on each connection: cold answers and opening connections are
 * outside, objects that expire during the run are inside.
 *
 * @throws UserError naming every wrong option; when a route fails every time; when the direct route
 * shows a cache hit, since the comparison would then be of two caches; `AbortError` when `signal` fires.
 */
export async function measureRoutes(options: MeasureOptions): Promise<RouteMeasurement[]> {
  const { paths, report = () => {} } = options;
  const problems = findProblems(options);
  if (problems.length > 0) {
    throw new UserError(problems.join("\n"));
  }
  const load = startLoadProcess();
  try {
    const measurements: RouteMeasurement[] = [];
    for (const path of paths) {
      report(`Measuring ${path} (${measurements.length + 1} of ${paths.length})`);
      const passes = await runRounds(load, path, options);
      refuseDirectHits(path, options.directUrl, passes.direct);
      reportErrors(report, "direct", passes.direct);
      reportErrors(report, "edge", passes.edge);
      measurements.push({
        path,
        direct: summarize(passes.direct),
        edge: summarize(passes.edge),
      });
    }
    return measurements;
  } finally {
    await load.stop();
  }
}

function findProblems(options: MeasureOptions): string[] {
  const { directUrl, edgeUrl, paths, requestsPerRoute, connections } = options;
  const problems: string[] = [];
  for (const [name, url] of Object.entries({ directUrl, edgeUrl })) {
    if (isHttpOrigin(url)) {
      continue;
    }
    problems.push(
      `measureRoutes: ${name} must be an http origin without a path, got "${url}". ` +
        `Use for example "http://127.0.0.1:8000".`,
    );
  }
  for (const [name, count] of Object.entries({ requestsPerRoute, connections })) {
    if (Number.isInteger(count) && count >= 1) {
      continue;
    }
    problems.push(`measureRoutes: ${name} must be a whole number of at least 1, got ${count}.`);
  }
  for (const [index, path] of paths.entries()) {
    if (path.startsWith("/")) {
      continue;
    }
    problems.push(
      `measureRoutes: paths[${index}] must start with "/", got "${path}". Use "/${path}".`,
    );
  }
  return problems;
}

function isHttpOrigin(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const url = new URL(text);
  return url.protocol.startsWith("http") && url.href === `${url.origin}/`;
}

async function runRounds(
  load: LoadProcess,
  path: string,
  { directUrl, edgeUrl, requestsPerRoute, connections, signal }: MeasureOptions,
): Promise<{ direct: PassResult[]; edge: PassResult[] }> {
  const passes = { direct: [] as PassResult[], edge: [] as PassResult[] };
  const urls = { direct: directUrl, edge: edgeUrl };
  const rounds = splitEvenly(requestsPerRoute, roundCount);
  for (const requests of [connections, warmUpRequests, ...rounds]) {
    for (const route of ["direct", "edge"] as const) {
      const url = new URL(urls[route]).origin + path;
      const pass = await load.run({ url, requests, connections }, signal);
      refuseFailure(route, path, pass);
      passes[route].push(pass);
    }
  }
  return { direct: passes.direct.slice(2), edge: passes.edge.slice(2) };
}

/** A route that answers nothing can't be measured. One that refuses, as a protected origin, can. */
function refuseFailure(route: string, path: string, { latenciesUs, errors }: PassResult): void {
  const kinds = Object.keys(errors);
  if (latenciesUs.length > 0 || kinds.every((kind) => /^4\d\d$/.test(kind))) {
    return;
  }
  throw new UserError(
    `GET ${path} on the ${route} route fails every time (${kinds.join(", ")}). ` +
      "Correct the app, or measure other paths with --path.",
  );
}

function refuseDirectHits(path: string, directUrl: string, passes: PassResult[]): void {
  const hits = passes.reduce((sum, pass) => sum + pass.hits, 0);
  if (hits === 0) {
    return;
  }
  throw new UserError(
    `The direct route must reach the origin app without a cache, but ${directUrl}${path} answered ` +
      `"X-Cache: Hit from cloudfront" ${hits} times. Point the direct route at the origin itself.`,
  );
}

function reportErrors(report: (line: string) => void, route: string, passes: PassResult[]): void {
  const counts = new Map<string, number>();
  for (const [kind, count] of passes.flatMap((pass) => Object.entries(pass.errors))) {
    counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  if (counts.size === 0) {
    return;
  }
  const kinds = [...counts].map(([kind, count]) => `${count} × ${kind}`);
  report(`Errors on the ${route} route: ${kinds.join(", ")}`);
}
