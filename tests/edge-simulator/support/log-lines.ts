import { expect } from "chai";
import {
  formatLogLine,
  standardLogHead,
  type LogContext,
  type RequestReport,
} from "../../../edge-simulator";
import { nextReport } from "./next-report";
import { TestStage, type StageOptions, type ViewerOptions } from "./test-stage";

/** Of a distribution that logs no cookies. */
export const context: LogContext = { domainName: "d111.cloudfront.net", includesCookies: false };
/** The names of a line's fields. */
export const names = (standardLogHead.split("\n")[1] ?? "").split(" ").slice(1);

/** A line's values by the names of its fields. */
export function readLine(report: RequestReport, changes: Partial<LogContext> = {}) {
  const line = formatLogLine(report, { ...context, ...changes });
  const values = line?.replace(/\n$/, "").split("\t") ?? [];
  expect(values).to.have.length(names.length);
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}

/** What is told of the last of these requests. */
export async function reportLast(
  requests: readonly (ViewerOptions & { path?: string; waitSeconds?: number })[],
  origin: Parameters<TestStage["origin"]["respond"]>[0] = {},
  options: StageOptions = {},
): Promise<RequestReport> {
  const stage = await TestStage.start(options);
  try {
    stage.origin.respond(origin);
    let told: Promise<RequestReport> | undefined;
    for (const { path = "/a", waitSeconds = 0, ...viewer } of requests) {
      stage.clock.advance(waitSeconds);
      told = nextReport(stage);
      await stage.send(path, viewer);
      await told;
    }
    return (await told) as RequestReport;
  } finally {
    await stage.stop();
  }
}

/** Requests, what the origin answers to them, and what the line of the last says. */
export type LogRow = [
  title: string,
  requests: Parameters<typeof reportLast>[0],
  origin: Parameters<typeof reportLast>[1],
  expected: Record<string, string>,
  options?: StageOptions,
];

/** Makes a test of each row. */
export function testLogRows(rows: readonly LogRow[]): void {
  for (const [title, requests, origin, expected, options] of rows) {
    it(title, async () => {
      expect(readLine(await reportLast(requests, origin, options))).to.include(expected);
    });
  }
}
