import type { RequestReport } from "../../../edge-simulator";
import type { TestStage } from "./test-stage";

/** What is told of the next request that is over. */
export function nextReport({ edge }: TestStage): Promise<RequestReport> {
  return new Promise((resolve) => {
    const end = edge.watch((report) => {
      end();
      resolve(report);
    });
  });
}
