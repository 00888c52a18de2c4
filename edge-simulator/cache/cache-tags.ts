import { readHeader, type HeaderFields } from "../header-fields";

// CF-INV-10
const tagPattern = /^[\x21-\x2b\x2d-\x7e]{1,256}$/;
const mostTags = 50;

/** Whether a text can be a cache tag: 1–256 visible ASCII characters without comma. */
export function isCacheTag(text: string): boolean {
  return tagPattern.test(text);
}

/**
 * The tags that an origin gave a response, lower-cased, since their case doesn't count. Among them
 * may be texts that are no tags: no invalidation can name them.
 */
export function readCacheTags(headers: HeaderFields, tagHeader: string): string[] {
  return (readHeader(headers, tagHeader) ?? "")
    .split(",")
    .map((tag) => tag.trim().toLowerCase())
    .slice(0, mostTags);
}
