import { Pool, type Dispatcher } from "undici";
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
      return { status: response.statusCode, headers: response.headers, body: response.body };
    } catch (error) {
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
    if (existing) return existing;
    const pool = new Pool(baseUrl, {
      pipelining: 1,
      maxHeaderSize: maxHeaderBytes,
      connect: { timeout: origin.connectionTimeoutMs },
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
  if (!(error instanceof Error)) return "closed";
  if (error.name === "AbortError") return "aborted";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (error.name === "HTTPParserError" || code.startsWith("HPE_")) return "invalid-response";
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)) return "tls";
  return kindsByCode[code] ?? "closed";
}
