import { parseCacheControl } from "../cache-control";
import type { Behavior, Forwarding } from "../configuration/compiled-distribution";
import { isSelected } from "../request/value-selector";
import { listConnectionHeaders, readHeader, type HeaderFields } from "../header-fields";

// Written by the edge for each response. AMB-08: the origin's Age plays no part.
const writtenByEdge = new Set(["age", "via", "x-cache", "x-amz-cf-id", "x-amz-cf-pop"]);

/**
 * What a viewer gets of an origin's headers (CF-RSP-04): all but those of the connection, those
 * that the edge writes, cookies where none are forwarded, and parts of `Vary`.
 */
export function selectOriginHeaders(
  headers: HeaderFields,
  { forwarding }: Behavior,
  nowMs: number,
): HeaderFields {
  const connectionHeaders = listConnectionHeaders(headers);
  const isKept = (name: string) =>
    !connectionHeaders.has(name) &&
    !writtenByEdge.has(name) &&
    (name !== "set-cookie" || forwarding.cookies.kind !== "none"); // CF-COOK-01
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => isKept(name)));
  return {
    date: new Date(nowMs).toUTCString(),
    ...kept,
    vary: selectVary(readHeader(headers, "vary"), forwarding),
  };
}

/** What of these headers is stored: `no-cache="Set-Cookie"` keeps cookies out (CF-COOK-03). */
export function selectStoredHeaders(headers: HeaderFields): HeaderFields {
  return parseCacheControl(headers).forbidsSetCookie
    ? { ...headers, "set-cookie": undefined }
    : headers;
}

// CF-RSP-05
function selectVary(vary: string | undefined, forwarding: Forwarding): string | undefined {
  const kept = (vary ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "*" && isKeptInVary(name.toLowerCase(), forwarding));
  return kept.length === 0 ? undefined : kept.join(", ");
}

function isKeptInVary(name: string, forwarding: Forwarding): boolean {
  if (name === "accept-encoding" || name === "cookie") {
    return true;
  }
  const forwardsDevice = forwarding.generatedHeaders.some((header) =>
    /^cloudfront-is-.*-viewer$/.test(header),
  );
  return isSelected(forwarding.headers, name) || (name === "user-agent" && forwardsDevice);
}
