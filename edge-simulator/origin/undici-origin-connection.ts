import { Readable } from "node:stream";
import { buildConnector, Pool, type Dispatcher } from "undici";
import { classifyError, isMisuse } from "./classify-error";
import type { OriginConnection, OriginRequest, OriginResponse } from "./origin-connection";
import { OriginFailure } from "./origin-failure";

// CF-LIM-03
const maxHeaderBytes = 32_768;

/** Reaches origins over HTTP/1.1 (CF-HDR-19), with connections kept alive for each origin. */
export class UndiciOriginConnection implements OriginConnection {
  private readonly pools = new Map<string, Pool>();

  async request(request: OriginRequest): Promise<OriginResponse> {
    const { signal, end } = limitTime(request);
    const sent = request.body && readLater(request.body);
    try {
      const response = await this.poolOf(request).request({
        path: request.path,
        method: request.method as Dispatcher.HttpMethod,
        headers: Object.fromEntries(
          Object.entries(request.headers).filter(([, value]) => value !== undefined),
        ) as Record<string, string | string[]>,
        body: sent ?? null,
        signal,
      });
      const { statusCode: status, headers, body } = response;
      body.once("close", end);
      return isBodiless(status) ? withoutBody(response) : { status, headers, body };
    } catch (error) {
      end();
      if (isMisuse(error)) {
        throw error;
      }
      const kind = classifyError(error);
      const isUnsent = kind === "closed" && sent?.readableEnded === false;
      const { wasReused = false } = error as ConnectionError;
      throw new OriginFailure(isUnsent ? "write-failed" : kind, { cause: error, wasReused });
    }
  }

  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  private poolOf({ origin, baseUrl }: OriginRequest): Pool {
    const key = `${origin.id} ${baseUrl}`;
    const existing = this.pools.get(key);
    if (existing) {
      return existing;
    }
    const pool = new Pool(baseUrl, {
      pipelining: 1,
      maxHeaderSize: maxHeaderBytes,
      connect: makeConnector(origin.connectionTimeoutMs),
      // CF-LIM-10: the read timeout holds for the first byte and between bytes.
      headersTimeout: origin.readTimeoutMs,
      bodyTimeout: origin.readTimeoutMs,
      keepAliveTimeout: origin.keepAliveTimeoutMs,
      keepAliveMaxTimeout: origin.keepAliveTimeoutMs,
    });
    this.pools.set(key, pool);
    return pool;
  }
}

/**
 * A body that isn't touched before there is a connection, so that another attempt finds it whole,
 * and that outlives the request: the viewer who sends it still waits for an answer.
 */
function readLater(body: Readable): Readable {
  body.on("error", () => undefined); // also once nobody reads it any more
  return Readable.from(body.iterator({ destroyOnReturn: false }), { objectMode: false });
}

/** What ended a connection. */
interface ConnectionError extends NodeJS.ErrnoException {
  /** Whether anything had come by it. */
  wasReused?: boolean;
}

// undici takes a reset for the end of a body that declares no length. Only an orderly close is one
// (CF-STO-02), so that undici, whose listeners come after this one, isn't told of resets.
function makeConnector(timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs });
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error !== null) {
        callback(error, null);
        return;
      }
      socket.on("error", (failure: ConnectionError) => {
        failure.wasReused = socket.bytesRead > 0;
        if (failure.code === "ECONNRESET") {
          failure.code = "EPIPE";
        }
      });
      callback(null, socket);
    });
}

function isBodiless(status: number): boolean {
  return status === 204 || status === 304;
}

// A length that such a response declares is that of no body: undici would miss the bytes.
function withoutBody({ statusCode, headers, body }: Dispatcher.ResponseData): OriginResponse {
  body.on("error", () => undefined).resume();
  const others = { ...headers, "content-length": undefined };
  return { status: statusCode, headers: others, body: Readable.from([]) };
}

/**
 * The request's signal, which is also aborted once the whole response has taken too long
 * (CF-LIM-12), and what ends the wait for that.
 */
function limitTime({ origin, signal }: OriginRequest): { signal: AbortSignal; end: () => void } {
  const timeoutMs = origin.responseCompletionTimeoutMs;
  if (timeoutMs === undefined) {
    return { signal, end: () => undefined };
  }
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new OriginFailure("completion-timeout")), timeoutMs);
  return { signal: AbortSignal.any([signal, late.signal]), end: () => clearTimeout(timer) };
}
