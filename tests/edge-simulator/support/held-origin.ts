import { PassThrough } from "node:stream";
import {
  OriginFailure,
  type HeaderFields,
  type OriginConnection,
  type OriginFailureKind,
  type OriginRequest,
  type OriginResponse,
} from "../../../edge-simulator";

/** A request that waits for a test to answer it. */
export interface HeldRequest extends OriginRequest {
  respond(status: number, headers: HeaderFields): PassThrough;
  fail(kind: OriginFailureKind): void;
}

/** An origin connection whose every request waits until a test answers it, byte by byte. */
export class HeldOrigin implements OriginConnection {
  readonly requests: HeldRequest[] = [];
  private readonly waiting: (() => void)[] = [];

  request(request: OriginRequest): Promise<OriginResponse> {
    return new Promise((resolve, reject) => {
      const body = new PassThrough();
      request.signal.addEventListener("abort", () => {
        body.destroy();
        reject(new OriginFailure("aborted"));
      });
      this.requests.push({
        ...request,
        respond: (status, headers) => {
          resolve({ status, headers, body });
          return body;
        },
        fail: (kind) => reject(new OriginFailure(kind)),
      });
      this.waiting.splice(0).forEach((wake) => wake());
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Waits until this many requests have come, and returns the last of them. */
  async waitFor(count: number): Promise<HeldRequest> {
    while (this.requests.length < count) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    const request = this.requests[count - 1];
    if (request === undefined) {
      throw new Error("No such request.");
    }
    return request;
  }
}
