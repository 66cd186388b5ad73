import type * as z from 'zod/mini';

/** What a column of JSON holds; undefined where the text is no JSON. */
export function fromJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** Rows by their key. Those that do not pass their schema count as absent. */
export function parsedRows<T>(
  rows: readonly Record<string, unknown>[],
  key: string,
  schema: z.ZodMiniType<T>,
): Map<string, T> {
  const found = new Map<string, T>();
  for (const row of rows) {
    const parsed = schema.safeParse(fromJson(row['json']));
    if (parsed.success) found.set(String(row[key]), parsed.data);
  }
  return found;
}
