import { isReadMethod } from "../request/viewer-request";
import type { OriginConnection, OriginRequest, OriginResponse } from "./origin-connection";
import { isUnconnected, OriginFailure } from "./origin-failure";

/**
 * Asks an origin, and asks again after a failure, up to its connection attempts: any request while
 * there is no connection (CF-LIM-08); after that, only GET and HEAD, since an origin may have acted
 * on the others (CF-LIM-15), and not after an answer that can't be read or took too long as a
 * whole, since the next would be no better. A connection that the origin closed while it was idle
 * says nothing about the origin: there is another attempt whatever their number, of GET and HEAD
 * alone (RFC 9110, 9.2.2).
 *
 * @throws OriginFailure of the last attempt
 */
export async function requestOrigin(
  connection: OriginConnection,
  request: OriginRequest,
): Promise<OriginResponse> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connection.request(request);
    } catch (error) {
      const isLast = attempt >= request.origin.connectionAttempts;
      const wasIdle = attempt === 1 && wasClosedIdle(error);
      if ((isLast && !wasIdle) || !mayRepeat(request, error)) {
        throw error;
      }
    }
  }
}

function wasClosedIdle(error: unknown): boolean {
  return error instanceof OriginFailure && error.kind === "closed" && error.wasReused;
}

function mayRepeat({ method }: OriginRequest, error: unknown): boolean {
  if (!(error instanceof OriginFailure)) {
    return false;
  }
  const { kind } = error;
  return (
    isUnconnected(kind) || (isReadMethod(method) && (kind === "closed" || kind === "read-timeout"))
  );
}
