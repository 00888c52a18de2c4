import type { TtlRule } from "../cache/ttl";
import type { FunctionEventType } from "../functions/function-event";
import type { FunctionFailureType } from "../functions/function-runner";
import type { HeaderFields } from "../header-fields";

/** What an edge does with a request, and why: plain data. Sentences are whole sentences. */
export interface Explanation {
  /** `GET /search?q=a`. */
  readonly request: string;
  readonly behavior: ExplainedBehavior;
  /** Why the request isn't served; `undefined`: it is. */
  readonly refusal: string | undefined;
  /** The behavior's functions, in the order in which they run. */
  readonly functions: readonly ExplainedFunction[];
  /** These three are `undefined` where the request is refused, or a function answers it. */
  readonly cacheKey: ExplainedKey | undefined;
  readonly originRequest: ExplainedOriginRequest | undefined;
  readonly storage: ExplainedStorage | undefined;
  /** What a function made for the viewer, or of what the viewer gets; `undefined`: none did. */
  readonly viewerResponse: ExplainedResponse | undefined;
}

/** A function, and what it did. */
export interface ExplainedFunction {
  readonly name: string;
  readonly eventType: FunctionEventType;
  /** What it returned, or how it failed; `undefined`: it didn't run. */
  readonly result: "request" | "response" | FunctionFailureType | undefined;
  /** What it changed, why it failed, what it logged. */
  readonly sentences: readonly string[];
}

/** What a viewer gets, without the body. */
export interface ExplainedResponse {
  readonly status: number;
  readonly headers: HeaderFields;
}

/** Which behavior a path has. */
export interface ExplainedBehavior {
  /** `*`: the default one. */
  readonly pathPattern: string;
  /** The patterns that were tried before, in order. */
  readonly tried: readonly string[];
  readonly sentence: string;
}

/** What requests have to have in common to get each other's response. */
export interface ExplainedKey {
  /** The key itself; `undefined`: the cache isn't asked. */
  readonly key: string | undefined;
  /** Its parts, a line each; where there is none, why. */
  readonly lines: readonly string[];
  /** What the request has and the key hasn't. */
  readonly ignored: readonly string[];
}

/** What the origin gets. */
export interface ExplainedOriginRequest {
  readonly originId: string;
  /** Scheme, host and port that are connected to. */
  readonly baseUrl: string;
  /** `GET /search?q=a`. */
  readonly line: string;
  readonly headers: HeaderFields;
  /** Why the viewer's `Range` isn't among them; `undefined`: it is, or there is none. */
  readonly droppedRange: string | undefined;
}

/** What becomes of the origin's response. */
export interface ExplainedStorage {
  /** `no`: not kept; `for-outage`: only for when the origin can't be reached; `yes`: for others. */
  readonly keep: "no" | "for-outage" | "yes";
  /** For how long it is fresh; 0: not at all. */
  readonly ttlSeconds: number;
  /** `undefined`: the request goes past the cache, whatever the response says. */
  readonly rule: TtlRule | undefined;
  /** For how long after that it is served while the origin is asked in the background. */
  readonly staleWhileRevalidateSeconds: number;
  /** For how long after that it is served instead of an error. */
  readonly staleIfErrorSeconds: number;
  /** What is stored, for how long, and which rule decided. */
  readonly sentences: readonly string[];
  /** What the next request with the same key gets. */
  readonly next: string;
  /** What would make it a hit, or more of one; empty: it is. */
  readonly advice: readonly string[];
}
