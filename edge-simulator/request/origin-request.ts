import type { Behavior, Forwarding } from "../configuration/compiled-distribution";
import { isSelected } from "./value-selector";
import { listConnectionHeaders, readHeader, type HeaderFields } from "../header-fields";
import { normalizeAcceptEncoding } from "./accept-encoding";
import { selectCookies } from "./cookies";
import { readEdgeHeader } from "./generated-headers";
import { joinQuery, selectQuery } from "./query-string";
import type { ViewerRequest } from "./viewer-request";

/** What an origin is asked, besides the body. */
export interface OriginRequestHead {
  readonly method: string;
  /** With the origin path in front and the forwarded query behind. */
  readonly path: string;
  readonly headers: HeaderFields;
}

// CF-HDR-06, CF-HDR-07: without these the exchange or the caches would break, so that they go on
// without being listed. (Transfer-Encoding is left to the connection.)
const alwaysForwarded = new Set([
  "content-length",
  "content-type",
  "content-md5",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
  "range",
]);

// CF-HDR-12 and what is written anew below, whatever a policy says. Expect is answered by the
// edge itself.
const neverForwarded = /^(x-edge-.*|x-forwarded-proto|x-real-ip|expect|x-amz-cf-id|cloudfront-.*)$/;
const writtenByEdge = new Set(["host", "user-agent", "via", "x-forwarded-for", "cookie"]);

/**
 * What CloudFront asks the origin for a viewer's request (CF-ORP, CF-HOST, CF-HDR). AMB-01: with
 * a cache policy only listed and automatic headers go on, and those without which it would break;
 * what goes on with legacy settings is compiled into `forwarding`.
 *
 * @param viaName the edge's name in `Via`
 */
export function buildOriginRequest(
  request: ViewerRequest,
  behavior: Behavior,
  viaName: string,
): OriginRequestHead {
  const { forwarding, origin } = behavior;
  const query = selectQuery(request.query, forwarding.queryStrings);
  return {
    method: request.method,
    path: joinQuery(`${origin.originPath}${request.path}`, query),
    headers: {
      ...selectViewerHeaders(request, forwarding),
      ...generateHeaders(request, forwarding),
      ...describeEncodings(request, behavior),
      ...describeCookies(request, forwarding),
      ...describeEdge(request, behavior, viaName),
      ...describeCustomHeaders(behavior), // CF-HDR-21: they overwrite
    },
  };
}

function selectViewerHeaders(request: ViewerRequest, forwarding: Forwarding): HeaderFields {
  const connectionHeaders = listConnectionHeaders(request.headers);
  return Object.fromEntries(
    Object.entries(request.headers).filter(
      ([name]) =>
        (alwaysForwarded.has(name) ||
          isSelected(forwarding.headers, name) ||
          (name === "authorization" && forwarding.authorizationMethods.has(request.method))) &&
        !connectionHeaders.has(name) &&
        !writtenByEdge.has(name) &&
        !neverForwarded.test(name),
    ),
  );
}

// CF-HDR-18
function generateHeaders(request: ViewerRequest, { generatedHeaders }: Forwarding): HeaderFields {
  const fields = generatedHeaders.map((name) => [name, readEdgeHeader(request, name)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function describeEncodings(request: ViewerRequest, { cacheKey }: Behavior): HeaderFields {
  if (request.httpVersion === "1.0") {
    return { "accept-encoding": undefined };
  } // CF-AE-10
  if (cacheKey.encodings.length === 0) {
    return {};
  }
  const viewers = readHeader(request.headers, "accept-encoding");
  return { "accept-encoding": normalizeAcceptEncoding(viewers, cacheKey.encodings) };
}

function describeCookies(request: ViewerRequest, forwarding: Forwarding): HeaderFields {
  const cookies = selectCookies(readHeader(request.headers, "cookie"), forwarding.cookies);
  return cookies === "" ? {} : { cookie: cookies };
}

function describeEdge(request: ViewerRequest, behavior: Behavior, viaName: string): HeaderFields {
  const { forwarding, origin } = behavior;
  const readSelected = (name: string) =>
    isSelected(forwarding.headers, name) ? readHeader(request.headers, name) : undefined;
  const via = `${request.httpVersion} ${viaName} (CloudFront)`;
  return {
    host: readSelected("host") ?? origin.domainName, // CF-HOST-01
    "user-agent": readSelected("user-agent") ?? "Amazon CloudFront", // CF-HDR-14
    via: join(readHeader(request.headers, "via"), ", ", via), // CF-HDR-15
    "x-forwarded-for": join(
      readHeader(request.headers, "x-forwarded-for"),
      ",",
      request.viewerAddress,
    ), // CF-HDR-17
    "x-amz-cf-id": request.requestId, // CF-HDR-16
  };
}

function join(existing: string | undefined, separator: string, added: string): string {
  return existing === undefined ? added : `${existing}${separator}${added}`;
}

function describeCustomHeaders({ origin }: Behavior): HeaderFields {
  return Object.fromEntries(
    origin.customHeaders.map(([name, value]) => [
      name,
      // CF-AE-09: an empty Accept-Encoding means that there is none.
      name === "accept-encoding" && value === "" ? undefined : value,
    ]),
  );
}
