import { LRUCache } from "lru-cache";
import type { CacheStore } from "./cache-store";
import { PackedResponse } from "./packed-response";
import type { StoredResponse } from "./stored-response";
import { StringPool } from "./string-pool";

const defaultMaxBytes = 256 * 1024 * 1024;
// What an entry takes besides its response and the characters of its key.
const entryBytes = 120;

// What may be taken by responses that are kept for an outage alone (CF-STALE-08).
const outageShare = 1 / 16;

/**
 * A store in memory; the least recently used response goes first. What is kept for an outage alone
 * has a part of its own, so that it pushes out nothing that can be served now.
 */
export class MemoryStore implements CacheStore {
  private readonly cache: LRUCache<string, PackedResponse>;
  private readonly outageCache: LRUCache<string, PackedResponse>;
  private readonly pool = new StringPool();
  readonly maxBodyBytes: number;

  /** @param options.maxBytes how much it may hold, in bytes; 256 MiB by default */
  constructor({ maxBytes = defaultMaxBytes }: { maxBytes?: number } = {}) {
    const outageBytes = Math.ceil(maxBytes * outageShare);
    this.cache = new LRUCache({ maxSize: maxBytes - outageBytes, sizeCalculation: measureEntry });
    this.outageCache = new LRUCache({ maxSize: outageBytes, sizeCalculation: measureEntry });
    // So that one object can't push all others out.
    this.maxBodyBytes = Math.floor(maxBytes / 4);
  }

  get objects(): number {
    return this.cache.size + this.outageCache.size;
  }

  get bytes(): number {
    return this.cache.calculatedSize + this.outageCache.calculatedSize;
  }

  get(key: string): StoredResponse | undefined {
    return this.cache.get(key) ?? this.outageCache.get(key);
  }

  set(key: string, response: StoredResponse): void {
    const packed = new PackedResponse(response, this.pool);
    this.delete(key);
    (response.isForOutage ? this.outageCache : this.cache).set(key, packed);
  }

  delete(key: string): void {
    this.cache.delete(key);
    this.outageCache.delete(key);
  }

  *entries(): Iterable<readonly [key: string, response: StoredResponse]> {
    yield* this.cache.entries();
    yield* this.outageCache.entries();
  }
}

function measureEntry(response: PackedResponse, key: string): number {
  return response.sizeBytes + key.length + entryBytes;
}
