import { checkCachedPath, checkPage, findStaticPath } from "./check-cdn";
import { checkOrigin } from "./check-origin";
import type { DeployedStage } from "./deployed-stage";
import type { RetryOptions } from "./retry";
import { retryUntilPass } from "./retry";
import type { Send, SmokeCheck } from "./smoke-check";

export interface SmokeOptions {
  stage: DeployedStage;
  /** A path that the stage caches; undefined for a file that the page names. */
  path: string | undefined;
  send: Send;
  /** For what goes through CloudFront: the origin is ready when the deployment is. */
  retry: RetryOptions;
}

/**
 * Asks a deployed stage over HTTP: the page and a cached path through CloudFront, and the origin
 * directly.
 */
export async function runSmokeChecks({
  stage,
  path,
  send,
  retry,
}: SmokeOptions): Promise<SmokeCheck[]> {
  const { cdnUrl, originUrl, originProtection } = stage;
  const page = await retryUntilPass(() => checkPage(cdnUrl, send), retry);
  const cachedPath = path ?? findStaticPath(page.body ?? "");
  const cached =
    cachedPath === undefined
      ? refuseToGuess(cdnUrl)
      : await retryUntilPass(
          async () => ({ check: await checkCachedPath(cdnUrl, cachedPath, send) }),
          retry,
        ).then(({ check }) => check);
  const origin = await checkOrigin(originUrl, originProtection, send);
  return [page.check, cached, origin];
}

function refuseToGuess(cdnUrl: string): SmokeCheck {
  return {
    name: new URL("/static/", cdnUrl).href,
    verdict: "fail",
    detail: "not asked for, since no page names a file there; name a cached path by --path.",
    status: null,
    xCache: null,
    ms: null,
  };
}
