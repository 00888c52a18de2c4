import type { Readable } from "node:stream";

/** Ends the connection rather than read to the end: an error's body can be endless. */
export function discardBody(body: Readable): void {
  body.on("error", () => undefined).destroy();
}
