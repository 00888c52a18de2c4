import { isKeptFresh } from "../cache/keeping";
import { mayUseCache } from "../cache/may-use-cache";
import { settleRange } from "../cache/ranges";
import { describeResponses } from "../cache/responses";
import type { ResponseRecord } from "../cache/stored-response";
import { decideTtl } from "../cache/ttl";
import type { Behavior } from "../configuration/compiled-distribution";
import { buildOriginRequest } from "../request/origin-request";
import type { ViewerRequest } from "../request/viewer-request";
import { chooseEncoding, describeCompressed } from "../response/compression";
import { explainKey } from "./explain-key";
import type { ExplainedExchange } from "./explain-request";
import { explainStorage } from "./explain-storage";
import type { ExplainedOriginRequest, ExplainedStorage, Explanation } from "./explanation";
import { viaName, type FunctionRehearsal } from "./function-rehearsal";

/** What is done with a request that isn't refused. */
type Served = Pick<
  Explanation,
  "functions" | "cacheKey" | "originRequest" | "storage" | "viewerResponse"
>;

/** Of a request that neither cache nor origin sees. */
export const unserved = {
  cacheKey: undefined,
  originRequest: undefined,
  storage: undefined,
};

/** What functions, cache and origin have to do with a request, in this order. */
export async function explainServing(
  exchange: ExplainedExchange,
  rehearsal: FunctionRehearsal,
): Promise<Served> {
  const rehearsed = rehearsal.runOnRequest(exchange.request);
  const functions = rehearsal.explained;
  if (rehearsed.answer !== undefined) {
    return { functions, ...unserved, viewerResponse: rehearsed.answer };
  }
  const { behavior } = rehearsed;
  const request = mayUseCache(rehearsed.request, behavior)
    ? settleRange(rehearsed.request)
    : rehearsed.request;
  const storage = explainStorage(behavior, { ...exchange, request });
  const record = describeRecord(request, behavior, exchange, storage);
  return {
    functions,
    cacheKey: explainKey(request, behavior),
    originRequest: explainOriginRequest(rehearsed.request, request, behavior),
    storage,
    viewerResponse: await rehearsal.runOnResponse(rehearsed.request, record),
  };
}

/** @param settled the request without a `Range` that isn't followed */
function explainOriginRequest(
  request: ViewerRequest,
  settled: ViewerRequest,
  behavior: Behavior,
): ExplainedOriginRequest {
  const { origin } = behavior;
  const { method, path, headers } = buildOriginRequest(settled, behavior, viaName);
  const isDropped = request.headers.range !== settled.headers.range;
  return {
    originId: origin.id,
    baseUrl: origin.baseUrls[request.scheme],
    line: `${method} ${path}`,
    headers,
    droppedRange: isDropped
      ? "Without Range: only a GET has one, of bytes in ascending order that don't overlap."
      : undefined,
  };
}

/** The origin's response as the viewer who asked would get it, were there no function. */
function describeRecord(
  request: ViewerRequest,
  behavior: Behavior,
  { response, nowMs }: ExplainedExchange,
  storage: ExplainedStorage,
): ResponseRecord {
  const decision = decideTtl({ ...response, ...behavior, nowMs });
  const encoding = isKeptFresh(storage) ? chooseEncoding(request, behavior, response) : undefined;
  const headers =
    encoding === undefined ? response.headers : describeCompressed(response.headers, encoding);
  return describeResponses({ ...response, headers }, decision, behavior, nowMs).forViewer;
}
