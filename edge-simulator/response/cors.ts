import type { CorsConfig } from "../configuration/response-headers-policy-schema";
import { readHeader, type HeaderFields } from "../header-fields";
import type { ViewerRequest } from "../request/viewer-request";
import { allowsOrigin, readCorsOrigin, type CorsOrigin } from "./allowed-origins";

/** What a policy says about cross-origin requests, prepared. */
export interface CompiledCors {
  readonly config: CorsConfig;
  readonly allowsAnyOrigin: boolean;
  /** The others that are allowed. */
  readonly allowedOrigins: readonly CorsOrigin[];
}

/** Prepares the CORS part of a policy. */
export function compileCors(config: CorsConfig): CompiledCors {
  const origins = config.AccessControlAllowOrigins.Items ?? [];
  return {
    config,
    allowsAnyOrigin: origins.includes("*"),
    allowedOrigins: origins.filter((origin) => origin !== "*").map(readCorsOrigin),
  };
}

const corsHeaderPattern = /^access-control-/;
const allMethods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/**
 * A response's headers with those that a policy adds for cross-origin requests (CF-RHP-06).
 * Without override they are added only when the origin sent no CORS header at all (AMB-06).
 */
export function applyCors(
  headers: HeaderFields,
  compiled: CompiledCors,
  request: ViewerRequest,
): HeaderFields {
  const { config: cors } = compiled;
  const viewerOrigin = readHeader(request.headers, "origin");
  const allowed = viewerOrigin === undefined ? undefined : allowOrigin(compiled, viewerOrigin);
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

function allowOrigin(cors: CompiledCors, viewerOrigin: string): string | undefined {
  // A browser refuses * for requests with credentials.
  if (cors.allowsAnyOrigin) {
    return cors.config.AccessControlAllowCredentials ? viewerOrigin : "*";
  }
  const origin = readCorsOrigin(viewerOrigin);
  const isAllowed = cors.allowedOrigins.some((allowed) => allowsOrigin(allowed, origin));
  return isAllowed ? viewerOrigin : undefined;
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
