import { get, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { Figure } from "./figures";
import { startServer, streamBytes } from "./servers";

const MB = 1e6;
// Long enough for everything to flow that does without a reader.
const standstillMs = 500;

/** What a response of 1 GB cost an edge whose viewer stopped in its midst. */
export interface StreamCost {
  /** How much memory it took more, at most, while the viewer read nothing; and in all. */
  readonly waitingBytes: number;
  readonly memoryBytes: number;
  /** How much had been taken from the origin when the viewer went on. */
  readonly takenBytes: number;
  /** How much the viewer got. */
  readonly receivedBytes: number;
}

/** The two ways in which an origin sends a long response. */
export const framings: Readonly<Record<string, OutgoingHttpHeaders>> = {
  "that tells its length": { "content-length": streamBytes },
  "in chunks": {},
};

export async function benchStream(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [framing, headers] of Object.entries(framings)) {
    const { memoryBytes, takenBytes, receivedBytes } = await measureStream(headers);
    figures.push(
      {
        name: `Memory for a response of 1 GB ${framing}`,
        value: receivedBytes === streamBytes ? memoryBytes / MB : NaN,
        unit: "MB",
        atMost: 64,
      },
      {
        name: "Taken from the origin while its viewer reads nothing",
        value: takenBytes / MB,
        unit: "MB",
        atMost: 64,
      },
    );
  }
  return figures;
}

/** @param headers the origin's, which decide how it sends the body */
export async function measureStream(headers: OutgoingHttpHeaders): Promise<StreamCost> {
  const origin = await startServer("stream", JSON.stringify(headers));
  const edge = await startServer("edge before an origin", origin.ready.url);
  try {
    // What an edge takes once, with its first request, isn't what a long response costs.
    await fetch(`${edge.ready.url}/first`, { method: "HEAD" });
    await edge.ask();
    const { peakRssBytes: before } = await edge.ask();
    const [response] = (await once(
      get(`${edge.ready.url}/long`, { agent: false }),
      "response",
    )) as [IncomingMessage];
    response.pause();
    await setTimeout(standstillMs);
    const { peakRssBytes: waiting } = await edge.ask();
    const { sentBytes: takenBytes } = await origin.ask();
    let receivedBytes = 0;
    response.on("data", (chunk: Buffer) => (receivedBytes += chunk.length));
    response.resume();
    await once(response, "end");
    const { peakRssBytes: streaming } = await edge.ask();
    return {
      waitingBytes: waiting - before,
      memoryBytes: Math.max(waiting, streaming) - before,
      takenBytes,
      receivedBytes,
    };
  } finally {
    await Promise.all([edge.stop(), origin.stop()]);
  }
}
