import type { Percent, Price } from '../../src-core/pair.ts';
import { percentFrom } from '../../src-core/typical-move.ts';
import { say } from '../words/say.ts';
import { formatDuration, formatPercent, formatRounded } from '../words/formats.ts';

/** What is usual from one bar to the next. */
export interface Typical {
  readonly percent: Percent | null;
  readonly barMs: number;
}

/** How far a price is from the one now: `2.92 % above the price now`. Empty while there is none. */
export function sayDistance(price: Price, now: Price | null): string {
  if (now === null) return '';
  const percent = percentFrom(price, now);
  const words = { percent: formatPercent(Math.abs(percent)) };
  if (percent === 0) return say('chart.at');
  return say(percent > 0 ? 'chart.above' : 'chart.below', words);
}

/** The same, and how many usual moves that is: `2.92 % above the price now · 27 typical moves of 5 min`. */
export function sayFarDistance(price: Price, now: Price | null, { percent, barMs }: Typical): string {
  const distance = sayDistance(price, now);
  if (distance === '' || now === null || percent === null) return distance;
  const count = formatRounded(Math.abs(percentFrom(price, now)) / percent);
  return `${distance} · ${say('chart.typical', { moves: count, length: formatDuration(barMs) })}`;
}
