import type { CompiledDistribution } from "../configuration/compiled-distribution";
import type { EdgeFunction } from "../functions/edge-function";
import type { HeaderFields } from "../header-fields";
import { findRefusal } from "../request/check-request";
import { matchBehavior, resolveRootPath } from "../request/match-behavior";
import { normalizePath } from "../request/path-pattern";
import { joinQuery } from "../request/query-string";
import { withoutSignature } from "../request/request-signature";
import type { ViewerRequest } from "../request/viewer-request";
import { describeRefusal } from "./describe-refusal";
import { explainServing, unserved } from "./explain-serving";
import type { ExplainedBehavior, Explanation } from "./explanation";
import { FunctionRehearsal, viaName } from "./function-rehearsal";

/** A request, and the response that its origin would give. */
export interface ExplainedExchange {
  readonly request: ViewerRequest;
  readonly response: { readonly status: number; readonly headers: HeaderFields };
  readonly nowMs: number;
}

/**
 * What an edge that follows this distribution does with a request, and why, in the order in which
 * it does it. Functions are run; nothing is sent.
 *
 * @param functions the functions that the distribution's behaviors name, by ARN
 */
export async function explainRequest(
  distribution: CompiledDistribution,
  exchange: ExplainedExchange,
  functions: Readonly<Record<string, EdgeFunction>> = {},
): Promise<Explanation> {
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
    const sentence = `${refusal.reason} It is ${describeRefusal(refusal)}`;
    return {
      ...described,
      refusal: sentence,
      functions: [],
      viewerResponse: undefined,
      ...unserved,
    };
  }
  const asked = { ...exchange.request, path };
  const request = behavior.trustedKeys === undefined ? asked : withoutSignature(asked);
  const rehearsal = new FunctionRehearsal(functions, behavior, distribution, clock);
  await rehearsal.load();
  try {
    const served = await explainServing({ ...exchange, request }, rehearsal);
    return { ...described, refusal: undefined, ...served };
  } finally {
    rehearsal.dispose();
  }
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
