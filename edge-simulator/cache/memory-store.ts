import { LRUCache } from "lru-cache";
import type { CacheStore } from "./cache-store";
import type { StoredResponse } from "./stored-response";

const defaultMaxBytes = 256 * 1024 * 1024;
// What an entry takes besides its strings and its body, roughly.
const entryOverheadBytes = 512;

/** A store in memory; the least recently used response goes first. */
export class MemoryStore implements CacheStore {
  private readonly cache: LRUCache<string, StoredResponse>;
  readonly maxBodyBytes: number;

  /** @param options.maxBytes how much it may hold, in bytes; 256 MiB by default */
  constructor({ maxBytes = defaultMaxBytes }: { maxBytes?: number } = {}) {
    this.cache = new LRUCache({ maxSize: maxBytes, sizeCalculation: measureEntry });
    // So that one object can't push all others out.
    this.maxBodyBytes = Math.floor(maxBytes / 4);
  }

  get objects(): number {
    return this.cache.size;
  }

  get bytes(): number {
    return this.cache.calculatedSize;
  }

  get(key: string): StoredResponse | undefined {
    return this.cache.get(key);
  }

  set(key: string, response: StoredResponse): void {
    this.cache.set(key, response);
  }

  delete(key: string): void {
    this.cache.delete(key);
  }

  keys(): Iterable<string> {
    return this.cache.keys();
  }
}

function measureEntry(response: StoredResponse, key: string): number {
  const headerBytes = response.viewerHeaders.reduce((sum, text) => sum + text.length, 0);
  return response.body.length + key.length + headerBytes + entryOverheadBytes;
}
