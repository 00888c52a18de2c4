import type { Behavior } from "../configuration/compiled-distribution";
import { readHeader } from "../header-fields";
import { hasBody, isReadMethod, type ViewerRequest } from "./viewer-request";

/** What the edge answers by itself instead of serving. */
export type Refusal =
  | {
      readonly kind: "error";
      readonly status: number;
      readonly sentence: string;
      readonly closesConnection: boolean;
    }
  | { readonly kind: "redirect"; readonly status: 301 | 307; readonly location: string };

/** The sentence for a method that isn't allowed. */
export const methodNotAllowed =
  "This distribution is not configured to allow the HTTP request method that was used for this " +
  "request.";

// CF-LIM-01
const longestUrlBytes = 8192;

/**
 * What CloudFront answers before it looks at cache or origin, in its order: length of the URL,
 * viewer protocol, method, body of a GET; `undefined` when the request is served.
 */
export function findRefusal(request: ViewerRequest, behavior: Behavior): Refusal | undefined {
  return (
    checkLength(request) ??
    checkScheme(request, behavior) ??
    checkMethod(request, behavior) ??
    // CF-MTH-03; a HEAD with a body is refused for the same reason: the key doesn't know bodies.
    (isReadMethod(request.method) && hasBody(request) ? refuse("Bad request.") : undefined)
  );
}

function checkLength({ path, query }: ViewerRequest): Refusal | undefined {
  const queryBytes = query === "" ? 0 : 1 + query.length;
  if (path.length + queryBytes <= longestUrlBytes) {
    return undefined;
  }
  return { ...refuse("Bad request."), status: 414, closesConnection: true };
}

// CF-VPP-01…03
function checkScheme(request: ViewerRequest, behavior: Behavior): Refusal | undefined {
  if (request.scheme === "https" || behavior.viewerProtocolPolicy === "allow-all") {
    return undefined;
  }
  if (behavior.viewerProtocolPolicy === "https-only") {
    return refuse("Bad request.");
  }
  if (isReadMethod(request.method)) {
    return redirect(301, request);
  }
  return request.httpVersion === "1.0" ? refuse("Bad request.") : redirect(307, request);
}

// CF-MTH-02, CF-MTH-09
function checkMethod(request: ViewerRequest, behavior: Behavior): Refusal | undefined {
  if (behavior.allowedMethods.has(request.method)) {
    return undefined;
  }
  return refuse(methodNotAllowed);
}

function refuse(sentence: string): Refusal & { kind: "error" } {
  return { kind: "error", status: 403, sentence, closesConnection: false };
}

function redirect(status: 301 | 307, request: ViewerRequest): Refusal {
  const host = readHeader(request.headers, "host");
  if (!host) {
    return refuse("Bad request.");
  } // HTTP/1.0: there is no name to redirect to
  const query = request.query === "" ? "" : `?${request.query}`;
  return { kind: "redirect", status, location: `https://${host}${request.path}${query}` };
}
