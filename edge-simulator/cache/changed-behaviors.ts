import { isDeepStrictEqual } from "node:util";
import type { Behavior, CompiledDistribution } from "../configuration/compiled-distribution";
import { urlOfCacheKey } from "../request/cache-key";
import { matchBehavior } from "../request/match-behavior";

/**
 * Makes a test of cache keys: whether what is stored under a key came by a behavior that is
 * another one now. CloudFront would keep it until it expires; who edits a configuration wants to
 * see what it does.
 */
export function findChangedBehaviors(
  before: CompiledDistribution,
  after: CompiledDistribution,
): (key: string) => boolean {
  if (isDeepStrictEqual(before.behaviors, after.behaviors)) {
    return () => false;
  }
  // A function may have chosen the path in the key: it doesn't tell the behavior then.
  if ([...before.behaviors, ...after.behaviors].some(hasRequestFunction)) {
    return () => true;
  }
  const sameAs = new Map<Behavior, Behavior>();
  return (key) => {
    const [path = ""] = urlOfCacheKey(key).split("?");
    const old = matchBehavior(before, path);
    const current = matchBehavior(after, path);
    if (sameAs.get(old) === current) {
      return false;
    }
    const isSame = isDeepStrictEqual(old, current);
    if (isSame) {
      sameAs.set(old, current);
    }
    return !isSame;
  };
}

function hasRequestFunction({ viewerRequestFunctionArn }: Behavior): boolean {
  return viewerRequestFunctionArn !== undefined;
}
