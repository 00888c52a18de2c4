import type { Clock } from "../clock";
import type { Behavior, CompiledDistribution } from "../configuration/compiled-distribution";
import { readHeader } from "../header-fields";
import { checkCountry } from "./check-country";
import { checkHost } from "./check-host";
import { checkSignature } from "./check-signature";
import { checkStack } from "./check-stack";
import { joinQuery } from "./query-string";
import { refuse, type Refusal } from "./refusal";
import { writeSecureHost } from "./secure-host";
import { hasBody, isReadMethod, type ViewerRequest } from "./viewer-request";

/** What requests are checked against, besides the behavior that they match. */
export interface CheckingEdge {
  readonly distribution: CompiledDistribution;
  /** The edge's name in `Via`. */
  readonly viaName: string;
  readonly clock: Clock;
}

/** The sentence for a method that isn't allowed. */
export const methodNotAllowed =
  "This distribution is not configured to allow the HTTP request method that was used for this " +
  "request.";

// CF-LIM-01
const longestUrlBytes = 8192;

/**
 * What CloudFront answers before it looks at cache or origin; `undefined` when the request is
 * served. The order in which it looks isn't documented but follows from what is: what holds for
 * the whole distribution first, then what a behavior says.
 *
 * @param request as the viewer sent it, before the default root object has its place
 */
export function findRefusal(
  request: ViewerRequest,
  behavior: Behavior,
  edge: CheckingEdge,
): Refusal | undefined {
  return (
    checkLength(request) ??
    checkStack(request, edge.viaName) ??
    checkHost(request, edge.distribution) ??
    checkCountry(request, edge.distribution) ??
    checkScheme(request, behavior) ??
    checkMethod(request, behavior) ??
    // CF-MTH-03; a HEAD with a body is refused for the same reason: the key doesn't know bodies.
    (isReadMethod(request.method) && hasBody(request)
      ? refuse("Bad request.", `A ${request.method} comes with a body.`)
      : undefined) ??
    checkSignature(request, behavior, edge.clock)
  );
}

/** Whether a URL is longer than may be: then the connection ends with its answer. */
export function isTooLong({ path, query }: ViewerRequest): boolean {
  const queryBytes = query === "" ? 0 : 1 + query.length;
  return path.length + queryBytes > longestUrlBytes;
}

function checkLength(request: ViewerRequest): Refusal | undefined {
  if (!isTooLong(request)) {
    return undefined;
  }
  const reason = `The URL is longer than ${longestUrlBytes} bytes.`;
  return { ...refuse("Bad request.", reason), status: 414, closesConnection: true };
}

// CF-VPP-01…03
function checkScheme(request: ViewerRequest, behavior: Behavior): Refusal | undefined {
  if (request.scheme === "https" || behavior.viewerProtocolPolicy === "allow-all") {
    return undefined;
  }
  if (behavior.viewerProtocolPolicy === "https-only") {
    return refuse("Bad request.", "The behavior takes https only.");
  }
  if (isReadMethod(request.method)) {
    return redirect(301, request);
  }
  return request.httpVersion === "1.0"
    ? refuse("Bad request.", `A ${request.method} isn't redirected in HTTP/1.0.`)
    : redirect(307, request);
}

// CF-MTH-02, CF-MTH-09
function checkMethod(request: ViewerRequest, behavior: Behavior): Refusal | undefined {
  if (behavior.allowedMethods.has(request.method)) {
    return undefined;
  }
  return refuse(methodNotAllowed, `The behavior doesn't allow ${request.method}.`);
}

function redirect(status: 301 | 307, request: ViewerRequest): Refusal {
  const host = readHeader(request.headers, "host");
  if (!host) {
    return refuse("Bad request.", "HTTP/1.0 without a Host: there is no name to redirect to.");
  }
  const secureHost = writeSecureHost(host, request.httpsPort);
  return {
    kind: "redirect",
    status,
    location: `https://${secureHost}${joinQuery(request.path, request.query)}`,
    reason: "The behavior redirects to https.",
  };
}
