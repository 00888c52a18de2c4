import { Agent, request } from "undici";
import type { Figure } from "./figures";
import { startServer } from "./servers";

const viewers = 1000;

/** How many requests an origin gets when many viewers at once ask for what isn't cached. */
export async function benchMisses(): Promise<Figure[]> {
  const origin = await startServer("origin");
  const edge = await startServer("edge before an origin", origin.ready.url);
  const agent = new Agent({ connections: viewers, pipelining: 1 });
  try {
    const url = `${edge.ready.url}/missing`;
    const ask = async () => (await request(url, { dispatcher: agent })).body.dump();
    await Promise.all(Array.from({ length: viewers }, ask));
    const { originRequests } = await edge.ask();
    const name = `${viewers} viewers of one object that isn't cached`;
    return [{ name, value: originRequests, unit: "requests to the origin", atMost: 1 }];
  } finally {
    await agent.destroy();
    await Promise.all([edge.stop(), origin.stop()]);
  }
}
