import type { Answer, Exchange } from "../../../deployment/smoke/send-request";
import type { Send } from "../../../deployment/smoke/smoke-check";

/** An answer in 9 ms. */
export function answer(status: number, others: Partial<Answer> = {}): Exchange {
  return { answer: { status, xCache: null, location: null, body: "", ms: 9, ...others } };
}

/** A connection that the network refuses. */
export const REFUSED: Exchange = { failure: { isRefusal: true, text: "connection refused" } };

/** A failure that says nothing about who may connect. */
export const UNRESOLVED: Exchange = {
  failure: { isRefusal: false, text: "the name x.test does not resolve (ENOTFOUND)" },
};

/** Sends nothing: each exchange in turn, the last again and again. */
export function replay(exchanges: Exchange[]): { send: Send; urls: string[] } {
  const urls: string[] = [];
  const send: Send = (url) => {
    const next = exchanges[Math.min(urls.length, exchanges.length - 1)];
    urls.push(url.href);
    return next === undefined ? Promise.reject(new Error("no exchange")) : Promise.resolve(next);
  };
  return { send, urls };
}
