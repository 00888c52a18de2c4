import { setTimeout as delay } from "node:timers/promises";
import { request } from "undici";
import { UserError } from "../user-error";

/** What has been seen of an app that is starting. */
export interface HealthObservation {
  /** Since it was started. */
  elapsedMs: number;
  /** How it answered last; undefined when it hasn't answered yet. */
  status: number | undefined;
  /** Since it answered for the first time. */
  answeringMs: number;
}

export interface HealthLimits {
  /** How long the app may take until it listens. */
  startTimeoutMs: number;
  /** How long it may go on with answers other than 200 once it listens. */
  unhealthyTimeoutMs: number;
}

export type HealthVerdict = "healthy" | "wait" | "silent" | "unhealthy";

/** Long enough to be cheap, short enough not to be felt. */
const POLL_INTERVAL_MS = 50;
const ANSWER_TIMEOUT_MS = 2_000;

/** Rejects with an UserError when the path can't be put behind a host name. */
export async function checkHealthCheckPath(path: string): Promise<void> {
  if (!path.startsWith("/")) {
    throw new UserError(`The health check path must begin with "/", got "${path}".`);
  }
}

/** Beanstalk's target group calls an instance healthy when it answers 200. */
export function judgeHealth(seen: HealthObservation, limits: HealthLimits): HealthVerdict {
  if (seen.status === 200) {
    return "healthy";
  }
  if (seen.status === undefined) {
    return seen.elapsedMs >= limits.startTimeoutMs ? "silent" : "wait";
  }
  return seen.answeringMs >= limits.unhealthyTimeoutMs ? "unhealthy" : "wait";
}

/**
 * Waits until the app answers its health check with 200.
 *
 * @throws UserError when it stays silent or goes on answering something else
 */
export async function waitUntilHealthy(
  url: string,
  limits: HealthLimits,
  signal: AbortSignal,
): Promise<void> {
  const startMs = performance.now();
  let firstAnswerMs: number | undefined;
  let status: number | undefined;
  for (;;) {
    status = (await askStatus(url, signal)) ?? status;
    const nowMs = performance.now();
    if (status !== undefined) {
      firstAnswerMs ??= nowMs;
    }
    const answeringMs = nowMs - (firstAnswerMs ?? nowMs);
    const verdict = judgeHealth({ elapsedMs: nowMs - startMs, status, answeringMs }, limits);
    if (verdict === "healthy") {
      return;
    }
    if (verdict !== "wait") {
      throw new UserError(explainVerdict(verdict, url, status, limits));
    }
    await delay(POLL_INTERVAL_MS, undefined, { signal });
  }
}

/** Why an app isn't taken for started, and what to do. */
export function explainVerdict(
  verdict: "silent" | "unhealthy",
  url: string,
  status: number | undefined,
  limits: HealthLimits,
): string {
  if (verdict === "unhealthy") {
    return (
      `The origin app started, but its health check GET ${url} answers ${status} instead of 200. ` +
      `Correct the app, or set the health check path to one that answers 200.`
    );
  }
  return (
    `The origin app didn't answer its health check GET ${url} ` +
    `within ${limits.startTimeoutMs / 1000} s. ` +
    `Let the Procfile's web command listen on the port in the environment variable PORT.`
  );
}

/** Undefined while nobody listens. */
async function askStatus(url: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    // reset: a connection kept alive would hold up the app when it is stopped.
    const timeouts = { headersTimeout: ANSWER_TIMEOUT_MS, bodyTimeout: ANSWER_TIMEOUT_MS };
    const response = await request(url, { signal, reset: true, ...timeouts });
    await response.body.dump();
    return response.statusCode;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
