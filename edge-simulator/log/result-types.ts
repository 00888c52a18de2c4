import type { OriginFailureKind } from "../origin/origin-failure";
import { countryBlocked } from "../request/check-country";
import { methodNotAllowed } from "../request/check-request";
import type { Refusal } from "../request/refusal";
import { findLastExchange } from "../trace/find-last-exchange";
import type { RequestReport } from "../trace/request-report";

const failureTypes: Readonly<Record<OriginFailureKind, string>> = {
  dns: "OriginDnsError",
  connect: "OriginConnectError",
  tls: "OriginConnectError",
  "connect-timeout": "OriginCommError",
  "read-timeout": "OriginCommError",
  closed: "OriginReadError",
  "invalid-response": "OriginInvalidResponseError",
  "header-too-big": "OriginHeaderTooBigError",
  "completion-timeout": "OriginCommError",
  "too-long": "OriginError",
  "range-length": "OriginContentRangeLengthError",
  "write-failed": "OriginWriteError",
  aborted: "ClientCommError",
};

/** `x-edge-result-type`: what a request counts as after the last byte (CF-LOG-04, CF-LOG-06). */
export function classifyResult({ result, isWhole }: RequestReport): string {
  return isWhole ? result : "Error";
}

/** `x-edge-detailed-result-type`: for an error its kind, else the same (CF-LOG-05). */
export function detailResult(report: RequestReport): string {
  if (!report.isWhole) {
    return detailInterruption(report);
  }
  if (report.result !== "Error") {
    return report.result;
  }
  if (report.refusal !== undefined) {
    return detailRefusal(report.refusal);
  }
  const last = findLastExchange(report);
  if (last?.failure !== undefined) {
    return failureTypes[last.failure];
  }
  // Which of an origin's errors are OriginError isn't documented: here, those that are its fault.
  return last?.status !== undefined && last.status >= 500 ? "OriginError" : "Error";
}

function detailInterruption({ originExchanges, isRequestWhole }: RequestReport): string {
  const [kind] = originExchanges.flatMap(({ brokenOff }) => brokenOff ?? []);
  if (kind === undefined) {
    return isRequestWhole ? "ClientCommError" : "ClientHungUpRequest";
  }
  // When it is AbortedOrigin isn't documented: here, where an origin leaves that had answered.
  return kind === "closed" ? "AbortedOrigin" : failureTypes[kind];
}

function detailRefusal(refusal: Refusal): string {
  if (refusal.kind === "redirect") {
    return "Redirect";
  }
  switch (refusal.sentence) {
    case methodNotAllowed:
      return "InvalidRequestMethod";
    case countryBlocked:
      return "ClientGeoBlocked";
    default:
      // No type is about signatures, which are refused with a code.
      return refusal.code === undefined ? "InvalidRequest" : "Error";
  }
}
