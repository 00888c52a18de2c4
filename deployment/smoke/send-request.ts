import type { IncomingMessage } from "node:http";
import * as http from "node:http";
import * as https from "node:https";
import type { RequestFailure } from "./request-failure";
import { describeRequestError, RequestTimeout } from "./request-failure";

/** What a server answered. */
export interface Answer {
  status: number;
  /** CloudFront's word on its cache, such as "Hit from cloudfront"; null from others. */
  xCache: string | null;
  /** Where a redirect leads; it is not followed. */
  location: string | null;
  body: string;
  /** From the start of the connection to the end of the body. */
  ms: number;
}

export type Exchange = { answer: Answer } | { failure: RequestFailure };

/** How long things may take. */
export interface RequestLimits {
  connectMs: number;
  /** Connecting, waiting and reading together. */
  totalMs: number;
}

/** CloudFront itself gives an origin 10 s to connect. */
export const REQUEST_LIMITS: RequestLimits = { connectMs: 10_000, totalMs: 15_000 };

/**
 * Sends a GET request over a connection of its own, and follows no redirect. Whether the server
 * could be connected to is told apart from whether it answers: a security group lets nobody connect.
 *
 * @throws an `AbortError` when `signal` fires
 */
export function sendRequest(
  url: URL,
  { connectMs, totalMs }: RequestLimits,
  signal: AbortSignal,
): Promise<Exchange> {
  const { get } = url.protocol === "https:" ? https : http;
  // Each of a name's addresses gets its share; by default it is a quarter of a second.
  const options = { autoSelectFamilyAttemptTimeout: connectMs / 4 };
  const headers = { "user-agent": "npm run smoke", "accept-encoding": "identity" };
  const startMs = performance.now();
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, signal, headers, ...options });
    const limitTime = (stage: RequestTimeout["stage"], ms: number) =>
      setTimeout(() => request.destroy(new RequestTimeout(stage, ms)), ms);
    const connecting = limitTime("connect", connectMs);
    const answering = limitTime("answer", totalMs);
    request.once("socket", (socket) => socket.once("connect", () => clearTimeout(connecting)));
    const fail = (error: Error) =>
      signal.aborted ? reject(error) : resolve({ failure: describeRequestError(error, url) });
    request.once("response", (response) => {
      readBody(response).then(
        (body) => resolve({ answer: describeAnswer(response, body, performance.now() - startMs) }),
        fail,
      );
    });
    request.once("error", fail);
    request.once("close", () => [connecting, answering].forEach(clearTimeout));
  });
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

function describeAnswer(response: IncomingMessage, body: string, ms: number): Answer {
  const { "x-cache": xCache = null, location = null } = response.headers;
  return {
    status: response.statusCode ?? 0,
    xCache: xCache === null ? null : String(xCache),
    location,
    body,
    ms: Math.round(ms),
  };
}
