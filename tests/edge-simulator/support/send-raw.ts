import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import type { TestStage } from "./test-stage";

/** Sends a viewer's bytes as they stand; resolves with all that came, in Latin-1, at its end. */
export async function sendRaw(stage: TestStage, request: string): Promise<string> {
  const socket = connect(Number(new URL(stage.url).port), "127.0.0.1");
  socket.write(request, "latin1");
  return (await buffer(socket)).toString("latin1");
}
