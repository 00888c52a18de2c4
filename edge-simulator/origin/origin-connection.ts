import type { Readable } from "node:stream";
import type { OriginTarget } from "../configuration/compiled-distribution";
import type { HeaderFields } from "../header-fields";

/** One request to an origin. */
export interface OriginRequest {
  readonly origin: OriginTarget;
  /** Scheme, host and port to connect to. */
  readonly baseUrl: string;
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderFields;
  readonly body: Readable | undefined;
  /** Aborted when nobody waits for the response any more. */
  readonly signal: AbortSignal;
}

/** What an origin answers. The body fails if it ends before it is whole. */
export interface OriginResponse {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Readable;
}

/** How the edge reaches origins. */
export interface OriginConnection {
  /** @throws OriginFailure when there is no response */
  request(request: OriginRequest): Promise<OriginResponse>;
  /** Ends everything under way. */
  close(): Promise<void>;
}
