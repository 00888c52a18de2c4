import type { SmokeCheck, Send } from "./smoke-check";
import { conclude } from "./smoke-check";

/**
 * How often a cached path is asked for at most. Each request may meet another edge server, which has
 * to fetch a copy of its own first.
 */
export const MAX_REQUESTS = 6;

const HIT = "Hit from cloudfront";

const DEPLOYING =
  "look at the environment's health, or repeat it with --wait where the distribution is deploying.";

/** What `/` came to, and the page where there was one. */
export interface CheckedPage {
  check: SmokeCheck;
  body: string | undefined;
}

/** The page must come through CloudFront. */
export async function checkPage(cdnUrl: string, send: Send): Promise<CheckedPage> {
  const url = new URL("/", cdnUrl);
  const exchange = await send(url);
  if ("answer" in exchange && exchange.answer.status === 200) {
    return { check: conclude(url, exchange, "pass"), body: exchange.answer.body };
  }
  const remark = `CloudFront must answer 200; ${DEPLOYING}`;
  return { check: conclude(url, exchange, "fail", remark), body: undefined };
}

/** A path that the stage caches must be a hit on the second request, or a later one. */
export async function checkCachedPath(
  cdnUrl: string,
  path: string,
  send: Send,
): Promise<SmokeCheck> {
  const url = new URL(path, cdnUrl);
  for (let count = 1; ; count++) {
    const exchange = await send(url);
    if (!("answer" in exchange) || exchange.answer.status !== 200) {
      return conclude(url, exchange, "fail", `CloudFront must answer 200; ${DEPLOYING}`);
    }
    if (count > 1 && exchange.answer.xCache === HIT) {
      return conclude(url, exchange, "pass", `request ${count} of at most ${MAX_REQUESTS}`);
    }
    if (count === MAX_REQUESTS) {
      const remark =
        `none of ${MAX_REQUESTS} requests after the first had X-Cache: ${HIT}; look at the ` +
        "behavior and its Cache-Control, or name a path that the stage caches by --path.";
      return conclude(url, exchange, "fail", remark);
    }
  }
}

/** The first file under /static/ that a page names: its name holds a hash of the deployed content. */
export function findStaticPath(body: string): string | undefined {
  return /["'](\/static\/[^"'\s]+)["']/.exec(body)?.[1];
}
