import autocannon from "autocannon";
import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

const connections = 32;

/** What a server bore: requests a second, and the 99th percentile of latency in ms. */
export interface Load {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
}

export interface LoadTarget {
  readonly url: string;
  readonly requestHeaders?: Readonly<Record<string, string>>;
}

/** Asks a URL as often as it answers, over 32 connections that are kept. */
export type Loader = (target: LoadTarget, seconds: number, signal: AbortSignal) => Promise<Load>;

/** wrk where there is one; autocannon is busy before a fast server is, and flatters others. */
export function chooseLoader(): { name: string; load: Loader } {
  const hasWrk = spawnSync("wrk", ["--version"]).error === undefined;
  return hasWrk
    ? { name: "wrk", load: loadWithWrk }
    : { name: "autocannon", load: loadWithAutocannon };
}

async function loadWithWrk(
  { url, requestHeaders = {} }: LoadTarget,
  seconds: number,
  signal: AbortSignal,
): Promise<Load> {
  const headers = Object.entries(requestHeaders).flatMap(([name, value]) => [
    "-H",
    `${name}: ${value}`,
  ]);
  const args = ["-t1", `-c${connections}`, `-d${seconds}s`, "--latency", ...headers, url];
  const { stdout } = await promisify(execFile)("wrk", args, { signal });
  const errors = /Socket errors.*|Non-2xx.*/.exec(stdout);
  if (errors !== null) {
    throw new Error(`The load met errors. ${errors[0]}`);
  }
  const [, rate = ""] = /Requests\/sec:\s+([\d.]+)/.exec(stdout) ?? [];
  const [, value = "", unit = ""] = /\s99%\s+([\d.]+)(us|ms|s)\b/.exec(stdout) ?? [];
  const msOfUnit = { us: 0.001, ms: 1, s: 1000 }[unit] ?? NaN;
  return { requestsPerSecond: Number(rate), p99Ms: Number(value) * msOfUnit };
}

async function loadWithAutocannon(
  { url, requestHeaders: headers }: LoadTarget,
  seconds: number,
): Promise<Load> {
  const result = await autocannon({ url, headers, connections, duration: seconds });
  if (result.errors > 0 || result.non2xx > 0) {
    throw new Error("The load met errors.");
  }
  return { requestsPerSecond: result.requests.average, p99Ms: result.latency.p99 };
}
