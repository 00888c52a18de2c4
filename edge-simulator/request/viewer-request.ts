import type { HeaderFields } from "../header-fields";

/** A viewer's request as far as it decides anything: plain data, without connection or body. */
export interface ViewerRequest {
  readonly method: string;
  /** As the viewer wrote it: not decoded, not normalized, without the query. */
  readonly path: string;
  /** As the viewer wrote it, without `?`; empty when there is none. */
  readonly query: string;
  readonly headers: HeaderFields;
  /** `1.0`, `1.1` or `2.0`. */
  readonly httpVersion: string;
  readonly scheme: "http" | "https";
  /** The port at which the edge speaks TLS, if it does. */
  readonly httpsPort?: number | undefined;
  readonly viewerAddress: string;
  readonly viewerPort: number;
  /** ISO 3166-1 alpha-2 code in capital letters; `undefined`: it isn't known. */
  readonly viewerCountry?: string;
  /** Identifies request and response: the value of `X-Amz-Cf-Id` (CF-RSP-02). */
  readonly requestId: string;
  /** Where it is for a custom error page: what failed; `query` without `?`. */
  readonly failed?: { readonly path: string; readonly query: string };
}

/** Whether a body comes with the request. */
export function hasBody({ headers }: ViewerRequest): boolean {
  const length = headers["content-length"];
  return headers["transfer-encoding"] !== undefined || (length !== undefined && length !== "0");
}

/** Whether a method only reads: one that CloudFront may cache and may ask the origin twice. */
export function isReadMethod(method: string): boolean {
  return method === "GET" || method === "HEAD";
}
