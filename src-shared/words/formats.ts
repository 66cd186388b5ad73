import { formatDuration, formatPartOf } from '../../src-core/numbers/format-duration.ts';
import {
  formatLevel,
  formatPercent,
  formatPrice,
  formatTypedPercent,
} from '../../src-core/numbers/format-number.ts';
import type { Pair } from '../../src-core/pair.ts';
import type { Formats } from './describe.ts';
import type { Style } from './style.ts';
import { formatTime } from './time.ts';

type TickSize = Pair['tickSize'];

type Common = Pick<Formats, 'duration' | 'partOf' | 'time'>;

const common = (style: Style): Common => ({
  duration: (ms) => formatDuration(ms, style.durations),
  partOf: (seenMs, windowMs) => formatPartOf(seenMs, windowMs, style.durations),
  time: (t) => formatTime(t, style),
});

/** For what the market did: prices with the digits of the pair, percent with two. */
export function marketFormats(tickSize: TickSize, style: Style): Formats {
  return {
    ...common(style),
    price: (price) => formatPrice(price, tickSize, style.numbers),
    percent: (percent) => formatPercent(percent, style.numbers),
  };
}

/** For what a person typed: prices and percentages without added zeros. */
export function ruleFormats(tickSize: TickSize, style: Style): Formats {
  return {
    ...common(style),
    price: (price) => formatLevel(price, tickSize, style.numbers),
    percent: (percent) => formatTypedPercent(percent, style.numbers),
  };
}
