/**
 * A price out of an answer: exchanges send decimal text, aggregators JSON numbers. Null where it cannot be used: not
 * finite, zero, negative, or text that `Number` would read although it is no decimal (``, `0x10`, `Infinity`).
 */
export function readPrice(value: unknown): number | null {
  const number = readNumber(value);
  return number !== null && number > 0 ? number : null;
}

/** A finite number out of decimal text or a JSON number, else null. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
