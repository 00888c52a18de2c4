import type { CorsConfig } from "../configuration/response-headers-policy-schema";
import { readHeader, type HeaderFields } from "../header-fields";
import type { ViewerRequest } from "../request/viewer-request";

const corsHeaderPattern = /^access-control-/;
const allMethods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/**
 * A response's headers with those that a policy adds for cross-origin requests (CF-RHP-06).
 * Without override they are added only when the origin sent no CORS header at all (AMB-06).
 */
export function applyCors(
  headers: HeaderFields,
  cors: CorsConfig,
  request: ViewerRequest,
): HeaderFields {
  const viewerOrigin = readHeader(request.headers, "origin");
  const allowed = viewerOrigin === undefined ? undefined : allowOrigin(cors, viewerOrigin);
  if (allowed === undefined) {
    return headers;
  }
  const originSentCors = Object.entries(headers).some(
    ([name, value]) => value !== undefined && corsHeaderPattern.test(name),
  );
  if (originSentCors && !cors.OriginOverride) {
    return headers;
  }
  return {
    ...headers,
    "access-control-allow-origin": allowed,
    ...(cors.AccessControlAllowCredentials ? { "access-control-allow-credentials": "true" } : {}),
    ...describeList("access-control-expose-headers", cors.AccessControlExposeHeaders?.Items),
    ...(isPreflight(request) ? describePreflight(cors) : {}),
  };
}

// The origins of a policy are * or whole origins; with or without scheme and port (CF-RHP-07).
function allowOrigin(cors: CorsConfig, viewerOrigin: string): string | undefined {
  const origins = cors.AccessControlAllowOrigins.Items ?? [];
  // A browser refuses * for requests with credentials.
  if (origins.includes("*")) {
    return cors.AccessControlAllowCredentials ? viewerOrigin : "*";
  }
  const host = viewerOrigin.replace(/^https?:\/\//, "");
  return origins.includes(viewerOrigin) || origins.includes(host) ? viewerOrigin : undefined;
}

function isPreflight({ method, headers }: ViewerRequest): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

function describePreflight(cors: CorsConfig): HeaderFields {
  const methods = cors.AccessControlAllowMethods.Items ?? [];
  return {
    ...describeList("access-control-allow-methods", methods.includes("ALL") ? allMethods : methods),
    ...describeList("access-control-allow-headers", cors.AccessControlAllowHeaders.Items),
    ...(cors.AccessControlMaxAgeSec === undefined
      ? {}
      : { "access-control-max-age": String(cors.AccessControlMaxAgeSec) }),
  };
}

function describeList(name: string, items: readonly string[] = []): HeaderFields {
  return items.length === 0 ? {} : { [name]: items.join(", ") };
}
