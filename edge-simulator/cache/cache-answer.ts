import type { Readable } from "node:stream";
import type { ResponseRecord } from "./stored-response";

/** What the cache has for a request. */
export interface CacheAnswer {
  readonly record: ResponseRecord;
  readonly body: Buffer | Readable;
  readonly result: "Hit" | "RefreshHit" | "Miss";
}
