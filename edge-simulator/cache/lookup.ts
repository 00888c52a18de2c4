import type { Clock } from "../clock";
import { makeHeadOnlyKey, makePartKey } from "../request/cache-key";
import type { ViewerRequest } from "../request/viewer-request";
import type { CacheStore } from "./cache-store";
import { holdsRange } from "./ranges";
import type { StoredResponse } from "./stored-response";

/** A stored response and where it is. */
export interface Found {
  readonly key: string;
  readonly response: StoredResponse;
}

/** Looks for what is stored for a request, fresh or not. */
export class Lookup {
  constructor(
    private readonly store: CacheStore,
    private readonly clock: Clock,
  ) {}

  /** @param key the request's cache key */
  find(key: string, request: ViewerRequest): Found | undefined {
    const main = this.look(key);
    if (main !== undefined && this.isFresh(main.response)) {
      return main;
    }
    const other = this.findOther(key, request);
    const isBetter = other && (main === undefined || this.isFresh(other.response));
    return isBetter ? other : main;
  }

  /** Whether it is served without asking the origin. */
  isFresh(response: StoredResponse): boolean {
    const nowMs = this.clock.now();
    return nowMs < response.freshUntilMs || nowMs < response.retryOriginAtMs;
  }

  // CF-MTH-05: a response to HEAD answers no GET. CF-RNG-01: a part answers who asks for no more.
  private findOther(key: string, request: ViewerRequest): Found | undefined {
    if (request.method === "HEAD") {
      return this.look(makeHeadOnlyKey(key));
    }
    if (request.headers.range === undefined) {
      return undefined;
    }
    const part = this.look(makePartKey(key));
    const holdsIt = part && holdsRange(part.response, request.headers, this.clock.now());
    return holdsIt === true ? part : undefined;
  }

  private look(key: string): Found | undefined {
    const response = this.store.get(key);
    return response && { key, response };
  }
}
