/** One row of the table; value, reference and budget are in `unit`. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'KB' | 'MB' | '%';
  readonly reference: number;
  /** value ÷ reference: below 1 is better than the straightforward way. */
  readonly ratio: number;
  readonly budget: number;
}

export function row(name: string, unit: Row['unit'], value: number, reference: number, budget: number): Row {
  const rounded = (number: number) => Number(number.toPrecision(4));
  return {
    name,
    value: rounded(value),
    unit,
    reference: rounded(reference),
    ratio: rounded(value / reference),
    budget,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
