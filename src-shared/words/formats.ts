import { formatDuration } from '../../src-core/numbers/format-duration.ts';
import {
  formatLevel,
  formatPercent,
  formatPrice,
  formatTypedPercent,
} from '../../src-core/numbers/format-number.ts';
import type { Pair } from '../../src-core/pair.ts';
import type { Formats } from './describe.ts';
import { formatTime } from './time.ts';

type TickSize = Pair['tickSize'];

/** For what the market did: prices with the digits of the pair, percent with two. */
export function marketFormats(tickSize: TickSize): Formats {
  return {
    price: (price) => formatPrice(price, tickSize),
    percent: formatPercent,
    duration: formatDuration,
    time: formatTime,
  };
}

/** For what a person typed: prices and percentages without added zeros. */
export function ruleFormats(tickSize: TickSize): Formats {
  return {
    price: (price) => formatLevel(price, tickSize),
    percent: formatTypedPercent,
    duration: formatDuration,
    time: formatTime,
  };
}
