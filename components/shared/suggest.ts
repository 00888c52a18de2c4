import { closest, distance } from "fastest-levenshtein";

/** How many names a message lists. */
const MAX_LISTED = 12;

/** A slip of a finger or two is told from another word. */
export function suggest(key: string, known: string[]): string {
  const nearest = closest(key, known);
  return distance(key.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, key.length / 3)
    ? `Did you mean ${nearest}?`
    : known.length > MAX_LISTED
      ? "See the README's table of arguments."
      : `Known are ${known.join(", ")}.`;
}
