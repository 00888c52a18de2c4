import { isConditional } from "../cache/conditional";
import { decideKeeping } from "../cache/keeping";
import { mayUseCache } from "../cache/may-use-cache";
import { describeLifetime } from "../cache/stored-response";
import { isCachingDisabled, type TtlDecision } from "../cache/ttl";
import type { Behavior } from "../configuration/compiled-distribution";
import { advise } from "./advise";
import { describeBypass } from "./describe-bypass";
import { describeKeeping, formatSeconds } from "./describe-keeping";
import type { ExplainedExchange } from "./explain-request";
import type { ExplainedStorage } from "./explanation";

/** What becomes of the origin's response to a request. */
export function explainStorage(
  behavior: Behavior,
  { request, response, nowMs }: ExplainedExchange,
): ExplainedStorage {
  if (!mayUseCache(request, behavior)) {
    const reason = describeBypass(request.method, isCachingDisabled(behavior.ttlBounds));
    return {
      keep: "no",
      ttlSeconds: 0,
      rule: undefined,
      staleWhileRevalidateSeconds: 0,
      staleIfErrorSeconds: 0,
      sentences: [`Nothing: ${reason}`],
      next: "A Miss, each time.",
      advice: advise(request, behavior, undefined),
    };
  }
  const isShared = !isConditional(request.headers);
  const decision = decideKeeping({ request, behavior, isShared }, response, nowMs);
  const lifetime = describeLifetime(response, decision, behavior, nowMs);
  const isServedStale = decision.keep === "yes";
  const secondsOf = (untilMs: number) =>
    isServedStale ? Math.max(0, (untilMs - lifetime.freshUntilMs) / 1000) : 0;
  const windows = {
    staleWhileRevalidateSeconds: secondsOf(lifetime.staleWhileRevalidateUntilMs),
    staleIfErrorSeconds: secondsOf(lifetime.staleIfErrorUntilMs),
  };
  const isRevalidated = isServedStale && lifetime.revalidation !== undefined;
  return {
    ...decision,
    ...windows,
    sentences: [describeDecision(decision), ...describeAfterwards(windows, isRevalidated)],
    next: describeNext(decision),
    advice: advise(request, behavior, decision),
  };
}

function describeDecision(decision: TtlDecision): string {
  if (decision.keep === "for-outage") {
    return `${describeKeeping(decision)} It may answer while the origin can't be reached.`;
  }
  return decision.keep === "no" && decision.ttlSeconds > 0
    ? "Not kept: it may be about this viewer's own condition or credentials."
    : describeKeeping(decision);
}

function describeAfterwards(
  {
    staleWhileRevalidateSeconds,
    staleIfErrorSeconds,
  }: Pick<ExplainedStorage, "staleWhileRevalidateSeconds" | "staleIfErrorSeconds">,
  isRevalidated: boolean,
): string[] {
  return [
    ...(staleWhileRevalidateSeconds > 0
      ? [
          `For ${formatSeconds(staleWhileRevalidateSeconds)} after that, it is served while the ` +
            "origin is asked in the background.",
        ]
      : []),
    ...(staleIfErrorSeconds > 0
      ? [
          `For ${formatSeconds(staleIfErrorSeconds)} after that, it stands in while the origin fails.`,
        ]
      : []),
    ...(isRevalidated ? ["Once expired, it is revalidated: 304 makes it fresh again."] : []),
  ];
}

function describeNext({ keep, ttlSeconds }: TtlDecision): string {
  return keep === "yes" && ttlSeconds > 0
    ? `A Hit for ${formatSeconds(ttlSeconds)}, then the origin is asked.`
    : "A Miss, or a RefreshHit where the origin confirms what was kept.";
}
