import type { HeaderFields } from "../header-fields";
import { urlOfCacheKey } from "../request/cache-key";
import { isCacheTag, readCacheTags } from "./cache-tags";

/** A path or tag that can't be invalidated: what it was and why. */
export class InvalidationPathError extends Error {
  override readonly name = "InvalidationPathError";
}

/** What an invalidation means. */
export interface Invalidation {
  /** Whether the URL in a cache key is meant, with all its variants (CF-INV-02). */
  matchesUrl(key: string): boolean;
  /** Whether the tags of a stored response are meant; `undefined`: no tags are. */
  readonly matchesTags: ((headers: HeaderFields) => boolean) | undefined;
}

interface ItemRule {
  isKept(item: string): boolean;
  readonly rule: string;
  readonly remedy: string;
}

const longestPath = 4000;

// In this order: an item is refused for the first of them that it breaks.
const rules: readonly ItemRule[] = [
  {
    isKept: (item) => !item.startsWith("#") || isCacheTag(item.slice(1)), // CF-INV-10
    rule: "tags must be 1–256 visible ASCII characters without comma behind the #",
    remedy: 'Write them like "#product-1".',
  },
  {
    isKept: (item) => /^[/#]/.test(item) && item.length <= longestPath, // CF-INV-01
    rule: `paths must begin with / and be at most ${longestPath} characters long`,
    remedy: 'Write them like "/images/*".',
  },
  {
    isKept: (item) => /^[\x21-\x7e]+$/.test(item), // CF-INV-07
    rule: "paths must have spaces and what isn't ASCII percent-encoded",
    remedy: 'Write them like "/caf%C3%A9".',
  },
  {
    isKept: (item) => item.startsWith("#") || !/~|%7e/i.test(item), // CF-INV-07
    rule: "paths must not contain ~, which CloudFront doesn't invalidate",
    remedy: "End them with * in front of it.",
  },
];

/**
 * Prepares an invalidation (CF-INV-01…04, CF-INV-10): `*` stands for anything as the last
 * character, and only there; a path without it is one URL, with its query where the query is in
 * the key; `#tag` is what the origin tagged so, by its whole name, where the distribution says
 * which header tells.
 *
 * @param tagHeader the lower-cased name of that header; without it tags match nothing
 * @throws InvalidationPathError naming every path and tag that CloudFront would refuse
 */
export function compileInvalidation(items: readonly string[], tagHeader?: string): Invalidation {
  checkItems(items);
  const paths = items.filter((item) => item.startsWith("/"));
  const exact = new Set(paths.filter((path) => !path.endsWith("*")));
  const prefixes = paths.filter((path) => path.endsWith("*")).map((path) => path.slice(0, -1));
  const tags = new Set(
    items.filter((item) => item.startsWith("#")).map((item) => item.slice(1).toLowerCase()),
  );
  return {
    matchesUrl: (key) => {
      const url = urlOfCacheKey(key);
      return exact.has(url) || prefixes.some((prefix) => url.startsWith(prefix));
    },
    matchesTags:
      tagHeader === undefined || tags.size === 0
        ? undefined
        : (headers) => readCacheTags(headers, tagHeader).some((tag) => tags.has(tag)),
  };
}

function checkItems(items: readonly string[]): void {
  const refused = new Map<ItemRule, string[]>();
  for (const item of items) {
    const broken = rules.find(({ isKept }) => !isKept(item));
    if (broken !== undefined) {
      refused.set(broken, [...(refused.get(broken) ?? []), JSON.stringify(item.slice(0, 80))]);
    }
  }
  if (refused.size > 0) {
    const sentences = [...refused].map(
      ([{ rule, remedy }, names]) => `${rule}, got ${names.join(", ")}. ${remedy}`,
    );
    throw new InvalidationPathError(`invalidate: ${sentences.join(" ")}`);
  }
}
