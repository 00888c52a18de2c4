import type { Behavior } from "../configuration/compiled-distribution";
import { makePartKey } from "../request/cache-key";
import type { CacheStore } from "./cache-store";
import { formatContentRange, isSameObject, readPart } from "./ranges";
import { withHeaders } from "./responses";
import type { StoredResponse } from "./stored-response";

/** Keeps a response as what its URL is; what was kept of that in part is out of date. */
export function keepWhole(store: CacheStore, key: string, response: StoredResponse): void {
  store.set(key, response);
  store.delete(makePartKey(key));
}

/**
 * Keeps a part of an object (CF-RNG-02): together with the part that is there, if it adjoins and
 * is about the same object; as the object itself as soon as it is all of it.
 */
export function keepPart(
  store: CacheStore,
  key: string,
  added: StoredResponse,
  behavior: Behavior,
  nowMs: number,
): void {
  const kept = store.get(makePartKey(key));
  const isFresh = kept !== undefined && nowMs < kept.freshUntilMs;
  const joined = isFresh ? joinParts(kept, added, behavior, nowMs) : undefined;
  const response =
    joined !== undefined && joined.body.length <= store.maxBodyBytes ? joined : added;
  const part = readPart(response);
  if (part === undefined) {
    return; // its body isn't as long as its Content-Range says
  }
  if (part.first === 0 && part.last === part.totalBytes - 1) {
    const headers = { ...response.headers, "content-range": undefined };
    keepWhole(store, key, withHeaders({ ...response, status: 200 }, headers, behavior));
  } else {
    store.set(makePartKey(key), response);
  }
}

/**
 * Two parts of one object as one, for as long as both are good; `undefined` when there are bytes
 * between them, or they aren't certainly of the same object.
 */
export function joinParts(
  kept: StoredResponse,
  added: StoredResponse,
  behavior: Behavior,
  nowMs: number,
): StoredResponse | undefined {
  const [one, other] = [readPart(kept), readPart(added)];
  if (one === undefined || other === undefined || one.totalBytes !== other.totalBytes) {
    return undefined;
  }
  const isGap = other.first > one.last + 1 || one.first > other.last + 1;
  if (isGap || !isSameObject(kept.headers, added.headers, nowMs)) {
    return undefined;
  }
  const range = { first: Math.min(one.first, other.first), last: Math.max(one.last, other.last) };
  const body = Buffer.concat([
    kept.body.subarray(0, Math.max(0, other.first - one.first)),
    added.body,
    kept.body.subarray(Math.max(0, other.last + 1 - one.first)),
  ]);
  const headers = {
    ...added.headers,
    "content-length": String(body.length),
    "content-range": formatContentRange(range, one.totalBytes),
  };
  return withHeaders({ ...added, ...earlier(kept, added), body }, headers, behavior);
}

function earlier(one: StoredResponse, other: StoredResponse) {
  const pick = (read: (response: StoredResponse) => number) => Math.min(read(one), read(other));
  return {
    fetchedAtMs: pick((response) => response.fetchedAtMs),
    freshUntilMs: pick((response) => response.freshUntilMs),
    staleWhileRevalidateUntilMs: pick((response) => response.staleWhileRevalidateUntilMs),
    staleIfErrorUntilMs: pick((response) => response.staleIfErrorUntilMs),
  };
}
