import { isReadMethod } from "../request/viewer-request";
import type { OriginConnection, OriginRequest, OriginResponse } from "./origin-connection";
import { OriginFailure } from "./origin-failure";

/**
 * Asks an origin, and asks again after a failure, up to its connection attempts (CF-LIM-08,
 * CF-LIM-15): only GET and HEAD without a body, since an origin may have acted on the others, and
 * not after an answer that can't be read, since the next would be no better.
 *
 * @throws OriginFailure of the last attempt
 */
export async function requestOrigin(
  connection: OriginConnection,
  request: OriginRequest,
): Promise<OriginResponse> {
  const mayRepeat = isReadMethod(request.method) && request.body === undefined;
  const attempts = mayRepeat ? request.origin.connectionAttempts : 1;
  for (let attempt = 1; ; attempt++) {
    try {
      return await connection.request(request);
    } catch (error) {
      if (attempt >= attempts || !isPassing(error)) {
        throw error;
      }
    }
  }
}

function isPassing(error: unknown): boolean {
  return (
    error instanceof OriginFailure && error.kind !== "aborted" && error.kind !== "invalid-response"
  );
}
