import type { EpochMs } from '../../src-core/pair.ts';

/** The local day of a moment as a date field has it: `2026-01-05`. */
export function dayText(t: EpochMs): string {
  const date = new Date(t);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** From its first to its last moment by local clocks, however many hours that day has; null for what is no day. */
export function stretchOfDay(day: string): { readonly from: EpochMs; readonly to: EpochMs } | null {
  const [, year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  const from = new Date(year, month - 1, date).getTime();
  const to = new Date(year, month - 1, date + 1).getTime();
  return Number.isNaN(from) ? null : { from, to };
}
