import type { Exchange } from "../exchange";
import type { ViewerRequest } from "../request/viewer-request";
import type { EdgeResponse } from "../response/edge-response";
import {
  generateFinalError,
  type GeneratedResponse,
  type GeneratedStamp,
} from "../response/generated-response";

// CF-LIM-02: request line and headers together.
export const maxRequestHeadBytes = 32_768;
/** How long a connection may be idle: longer than viewers keep it, so that they close it. */
export const keepAliveTimeoutMs = 75_000;

/** What the servers of one edge share, whatever protocol they speak. */
export interface ViewerContext {
  /** What the port without TLS counts as for the viewer protocol policy. */
  readonly plainScheme: ViewerRequest["scheme"];
  /** The headers that are the same in all responses, also in those that no server wrote. */
  readonly edgeHeaders: readonly string[];
  /** The country that all viewers are in; `undefined`: it isn't known. */
  readonly country: string | undefined;
  readonly nextRequestId: () => string;
  /**
   * A promise only where something is waited for.
   *
   * @throws what the edge didn't foresee; 500 answers it
   */
  readonly answer: (exchange: Exchange) => EdgeResponse | Promise<EdgeResponse>;
  /** The port that speaks TLS; `undefined`: there is none. */
  httpsPort: number | undefined;
  /** Whether connections end with the response that is on its way. */
  isClosing: boolean;
}

/** The answer to a request for which the edge has no other, because something failed. */
export function describeUnforeseen(error: unknown, stamp: GeneratedStamp): GeneratedResponse {
  const reason = error instanceof Error ? error.message : String(error);
  return generateFinalError(500, `The edge simulator failed: ${reason}`, stamp);
}
