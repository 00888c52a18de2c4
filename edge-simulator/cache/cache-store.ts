import type { StoredResponse } from "./stored-response";

/** Where whole responses are kept, by cache key. It may forget any of them at any time. */
export interface CacheStore {
  get(key: string): StoredResponse | undefined;
  set(key: string, response: StoredResponse): void;
  delete(key: string): void;
  /** All responses with their keys; reading them is no use of them. */
  entries(): Iterable<readonly [key: string, response: StoredResponse]>;
  /** How many responses it holds. */
  readonly objects: number;
  /** How many bytes they take, keys and headers included. */
  readonly bytes: number;
  /** The longest body that it can hold. */
  readonly maxBodyBytes: number;
}
