import * as path from "node:path";
import { performance } from "node:perf_hooks";
import { CdnFrontedBeanstalkApp } from "../../components";
import { recordProgram } from "../../local-stage/evaluate/record";

/** Creates as many components as it is told, and tells its parent what that took. */
async function run(count: number): Promise<void> {
  const startMs = performance.now();
  const recorded = await recordProgram(
    {
      project: "bench",
      stack: "bench",
      config: { "aws:region": "eu-central-1" },
      secretKeys: [],
      projectDirectory: __dirname,
    },
    () => {
      for (let index = 0; index < count; index++) {
        new CdnFrontedBeanstalkApp(`web-${index}`, {
          source: { directory: path.resolve(__dirname, "../../origin-app") },
          solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
        });
      }
    },
  );
  const elapsedMs = performance.now() - startMs;
  const heapMb = process.memoryUsage().heapUsed / 1e6;
  process.send?.({ elapsedMs, heapMb, resources: recorded.resources.length });
  process.disconnect();
}

void run(Number(process.argv[2]));
