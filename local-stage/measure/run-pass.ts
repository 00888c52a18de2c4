import { finished } from "node:stream/promises";
import { Client } from "undici";
import { splitEvenly } from "./split-evenly";

/** After this long, in milliseconds, without a connection, headers or body, a request failed. */
const timeoutMs = 10_000;

/** One stretch of load: GET requests for one URL, as plain data for the load process. */
export interface LoadPass {
  url: string;
  /** How many requests are measured; the first one on each connection comes on top. */
  requests: number;
  connections: number;
}

/** What came back. Every measured request is counted once: in `latenciesUs` or in `errors`. */
export interface PassResult {
  /** From sending to the body's last byte, in microseconds, of each status below 400. */
  latenciesUs: number[];
  /** How many of these said `X-Cache: Hit from cloudfront`. */
  hits: number;
  /** How many requests failed, by status (400 and more) or by the error's code. */
  errors: Record<string, number>;
}

type Answer = { latencyUs: number; isHit: boolean } | { error: string };

/**
 * Sends one pass in a closed loop: each connection, kept alive, sends its next request when the
 * answer to the last one is there. The first request on a connection is dropped, so that neither
 * opening it nor a cold cache is measured.
 */
export async function runPass({ url, requests, connections }: LoadPass): Promise<PassResult> {
  const result: PassResult = { latenciesUs: [], hits: 0, errors: {} };
  const shares = splitEvenly(requests, Math.min(connections, requests));
  await Promise.all(shares.map((share) => runConnection(new URL(url), share, result)));
  return result;
}

async function runConnection(url: URL, requests: number, result: PassResult): Promise<void> {
  const client = new Client(url.origin, {
    pipelining: 1,
    connectTimeout: timeoutMs,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  try {
    await sendRequest(client, url);
    for (let sent = 0; sent < requests; sent += 1) {
      record(await sendRequest(client, url), result);
    }
  } finally {
    await client.destroy();
  }
}

async function sendRequest(client: Client, url: URL): Promise<Answer> {
  const startedMs = performance.now();
  try {
    const { statusCode, headers, body } = await client.request({
      method: "GET",
      path: url.pathname + url.search,
    });
    await finished(body.resume());
    if (statusCode >= 400) {
      return { error: String(statusCode) };
    }
    const latencyUs = Math.round((performance.now() - startedMs) * 1000);
    return { latencyUs, isHit: headers["x-cache"] === "Hit from cloudfront" };
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    return { error: code ?? name };
  }
}

function record(answer: Answer, result: PassResult): void {
  if ("error" in answer) {
    result.errors[answer.error] = (result.errors[answer.error] ?? 0) + 1;
    return;
  }
  result.latenciesUs.push(answer.latencyUs);
  if (answer.isHit) {
    result.hits += 1;
  }
}
