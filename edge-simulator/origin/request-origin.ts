import { isReadMethod } from "../request/viewer-request";
import type { OriginConnection, OriginRequest, OriginResponse } from "./origin-connection";
import { isUnconnected, OriginFailure } from "./origin-failure";

/**
 * Asks an origin, and asks again after a failure, up to its connection attempts: any request while
 * there is no connection (CF-LIM-08); after that, only GET and HEAD, since an origin may have acted
 * on the others (CF-LIM-15), and not after an answer that can't be read or took too long as a
 * whole, since the next would be no better.
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
      if (attempt >= request.origin.connectionAttempts || !mayRepeat(request, error)) {
        throw error;
      }
    }
  }
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
