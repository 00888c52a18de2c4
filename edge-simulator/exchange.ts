import type { Readable } from "node:stream";
import type { ViewerRequest } from "./request/viewer-request";

/** A viewer's request together with its connection. */
export interface Exchange {
  readonly request: ViewerRequest;
  /** The request's body; `undefined` when it has none. */
  readonly body: Readable | undefined;
  /** Aborted as soon as the exchange is over: the viewer has its response, or is gone. */
  over(): AbortSignal;
}
