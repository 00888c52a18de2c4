import type { DistributionConfig } from "../configuration/distribution-schema";
import { describeOutcome } from "../explain/describe-outcome";
import { pairHeaders, type HeaderFields } from "../header-fields";
import { joinQuery } from "../request/query-string";
import type { OriginExchange, RequestReport } from "../trace/request-report";

/** One request as the inspector page shows it: plain JSON. */
export type InspectedRequest = ReturnType<typeof describeForInspector>;

/** What stands for the value of a custom header of an origin: it may be a secret. */
const hidden = "(hidden)";

/** Describes a request for the inspector page. */
export function describeForInspector(report: RequestReport, distribution: DistributionConfig) {
  const { request, startedAtMs, endedAtMs } = report;
  return {
    id: request.requestId,
    startedAtMs,
    durationMs: endedAtMs - startedAtMs,
    method: request.method,
    url: joinQuery(request.path, request.query),
    host: String(request.headers["host"] ?? ""),
    status: report.status,
    result: report.result,
    pathPattern: report.pathPattern,
    cacheKey: report.cacheKey,
    why: describeOutcome(report),
    lifetime: report.lifetime,
    notes: report.notes,
    isWhole: report.isWhole,
    bytesSent: report.bytesSent,
    headers: pairHeaders(report.headers),
    originExchanges: report.originExchanges.map((exchange) =>
      describeExchange(exchange, listCustomHeaders(distribution, exchange.originId)),
    ),
  };
}

function describeExchange(exchange: OriginExchange, secretNames: ReadonlySet<string>) {
  const { originId, method, path, status, failure, startedAtMs, answeredAtMs } = exchange;
  return {
    ...{ originId, method, path, status, failure },
    durationMs: answeredAtMs === undefined ? undefined : answeredAtMs - startedAtMs,
    headers: hide(exchange.headers, secretNames),
  };
}

function hide(headers: HeaderFields, names: ReadonlySet<string>): [name: string, value: string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, names.has(name) ? hidden : String(value)]],
  );
}

function listCustomHeaders({ Origins }: DistributionConfig, originId: string): ReadonlySet<string> {
  const origin = Origins.Items?.find(({ Id }) => Id === originId);
  const names = origin?.CustomHeaders?.Items?.map(({ HeaderName }) => HeaderName.toLowerCase());
  return new Set(names);
}
