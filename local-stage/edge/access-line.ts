import type { RequestReport } from "../../edge-simulator";
import { describeOutcome, joinQuery } from "../../edge-simulator";

/** A request in a line: what was asked, the status, the time that it took, and why it was so. */
export function formatAccess(report: RequestReport): string {
  const { request, status, startedAtMs, endedAtMs } = report;
  const url = `${request.method} ${joinQuery(request.path, request.query)}`;
  // Some terminals obey what a request would have them do.
  const printable = url.replace(/[^\x20-\x7e]/g, "?");
  return `${status} ${endedAtMs - startedAtMs} ms ${printable} - ${describeOutcome(report)}`;
}
