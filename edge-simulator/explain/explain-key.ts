import { mayUseCache } from "../cache/may-use-cache";
import { isCachingDisabled } from "../cache/ttl";
import type { Behavior } from "../configuration/compiled-distribution";
import { readHeader } from "../header-fields";
import { computeCacheKey } from "../request/cache-key";
import { selectCookies } from "../request/cookies";
import { selectQuery } from "../request/query-string";
import type { ViewerRequest } from "../request/viewer-request";
import { describeBypass } from "./describe-bypass";
import type { ExplainedKey } from "./explanation";

/** The key of a request, and what of the request isn't in it. */
export function explainKey(request: ViewerRequest, behavior: Behavior): ExplainedKey {
  if (!mayUseCache(request, behavior)) {
    const reason = describeBypass(request.method, isCachingDisabled(behavior.ttlBounds));
    return { key: undefined, lines: [`None: ${reason}`], ignored: [] };
  }
  const key = computeCacheKey(request, behavior);
  return { key, lines: listParts(key, behavior), ignored: listIgnored(request, behavior) };
}

/** The lines of a key, those for what the request hasn't got among them. */
function listParts(key: string, { cacheKey }: Behavior): string[] {
  const [url = "", ...rest] = key.split("\n");
  const names = [
    ...cacheKey.headers.map((name) => ({ name, isNamed: true })),
    ...(cacheKey.encodings.length > 0 ? [{ name: "accept-encoding", isNamed: false }] : []),
    ...(cacheKey.cookies.kind !== "none" ? [{ name: "cookies", isNamed: false }] : []),
  ];
  const lines = names.map(({ name, isNamed }, index) => {
    const value = rest[index] ?? "";
    if (value === "") {
      return `${name}: none`;
    }
    return isNamed ? value : `${name}: ${value}`;
  });
  return [url, ...lines];
}

function listIgnored(request: ViewerRequest, { cacheKey }: Behavior): string[] {
  const { query, headers } = request;
  const cookies = readHeader(headers, "cookie") ?? "";
  const kept = new Set([...cacheKey.headers, "cookie", "host"]);
  if (cacheKey.encodings.length > 0) {
    kept.add("accept-encoding");
  }
  return [
    ...describeLost("query string", query, selectQuery(query, cacheKey.queryStrings)),
    ...describeLost("cookies", cookies, selectCookies(cookies, cacheKey.cookies)),
    ...Object.keys(headers).filter((name) => headers[name] !== undefined && !kept.has(name)),
  ];
}

function describeLost(name: string, sent: string, selected: string): string[] {
  if (sent === "" || selected.length >= sent.length) {
    return [];
  }
  return [selected === "" ? `the ${name}` : `a part of the ${name}`];
}
