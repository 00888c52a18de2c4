import type { Readable } from "node:stream";
import type { ViewerRequest } from "./request/viewer-request";
import type { Trace } from "./trace/trace";

/** How an exchange ended for the viewer. */
export interface ViewerEnd {
  /** All bytes that were sent, head and body. */
  readonly bytesSent: number;
  /** Whether the whole response was. */
  readonly isWhole: boolean;
  /** Whether the viewer sent its whole request. */
  readonly isRequestWhole: boolean;
}

/** Where the response goes. */
export interface Viewer {
  /** Aborted as soon as the exchange is over: the viewer has its response, or is gone. */
  over(): AbortSignal;
  /** Calls once, when the exchange is over. */
  onEnd(listener: (end: ViewerEnd) => void): void;
}

/** A viewer's request and what belongs to it. */
export interface Exchange {
  readonly request: ViewerRequest;
  readonly viewer: Viewer;
  /** The request's body; `undefined` when it has none. */
  readonly body: Readable | undefined;
  /** When it began, where the response tells how long it took (CF-RHP-09); ms since the epoch. */
  readonly timedSinceMs?: number;
  /** Collects what happens; `undefined`: nobody watches. */
  readonly trace?: Trace;
}
