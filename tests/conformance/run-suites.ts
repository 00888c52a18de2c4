import { getResults, runTests, type Results } from "http-cache-tests/client/runner.mjs";
import type { Suite } from "http-cache-tests/tests/index.mjs";
import { EdgeSimulator } from "../../edge-simulator";
import { describeEdge } from "./edge-options";
import { startSuiteOrigin } from "./suite-origin";

/** Tests wait three seconds for responses to expire: the fewer lots, the fewer such waits. */
const ALL_AT_ONCE = 1000;

/** Runs suites against an edge in front of their origin, by the system's clock. Once a process. */
export async function runSuites(suites: readonly Suite[]): Promise<Results> {
  const origin = await startSuiteOrigin();
  const edge = new EdgeSimulator(describeEdge(origin.url));
  try {
    const { url } = await edge.start();
    await runTests(suites, fetch, false, url, ALL_AT_ONCE);
    return getResults();
  } finally {
    await edge.dispose();
    origin.stop();
  }
}
