/** Values merged deeply, as Helm merges them: the overriding value takes precedence, lists are replaced. */
export function deepMerge(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && value.constructor === Object;
  return Object.entries(over).reduce(
    (merged, [key, value]) => ({
      ...merged,
      [key]: isObject(value) && isObject(merged[key]) ? deepMerge(merged[key], value) : value,
    }),
    base,
  );
}
