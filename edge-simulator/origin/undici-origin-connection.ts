import { Readable } from "node:stream";
import { buildConnector, Pool, type Dispatcher } from "undici";
import type { OriginConnection, OriginRequest, OriginResponse } from "./origin-connection";
import { OriginFailure, type OriginFailureKind } from "./origin-failure";

// CF-LIM-03
const maxHeaderBytes = 32_768;

/** Reaches origins over HTTP/1.1 (CF-HDR-19), with connections kept alive for each origin. */
export class UndiciOriginConnection implements OriginConnection {
  private readonly pools = new Map<string, Pool>();

  async request(request: OriginRequest): Promise<OriginResponse> {
    try {
      const response = await this.poolOf(request).request({
        path: request.path,
        method: request.method as Dispatcher.HttpMethod,
        headers: Object.fromEntries(
          Object.entries(request.headers).filter(([, value]) => value !== undefined),
        ) as Record<string, string | string[]>,
        body: request.body ?? null,
        signal: request.signal,
      });
      const { statusCode: status, headers, body } = response;
      return isBodiless(status) ? withoutBody(response) : { status, headers, body };
    } catch (error) {
      if (isMisuse(error)) {
        throw error;
      }
      throw new OriginFailure(classifyError(error), { cause: error });
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
      socket.on("error", (failure: NodeJS.ErrnoException) => {
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

/** Whether the request itself is at fault: no origin was asked. */
function isMisuse(error: unknown): boolean {
  const code = readCode(error);
  return code === "UND_ERR_INVALID_ARG" || code === "UND_ERR_NOT_SUPPORTED";
}

const kindsByCode: Readonly<Record<string, OriginFailureKind>> = {
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  ECONNREFUSED: "connect",
  EHOSTUNREACH: "connect",
  ENETUNREACH: "connect",
  EADDRNOTAVAIL: "connect",
  ETIMEDOUT: "connect-timeout",
  UND_ERR_CONNECT_TIMEOUT: "connect-timeout",
  UND_ERR_HEADERS_TIMEOUT: "read-timeout",
  UND_ERR_BODY_TIMEOUT: "read-timeout",
  UND_ERR_HEADERS_OVERFLOW: "invalid-response",
  UND_ERR_ABORTED: "aborted",
  ECONNRESET: "closed",
  EPIPE: "closed",
  UND_ERR_SOCKET: "closed",
};

function classifyError(error: unknown): OriginFailureKind {
  if (!(error instanceof Error)) {
    return "closed";
  }
  if (error.name === "AbortError") {
    return "aborted";
  }
  const code = readCode(error);
  // What undici says of a 100 or 101 that nobody asked for.
  if (/^bad (response|upgrade)$/.test(error.message)) {
    return "invalid-response";
  }
  if (error.name === "HTTPParserError" || code.startsWith("HPE_")) {
    return "invalid-response";
  }
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)) {
    return "tls";
  }
  return kindsByCode[code] ?? "closed";
}

function readCode(error: unknown): string {
  const hasCode = error instanceof Error && "code" in error && typeof error.code === "string";
  return hasCode ? String(error.code) : "";
}
