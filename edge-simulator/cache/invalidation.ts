import { urlOfCacheKey } from "../request/cache-key";

/** A path that can't be invalidated: what it was and why. */
export class InvalidationPathError extends Error {
  override readonly name = "InvalidationPathError";
}

const longestPath = 4000;

/**
 * Makes a test of cache keys from invalidation paths (CF-INV-01…04): `*` stands for anything as
 * the last character, and only there; a path without it is one URL, with its query where the
 * query is in the key; all variants of a URL go.
 *
 * @throws InvalidationPathError naming every path that CloudFront would refuse
 */
export function compileInvalidation(paths: readonly string[]): (key: string) => boolean {
  const refused = paths.filter((path) => !path.startsWith("/") || path.length > longestPath);
  if (refused.length > 0) {
    const named = refused.map((path) => JSON.stringify(path.slice(0, 80))).join(", ");
    throw new InvalidationPathError(
      `invalidate: paths must begin with / and be at most ${longestPath} characters long, ` +
        `got ${named}. Write them like "/images/*".`,
    );
  }
  const exact = new Set(paths.filter((path) => !path.endsWith("*")));
  const prefixes = paths.filter((path) => path.endsWith("*")).map((path) => path.slice(0, -1));
  return (key) => {
    const url = urlOfCacheKey(key);
    return exact.has(url) || prefixes.some((prefix) => url.startsWith(prefix));
  };
}
