import { readHeader } from "../header-fields";
import { popName } from "../response/edge-response";
import type { RequestReport } from "../trace/request-report";
import { measureHeaderBytes, measureRequestBytes, measureUrlBytes } from "./request-size";
import { classifyResult, detailResult } from "./result-types";

/** What a log says besides what happened with a request. */
export interface LogContext {
  /** The distribution's own name: `cs(Host)`. */
  readonly domainName: string;
  /** Whether cookies are logged: `Logging.IncludeCookies` of the distribution. */
  readonly includesCookies: boolean;
}

// CF-LOG-11
const longestUrlBytes = 8192;
const largestHeaderBytes = 20 * 1024;

type Field = (report: RequestReport, context: LogContext) => string | number | undefined;

/** The fields of a line, in order (CF-LOG-01). Source: developer guide, `standard-logs-reference`. */
const fields: Readonly<Record<string, Field>> = {
  date: ({ endedAtMs }) => new Date(endedAtMs).toISOString().slice(0, 10),
  time: ({ endedAtMs }) => new Date(endedAtMs).toISOString().slice(11, 19),
  "x-edge-location": () => popName,
  "sc-bytes": ({ bytesSent }) => bytesSent,
  "c-ip": ({ request }) => request.viewerAddress,
  "cs-method": ({ request }) => request.method,
  "cs(Host)": (_report, { domainName }) => domainName, // CF-LOG-10
  "cs-uri-stem": ({ request }) => request.path,
  // CF-LOG-07
  "sc-status": ({ status, isWhole, bytesSent }) => (!isWhole && bytesSent === 0 ? "000" : status),
  "cs(Referer)": readRequestHeader("referer"),
  "cs(User-Agent)": readRequestHeader("user-agent"),
  "cs-uri-query": ({ request }) => request.query,
  "cs(Cookie)": ({ request }, { includesCookies }) =>
    includesCookies ? readHeader(request.headers, "cookie") : undefined,
  "x-edge-result-type": classifyResult,
  "x-edge-request-id": ({ request }) => request.requestId,
  "x-host-header": readRequestHeader("host"),
  "cs-protocol": ({ request }) => request.scheme,
  "cs-bytes": ({ request }) => measureRequestBytes(request),
  "time-taken": ({ startedAtMs, endedAtMs }) => formatDuration(endedAtMs - startedAtMs),
  "x-forwarded-for": readRequestHeader("x-forwarded-for"),
  "ssl-protocol": () => undefined,
  "ssl-cipher": () => undefined,
  "x-edge-response-result-type": ({ result }) => result,
  "cs-protocol-version": ({ request }) => `HTTP/${request.httpVersion}`,
  "fle-status": () => undefined,
  "fle-encrypted-fields": () => undefined,
  "c-port": ({ request }) => request.viewerPort,
  "time-to-first-byte": ({ startedAtMs, answeredAtMs }) =>
    formatDuration(answeredAtMs - startedAtMs),
  "x-edge-detailed-result-type": detailResult,
  "sc-content-type": ({ headers }) => findHeader(headers, "content-type"),
  "sc-content-len": ({ headers }) => findHeader(headers, "content-length"),
  "sc-range-start": (report) => readRange(report)?.[1],
  "sc-range-end": (report) => readRange(report)?.[2],
};

/** What a log file begins with (CF-LOG-03). */
export const standardLogHead = `#Version: 1.0\n#Fields: ${Object.keys(fields).join(" ")}\n`;

/**
 * The line of CloudFront's standard log for a request, with its line break; `undefined` for one
 * that CloudFront doesn't log (CF-LOG-11).
 */
export function formatLogLine(report: RequestReport, context: LogContext): string | undefined {
  const { request } = report;
  const isLogged =
    measureUrlBytes(request) <= longestUrlBytes &&
    measureHeaderBytes(request) <= largestHeaderBytes;
  if (!isLogged) {
    return undefined;
  }
  const values = Object.values(fields).map((read) => encodeValue(read(report, context)));
  return `${values.join("\t")}\n`;
}

// CF-LOG-03. Headers and URLs are strings of bytes here, as node:http has them.
function encodeValue(value: string | number | undefined): string {
  if (value === undefined || value === "") {
    return "-";
  }
  return String(value).replace(
    // eslint-disable-next-line no-control-regex -- these are meant
    /[\x00-\x20\x7f-\xff<>"#%{}|\\^~[\]`']/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

function formatDuration(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}

function readRequestHeader(name: string): Field {
  return ({ request }) => readHeader(request.headers, name);
}

function findHeader(headers: readonly string[], name: string): string | undefined {
  const index = headers.findIndex((part, at) => at % 2 === 0 && part.toLowerCase() === name);
  return index < 0 ? undefined : headers[index + 1];
}

/** The first and the last byte that a response with a part of an object has. */
function readRange({ headers }: RequestReport): RegExpExecArray | undefined {
  return /^bytes (\d+)-(\d+)\//.exec(findHeader(headers, "content-range") ?? "") ?? undefined;
}
