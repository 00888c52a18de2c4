import type { Writable } from "node:stream";

/**
 * Aborted once a response is through, or its viewer gone. Made only for requests that go to an
 * origin: a hit never waits for anything.
 */
export function watchEnd(outgoing: Writable): AbortSignal {
  const controller = new AbortController();
  if (outgoing.destroyed) {
    controller.abort();
  } else {
    outgoing.once("close", () => controller.abort());
  }
  return controller.signal;
}
