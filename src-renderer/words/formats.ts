import { formatDuration } from '../../src-core/numbers/format-duration.ts';
import {
  formatLevel,
  formatPercent,
  formatPrice,
  formatTypedPercent,
} from '../../src-core/numbers/format-number.ts';
import type { Pair, Percent } from '../../src-core/pair.ts';
import type { Formats } from '../../src-shared/words/describe.ts';
import { say } from './say.ts';
import { formatTime } from './time.ts';

/** Beyond this a distance is only far; written in full it would not fit beside an alarm. */
const farPercent = 9_999;

/** How far an alarm is from ringing: `2.72 %`, `over 9,999 %`. */
export function formatDistance(percent: Percent): string {
  if (Math.round(percent) <= farPercent) return formatPercent(percent);
  return say('alarms.far', { percent: formatPercent(farPercent) });
}

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
