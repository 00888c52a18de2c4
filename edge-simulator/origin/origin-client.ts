import type { Readable } from "node:stream";
import type { Behavior } from "../configuration/compiled-distribution";
import type { HeaderFields } from "../header-fields";
import { buildOriginRequest } from "../request/origin-request";
import type { ViewerRequest } from "../request/viewer-request";
import type { Trace } from "../trace/trace";
import type { OriginConnection, OriginRequest, OriginResponse } from "./origin-connection";
import { OriginFailure } from "./origin-failure";
import { requestOrigin } from "./request-origin";

/** What an origin is asked besides what follows from request and behavior. */
export interface OriginQuestion {
  /** Headers that replace those of the viewer's request; `undefined` takes one away. */
  readonly headers: HeaderFields;
  readonly body: Readable | undefined;
  readonly signal: AbortSignal;
  /** Of the viewer for whom it is asked; `undefined`: nobody watches, or nobody waits. */
  readonly trace: Trace | undefined;
}

/** Asks origins on behalf of viewers, and counts how often. */
export class OriginClient {
  /** How many requests went to origins; attempts at one request count as one. */
  requests = 0;

  /** @param viaName the edge's name in `Via` */
  constructor(
    private readonly connection: OriginConnection,
    private readonly viaName: string,
  ) {}

  /** @throws OriginFailure when there is no response */
  ask(
    request: ViewerRequest,
    behavior: Behavior,
    { headers, body, signal, trace }: OriginQuestion,
  ): Promise<OriginResponse> {
    this.requests++;
    const head = buildOriginRequest(request, behavior, this.viaName);
    const originRequest = {
      ...head,
      headers: { ...head.headers, ...headers },
      origin: behavior.origin,
      baseUrl: behavior.origin.baseUrls[request.scheme],
      body,
      signal,
    };
    return trace === undefined
      ? requestOrigin(this.connection, originRequest)
      : this.askTraced(originRequest, trace);
  }

  private async askTraced(request: OriginRequest, trace: Trace): Promise<OriginResponse> {
    const exchange = trace.addOriginRequest(request);
    try {
      const response = await requestOrigin(this.connection, request);
      exchange.answer(response);
      return response;
    } catch (error) {
      if (error instanceof OriginFailure) {
        exchange.fail(error.kind);
      }
      throw error;
    }
  }
}
