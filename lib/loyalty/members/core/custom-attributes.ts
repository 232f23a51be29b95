export type CustomAttribute = { key: string; value: string };

/** The stored value; only this product writes it. */
export function readAttributes(stored: unknown): CustomAttribute[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: unknown) => {
    if (typeof entry !== "object" || entry === null || !("key" in entry) || !("value" in entry)) return [];
    return typeof entry.key === "string" && typeof entry.value === "string"
      ? [{ key: entry.key, value: entry.value }]
      : [];
  });
}

/** Each key once, in the order in which they came first; the last value counts. */
export function mergeAttributes(
  before: readonly CustomAttribute[],
  changes: readonly CustomAttribute[],
): CustomAttribute[] {
  const merged = new Map(before.map(({ key, value }) => [key, value]));
  for (const { key, value } of changes) merged.set(key, value);
  return [...merged].map(([key, value]) => ({ key, value }));
}
