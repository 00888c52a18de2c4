import { OriginFailure, type OriginFailureKind } from "./origin-failure";

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
  UND_ERR_HEADERS_OVERFLOW: "header-too-big",
  UND_ERR_ABORTED: "aborted",
  ECONNRESET: "closed",
  EPIPE: "closed",
  UND_ERR_SOCKET: "closed",
};

/** What an error of undici's or Node's says about the origin; also one that ended a body. */
export function classifyError(error: unknown): OriginFailureKind {
  if (error instanceof OriginFailure) {
    return error.kind;
  }
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

/** Whether the request itself is at fault: no origin was asked. */
export function isMisuse(error: unknown): boolean {
  const code = readCode(error);
  return code === "UND_ERR_INVALID_ARG" || code === "UND_ERR_NOT_SUPPORTED";
}

function readCode(error: unknown): string {
  const hasCode = error instanceof Error && "code" in error && typeof error.code === "string";
  return hasCode ? String(error.code) : "";
}
