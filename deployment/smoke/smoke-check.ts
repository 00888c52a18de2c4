import type { Check, Verdict } from "../check";
import type { Answer, Exchange } from "./send-request";

/** A check of one URL. What there was no answer for is null. */
export interface SmokeCheck extends Check {
  status: number | null;
  xCache: string | null;
  ms: number | null;
}

/** Sends a GET request; injected, so that limits and interruption are decided in one place. */
export type Send = (url: URL) => Promise<Exchange>;

/** The last exchange about a URL, and what it comes to. */
export function conclude(
  url: URL,
  exchange: Exchange,
  verdict: Verdict,
  remark?: string,
): SmokeCheck {
  const answer = "answer" in exchange ? exchange.answer : undefined;
  const found = describeExchange(exchange);
  return {
    name: url.href,
    verdict,
    detail: remark === undefined ? found : `${found}${verdict === "pass" ? ";" : ":"} ${remark}`,
    status: answer?.status ?? null,
    xCache: answer?.xCache ?? null,
    ms: answer?.ms ?? null,
  };
}

function describeExchange(exchange: Exchange): string {
  return "answer" in exchange ? describeAnswer(exchange.answer) : exchange.failure.text;
}

function describeAnswer({ status, xCache, location, ms }: Answer): string {
  return [
    location === null ? `${status}` : `${status} to ${location}`,
    ...(xCache === null ? [] : [`X-Cache: ${xCache}`]),
    `${ms} ms`,
  ].join(", ");
}
