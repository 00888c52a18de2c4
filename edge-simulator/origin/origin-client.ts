import { Readable } from "node:stream";
import type { Behavior } from "../configuration/compiled-distribution";
import type { HeaderFields } from "../header-fields";
import { buildOriginRequest } from "../request/origin-request";
import type { ViewerRequest } from "../request/viewer-request";
import type { Trace } from "../trace/trace";
import { classifyError } from "./classify-error";
import { discardBody } from "./discard-body";
import { failsOver, findFailover } from "./failover";
import { findFault } from "./find-fault";
import type { OriginConnection, OriginResponse } from "./origin-connection";
import { OriginFailure, type OriginFailureKind } from "./origin-failure";
import { requestOrigin } from "./request-origin";

/** What an origin is asked besides what follows from request and behavior. */
export interface OriginQuestion {
  /** Headers that replace those of the viewer's request; `undefined` takes one away. */
  readonly headers: HeaderFields;
  readonly body: Readable | undefined;
  readonly signal: AbortSignal;
  /** How long a response may be; left out: as long as it likes. */
  readonly maxBodyBytes?: number;
  /** Of the viewer for whom it is asked; `undefined`: nobody watches, or nobody waits. */
  readonly trace: Trace | undefined;
}

/** Asks origins on behalf of viewers, and counts how often, and what went wrong. */
export class OriginClient {
  /** How many requests went to origins; attempts at one request count as one. */
  requests = 0;
  private readonly failures = new Map<OriginFailureKind, number>();

  /** @param viaName the edge's name in `Via` */
  constructor(
    private readonly connection: OriginConnection,
    private readonly viaName: string,
  ) {}

  /** How many questions came to nothing, or to part of a body, by what went wrong last. */
  get failuresByKind(): Readonly<Partial<Record<OriginFailureKind, number>>> {
    return Object.fromEntries(this.failures);
  }

  /**
   * Asks the behavior's origin and, if that fails, the one that stands in for it (CF-OG). The body
   * of an error for which a page stands isn't read.
   *
   * @throws OriginFailure when there is no response
   */
  async ask(
    request: ViewerRequest,
    behavior: Behavior,
    question: OriginQuestion,
  ): Promise<OriginResponse> {
    try {
      const response = await this.askInTurn(request, behavior, question);
      response.body.once("error", (error) => this.breakOff(classifyError(error), question.trace));
      return isReplaced(response, request, behavior) ? withoutBody(response) : response;
    } catch (error) {
      if (error instanceof OriginFailure) {
        this.count(error.kind);
      }
      throw error;
    }
  }

  private async askInTurn(
    request: ViewerRequest,
    behavior: Behavior,
    question: OriginQuestion,
  ): Promise<OriginResponse> {
    const failover = findFailover(request.method, question.body, behavior);
    if (failover === undefined) {
      return this.askOne(request, behavior, question);
    }
    try {
      const response = await this.askOne(request, behavior, question);
      if (!failover.statuses.has(response.status)) {
        return response;
      }
      discardBody(response.body);
    } catch (error) {
      if (!(error instanceof OriginFailure && failsOver(error.kind, failover))) {
        throw error;
      }
    }
    return this.askOne(request, { ...behavior, origin: failover.origin }, question);
  }

  private async askOne(
    request: ViewerRequest,
    behavior: Behavior,
    { headers, body, signal, maxBodyBytes = Infinity, trace }: OriginQuestion,
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
    const exchange = trace?.addOriginRequest(originRequest);
    try {
      const response = await requestOrigin(this.connection, originRequest);
      exchange?.answer(response);
      const fault = findFault(response, request.method, maxBodyBytes);
      if (fault === undefined) {
        return response;
      }
      discardBody(response.body);
      throw new OriginFailure(fault);
    } catch (error) {
      if (error instanceof OriginFailure) {
        exchange?.fail(error.kind);
      }
      throw error;
    }
  }

  // Viewers who leave break off what they wait for: that is none of the origin's doing.
  private breakOff(kind: OriginFailureKind, trace: Trace | undefined): void {
    this.count(kind);
    if (kind !== "aborted") {
      trace?.setBrokenOff(kind);
    }
  }

  private count(kind: OriginFailureKind): void {
    // Viewers who leave say nothing about the origin.
    if (kind !== "aborted") {
      this.failures.set(kind, (this.failures.get(kind) ?? 0) + 1);
    }
  }
}

/** Whether viewers get a page in its place, unless it is that page itself that is missing. */
function isReplaced(
  { status }: OriginResponse,
  { path }: ViewerRequest,
  { errorPages }: Behavior,
): boolean {
  const page = errorPages.get(status);
  return page !== undefined && page.path !== path;
}

function withoutBody({ status, headers, body }: OriginResponse): OriginResponse {
  discardBody(body);
  return { status, headers: { ...headers, "content-length": undefined }, body: Readable.from([]) };
}
