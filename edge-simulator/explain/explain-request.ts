import type { CompiledDistribution } from "../configuration/compiled-distribution";
import type { HeaderFields } from "../header-fields";
import { findRefusal } from "../request/check-request";
import { matchBehavior, resolveRootPath } from "../request/match-behavior";
import { buildOriginRequest } from "../request/origin-request";
import { normalizePath } from "../request/path-pattern";
import { joinQuery } from "../request/query-string";
import { withoutSignature } from "../request/request-signature";
import type { ViewerRequest } from "../request/viewer-request";
import { describeRefusal } from "./describe-refusal";
import { explainKey } from "./explain-key";
import { explainStorage } from "./explain-storage";
import type { ExplainedBehavior, Explanation } from "./explanation";

/** The edge's name in the `Via` of an explanation: each edge makes up its own. */
const viaName = "edge.cloudfront.net";

/** A request, and the response that its origin would give. */
export interface ExplainedExchange {
  readonly request: ViewerRequest;
  readonly response: { readonly status: number; readonly headers: HeaderFields };
  readonly nowMs: number;
}

/**
 * What an edge that follows this distribution does with a request, and why, in the order in which
 * it does it; nothing is sent.
 */
export function explainRequest(
  distribution: CompiledDistribution,
  exchange: ExplainedExchange,
): Explanation {
  const { method, query } = exchange.request;
  const path = resolveRootPath(distribution, exchange.request.path);
  const behavior = matchBehavior(distribution, path);
  const described = {
    request: `${method} ${joinQuery(exchange.request.path, query)}`,
    behavior: explainBehavior(distribution, exchange.request.path, path),
  };
  const clock = { now: () => exchange.nowMs };
  const refusal = findRefusal(exchange.request, behavior, { distribution, viaName, clock });
  if (refusal !== undefined) {
    return {
      ...described,
      refusal: `${refusal.reason} It is ${describeRefusal(refusal)}`,
      ...{ cacheKey: undefined, originRequest: undefined, storage: undefined },
    };
  }
  const served = { ...exchange.request, path };
  const request = behavior.trustedKeys === undefined ? served : withoutSignature(served);
  const { origin } = behavior;
  const { headers, ...asked } = buildOriginRequest(request, behavior, viaName);
  return {
    ...described,
    refusal: undefined,
    cacheKey: explainKey(request, behavior),
    originRequest: {
      originId: origin.id,
      baseUrl: origin.baseUrls[request.scheme],
      line: `${asked.method} ${asked.path}`,
      headers,
    },
    storage: explainStorage(behavior, { ...exchange, request }),
  };
}

function explainBehavior(
  distribution: CompiledDistribution,
  asked: string,
  path: string,
): ExplainedBehavior {
  const behavior = matchBehavior(distribution, path);
  const matched = distribution.behaviors.indexOf(behavior);
  const tried = distribution.behaviors.slice(0, matched).map(({ pathPattern }) => pathPattern.text);
  const { text } = behavior.pathPattern;
  const isDefault = matched === distribution.behaviors.length - 1;
  const root = path === asked ? "" : `/ stands for the default root object, ${path}. `;
  const normalized = normalizePath(path);
  const what = normalized === path ? path : `${path}, which patterns see as ${normalized},`;
  const others = tried.length === 0 ? "" : ` ${tried.join(" and ")} came before, and didn't match.`;
  const which = isDefault ? `The default behavior has ${what}` : `${text} matches ${what}`;
  return {
    pathPattern: text,
    tried,
    sentence: `${root}${which.replace(/,?$/, ".")}${others}`,
  };
}
