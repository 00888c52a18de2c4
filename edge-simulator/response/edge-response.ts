import type { Readable } from "node:stream";
import type { HeaderFields } from "../header-fields";

export const resultTypes = [
  "Hit",
  "RefreshHit",
  "Miss",
  "Error",
  "Redirect",
  "FunctionGeneratedResponse",
  "FunctionExecutionError",
  "FunctionValidationError",
] as const;

/** How a request was answered, as `X-Cache` and the log name it (CF-XC-01…06, CF-XC-08). */
export type ResultType = (typeof resultTypes)[number];

/** What a viewer gets. */
export interface EdgeResponse {
  readonly status: number;
  /** Name, value, name, value …, as node:http takes them. */
  readonly headers: readonly string[];
  readonly body: Buffer | Readable | undefined;
  readonly result: ResultType;
}

/** What the edge writes into every response. */
export interface EdgeStamp {
  /** As X-Cache has it before the status is considered. */
  readonly result: ResultType;
  readonly requestId: string;
  /** What is the same in all of an edge's responses. */
  readonly edgeHeaders: readonly string[];
  /** 0 isn't written (CF-RSP-06). */
  readonly ageSeconds: number;
}

// Written once, not for each response.
const xCacheValues = Object.fromEntries(
  resultTypes.map((result) => [result, `${result} from cloudfront`]),
) as Record<ResultType, string>;

/** The edge location that `X-Amz-Cf-Pop` names: LCL, "local", is no airport (CF-RSP-03). */
export const popName = "LCL50-P1";

/** Writes headers as node:http takes them: name, value, name, value …. */
export function flattenHeaders(headers: HeaderFields): string[] {
  // node:http takes a Content-Disposition behind a Content-Length for UTF-8, and then refuses it.
  const { "content-length": length, ...others } = headers;
  return Object.entries({ ...others, "content-length": length }).flatMap(([name, value]) => {
    if (value === undefined) {
      return [];
    }
    return typeof value === "string" ? [name, value] : value.flatMap((item) => [name, item]);
  });
}

/** Which result a response counts as: an error status is an Error, however it came (CF-XC-04). */
export function resolveResult(status: number, result: ResultType): ResultType {
  return status >= 400 ? "Error" : result;
}

/**
 * The headers that an edge writes into all of its responses (CF-RSP-01, CF-RSP-03, CF-RSP-09).
 *
 * @param viaName the edge's name in `Via`
 */
export function describeEdgeHeaders(viaName: string, offersHttp3: boolean): readonly string[] {
  const headers = ["via", `1.1 ${viaName} (CloudFront)`, "x-amz-cf-pop", popName];
  return offersHttp3 ? [...headers, "alt-svc", 'h3=":443"; ma=86400'] : headers;
}

/** Puts the edge's own headers behind a response's (CF-RSP-01…03, CF-RSP-06). */
export function stampHeaders(
  headers: readonly string[],
  { result, requestId, edgeHeaders, ageSeconds }: EdgeStamp,
): string[] {
  const stamp = ["x-cache", xCacheValues[result], "x-amz-cf-id", requestId];
  return ageSeconds > 0
    ? headers.concat(edgeHeaders, stamp, ["age", String(ageSeconds)])
    : headers.concat(edgeHeaders, stamp);
}
