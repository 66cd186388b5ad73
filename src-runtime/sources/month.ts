import type { EpochMs } from '../../src-core/pair.ts';
import type { Used } from './minute.ts';

/** What was used in a calendar month (UTC), `name` as in `2026-11`. */
export interface Month extends Used {
  readonly name: string;
}

function nameOf(now: EpochMs): string {
  return new Date(now).toISOString().slice(0, 7);
}

/** The month of `now`: the one that is known, or a new one in which nothing was used. */
export function monthAt(now: EpochMs, known: Month | null): Month {
  const name = nameOf(now);
  return known?.name === name ? known : { name, quotes: 0, extra: 0 };
}

/** How long until the next month begins, in ms. */
export function leftOfMonth(now: EpochMs): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) - now;
}

/**
 * How far apart quotes of a weight may come for what is left of the month to last to its end, in ms; all that is left
 * where it is less than one of them.
 */
export function evenlySpread(left: number, weight: number, leftMs: number): number {
  return left < weight ? leftMs : Math.ceil((leftMs * weight) / left);
}
