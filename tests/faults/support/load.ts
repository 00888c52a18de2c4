import { Agent, type Dispatcher } from "undici";
import type { TestStage } from "../../edge-simulator/support/test-stage";
import { isBodyOf } from "./told-body";

const connections = 32;
const paths = [...Array(12).keys()].flatMap((index) => [`/kept/${index}`, `/passed/${index}`]);

/** What viewers got. */
export interface LoadResult {
  /** Statuses of whole responses that aren't the origin's body, with their count. */
  readonly errors: Record<number, number>;
  whole: number;
  brokenOff: number;
  /** Whole responses with status 200 and another body than that of their path. */
  readonly wrong: string[];
  longestMs: number;
}

/**
 * Sends requests for a few paths over many connections; some viewers leave before they have all.
 *
 * @param tick called after each tenth of the requests
 */
export async function load(
  stage: TestStage,
  requests: number,
  tick: () => void,
): Promise<LoadResult> {
  const agent = new Agent({ connections, pipelining: 1 });
  const result: LoadResult = { errors: {}, whole: 0, brokenOff: 0, wrong: [], longestMs: 0 };
  let sent = 0;
  const view = async () => {
    while (sent < requests) {
      const number = sent++;
      if (number % (requests / 10) === 0) {
        tick();
      }
      const startMs = performance.now();
      await send(agent, stage.url, number, result);
      result.longestMs = Math.max(result.longestMs, performance.now() - startMs);
    }
  };
  await Promise.all(Array.from({ length: connections }, view));
  await agent.destroy();
  return result;
}

async function send(agent: Agent, origin: string, number: number, result: LoadResult) {
  const path = paths[(number * 7) % paths.length] ?? "/";
  const isUpload = path.startsWith("/passed/") && number % 5 === 0;
  const upload = isUpload
    ? { method: "POST" as const, body: "upload" }
    : { method: "GET" as const };
  let response: Dispatcher.ResponseData;
  let body: string;
  try {
    response = await agent.request({ origin, path, ...upload });
    if (number % 20 === 3) {
      response.body.on("error", () => undefined).destroy(); // a viewer who leaves
      return;
    }
    body = await response.body.text();
  } catch {
    result.brokenOff++;
    return;
  }
  const { statusCode: status } = response;
  if (status !== 200) {
    result.errors[status] = (result.errors[status] ?? 0) + 1;
  } else if (isBodyOf(path, body)) {
    result.whole++;
  } else {
    result.wrong.push(`${path}: ${body.slice(0, 200)}`);
  }
}
