import type { OriginFailureKind } from "../origin/origin-failure";
import { findLastExchange } from "../trace/find-last-exchange";
import type { RequestReport } from "../trace/request-report";
import { describeBypass } from "./describe-bypass";
import { describeKeeping, describeRule, formatSeconds } from "./describe-keeping";
import { describeRefusal } from "./describe-refusal";

const failures: Readonly<Record<OriginFailureKind, string>> = {
  dns: "its name can't be resolved",
  connect: "it took no connection",
  "connect-timeout": "it took no connection in time",
  tls: "the TLS handshake failed",
  "read-timeout": "it didn't answer in time",
  closed: "it closed the connection without an answer",
  "invalid-response": "what it sent isn't HTTP",
  "header-too-big": "its response headers were too long",
  "completion-timeout": "its response wasn't complete in time",
  "too-long": "what it sent is too long to be cached",
  "range-length": "its response isn't as long as the range that it names",
  "write-failed": "it closed the connection before it had all of the request",
  aborted: "the viewer left before it answered",
};

/**
 * How a request was answered and why, in a sentence or two: `Hit: fresh for 46 s more; the
 * origin's max-age decided.`
 */
export function describeOutcome(report: RequestReport): string {
  const sentences = [
    report.refusal === undefined ? describeServed(report) : describeRefusal(report.refusal),
    ...report.notes,
    ...(report.isWhole ? [] : [describeInterruption(report)]),
  ];
  return `${report.result}: ${sentences.join(" ")}`.trimEnd();
}

function describeInterruption({ originExchanges, isRequestWhole }: RequestReport): string {
  if (originExchanges.some(({ brokenOff }) => brokenOff !== undefined)) {
    return "The origin's response broke off.";
  }
  return isRequestWhole
    ? "The viewer didn't get all of it."
    : "The viewer left before it had sent all of the request.";
}

function describeServed(report: RequestReport): string {
  const { request, lookup, lifetime } = report;
  const isCachingDisabled = lifetime?.rule === "caching disabled";
  switch (lookup) {
    case "fresh":
      return describeFresh(report);
    case "collapsed":
      return "the same was being fetched for another viewer, whose response this one got too.";
    case "stale-while-revalidate":
      return `${describeExpiry(report)}; served while the origin is asked in the background.`;
    case "stale-if-error":
      return `${describeExpiry(report)}; served since the origin failed: ${describeLast(report)}.`;
    case "expired":
      return describeExpired(report);
    case "absent":
      return `the cache had nothing under this key. ${describeAnswer(report)}`;
    case "bypassed":
      return `${describeBypass(request.method, isCachingDisabled)} ${describeAnswer(report)}`;
    case undefined:
      return `the edge itself answered ${report.status}.`;
  }
}

function describeFresh({ lifetime, status }: RequestReport): string {
  if (lifetime === undefined) {
    return "from the cache.";
  }
  const { remainingSeconds, rule } = lifetime;
  if (remainingSeconds <= 0) {
    return "expired, but the origin failed a moment ago and isn't asked again yet.";
  }
  const what = status >= 400 ? `the kept ${status}, ` : "";
  return `${what}fresh for ${formatSeconds(remainingSeconds)} more; ${describeRule(rule)} decided.`;
}

function describeExpiry({ lifetime }: RequestReport): string {
  const seconds = lifetime === undefined ? 0 : -lifetime.remainingSeconds;
  return seconds > 0 ? `expired ${formatSeconds(seconds)} ago` : "expired";
}

function describeExpired(report: RequestReport): string {
  return report.result === "RefreshHit"
    ? `expired, and the origin confirmed it (304). ${describeLifetime(report)}`
    : `what the cache had is expired. ${describeAnswer(report)}`;
}

/** What came of asking the origin. */
function describeAnswer(report: RequestReport): string {
  const last = findLastExchange(report);
  if (last?.failure !== undefined) {
    return `The origin failed: ${failures[last.failure]}. ${describeLifetime(report)}`;
  }
  const isError = last?.status !== undefined && last.status >= 400;
  return `${isError ? `The origin answered ${last.status}. ` : ""}${describeLifetime(report)}`;
}

function describeLifetime({ lifetime, lookup }: RequestReport): string {
  // What goes past the cache isn't kept, whatever it says.
  return lifetime === undefined || lookup === "bypassed" ? "" : describeKeeping(lifetime);
}

function describeLast(report: RequestReport): string {
  const last = findLastExchange(report);
  if (last?.failure !== undefined) {
    return failures[last.failure];
  }
  return last === undefined ? "see the request that asked it" : `it answered ${last.status}`;
}
