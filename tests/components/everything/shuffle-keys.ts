/** A value whose mappings name their keys in another order, as the numbers say; lists keep theirs. */
export function shuffleKeys<Value>(value: Value, nextNumber: () => number): Value {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => shuffleKeys(item, nextNumber)) as Value;
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  const shuffled = Object.entries(value)
    .map(([key, item]) => ({ key, item: shuffleKeys(item as unknown, nextNumber) }))
    .map((entry) => ({ ...entry, rank: nextNumber() }))
    .sort((a, b) => a.rank - b.rank);
  return Object.fromEntries(shuffled.map(({ key, item }) => [key, item])) as Value;
}
