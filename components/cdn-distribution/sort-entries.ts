/** A mapping's entries by name: they are a set to CloudFront, so their order never shows as a change. */
export function sortEntries<Value>(mapping: Record<string, Value>): [name: string, value: Value][] {
  return Object.entries(mapping).sort(([a], [b]) => (a < b ? -1 : 1));
}
