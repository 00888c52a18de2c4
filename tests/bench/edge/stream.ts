import { get, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { Figure } from "./figures";
import { startServer, streamBytes } from "./servers";

const MB = 1e6;
// Long enough for everything to flow that does without a reader.
const standstillMs = 500;

/** What a response of 1 GB costs an edge, with a viewer who stops in its midst. */
export async function benchStream(): Promise<Figure[]> {
  const origin = await startServer("stream");
  const edge = await startServer("edge before an origin", origin.ready.url);
  try {
    const { peakRssBytes: before } = await edge.ask();
    const [response] = (await once(
      get(`${edge.ready.url}/long`, { agent: false }),
      "response",
    )) as [IncomingMessage];
    response.pause();
    await setTimeout(standstillMs);
    const { sentBytes } = await origin.ask();
    let received = 0;
    response.on("data", (chunk: Buffer) => (received += chunk.length));
    response.resume();
    await once(response, "end");
    const { peakRssBytes } = await edge.ask();
    return [
      {
        name: "Memory for a response of 1 GB",
        value: received === streamBytes ? (peakRssBytes - before) / MB : NaN,
        unit: "MB",
        atMost: 64,
      },
      {
        name: "Taken from the origin while its viewer reads nothing",
        value: sentBytes / MB,
        unit: "MB",
        atMost: 64,
      },
    ];
  } finally {
    await Promise.all([edge.stop(), origin.stop()]);
  }
}
