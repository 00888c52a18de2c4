import { readHeader, type HeaderFields } from "./header-fields";
import { parseHttpDate } from "./http-date";

/** A response's `Cache-Control` as far as CloudFront's documentation gives it a meaning. */
export interface CacheControl {
  readonly isPresent: boolean;
  /** `no-cache`, `no-store` or `private`, the strictest of them; `undefined`: none. */
  readonly forbids: "no-store" | "private" | "no-cache" | undefined;
  /** `no-cache="Set-Cookie"`: the object may be kept, its cookies not (CF-COOK-03). */
  readonly forbidsSetCookie: boolean;
  readonly maxAgeSeconds: number | undefined;
  readonly sMaxageSeconds: number | undefined;
  readonly staleWhileRevalidateSeconds: number | undefined;
  readonly staleIfErrorSeconds: number | undefined;
}

// CF-TTL-07: 100 years.
const longestAgeSeconds = 100 * 365 * 86_400;
/** `no-cache="Set-Cookie"` among the directives: a directive of its own. */
const noCookies = 'no-cache="set-cookie"';
const directivePattern = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g;

/**
 * Reads `Cache-Control`; of a repeated directive the first counts (AMB-08), except that a
 * `no-cache` for all forbids beside one for the cookies.
 */
export function parseCacheControl(headers: HeaderFields): CacheControl {
  const text = readHeader(headers, "cache-control");
  const directives = parseDirectives(text ?? "");
  const forbidding = (["no-store", "private", "no-cache"] as const).filter((name) =>
    directives.has(name),
  );
  return {
    isPresent: text !== undefined,
    forbids: forbidding[0],
    forbidsSetCookie: directives.has(noCookies),
    maxAgeSeconds: parseSeconds(directives.get("max-age")),
    sMaxageSeconds: parseSeconds(directives.get("s-maxage")),
    staleWhileRevalidateSeconds: parseSeconds(directives.get("stale-while-revalidate")),
    staleIfErrorSeconds: parseSeconds(directives.get("stale-if-error")),
  };
}

function parseDirectives(text: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const [, name = "", quoted, token] of text.matchAll(directivePattern)) {
    const value = quoted ?? token ?? "";
    const isForCookies = /^no-cache$/i.test(name) && /^set-cookie$/i.test(value);
    const key = isForCookies ? noCookies : name.toLowerCase();
    if (!directives.has(key)) {
      directives.set(key, value);
    }
  }
  return directives;
}

/** A number of seconds; what isn't one counts as 0: already expired (AMB-08). */
function parseSeconds(value: string | undefined): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  return /^\d+$/.test(value) ? Math.min(Number(value), longestAgeSeconds) : 0;
}

/**
 * How long a response says that it is fresh, in seconds and at least 0, and by which header
 * (CF-TTL-06); `undefined` when it doesn't say.
 */
export function readFreshness(
  headers: HeaderFields,
  control: CacheControl,
  nowMs: number,
): { seconds: number; rule: "s-maxage" | "max-age" | "Expires" } | undefined {
  if (control.sMaxageSeconds !== undefined) {
    return { seconds: control.sMaxageSeconds, rule: "s-maxage" };
  }
  if (control.maxAgeSeconds !== undefined) {
    return { seconds: control.maxAgeSeconds, rule: "max-age" };
  }
  const expires = readHeader(headers, "expires");
  if (expires === undefined) {
    return undefined;
  }
  const expiresMs = parseHttpDate(expires, nowMs) ?? nowMs; // AMB-08: what isn't a date has expired
  return { seconds: Math.max(0, (expiresMs - nowMs) / 1000), rule: "Expires" };
}
