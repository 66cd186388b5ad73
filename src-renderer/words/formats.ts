/* oxlint-disable no-restricted-imports -- the one place where the page's style is handed in */
import * as durations from '../../src-core/numbers/format-duration.ts';
import * as numbers from '../../src-core/numbers/format-number.ts';
import * as parsing from '../../src-core/numbers/parse-number.ts';
import type { EpochMs, Pair, Percent, Price } from '../../src-core/pair.ts';
import type { Formats } from '../../src-shared/words/describe.ts';
import * as formats from '../../src-shared/words/formats.ts';
import * as times from '../../src-shared/words/time.ts';
import { say } from './say.ts';

/*
 * Numbers, lengths of time and times as this page writes them: in its language, in the number format that was chosen.
 * Each does what its namesake in core or shared does.
 */

type TickSize = Pair['tickSize'];

export const formatPrice = (price: Price, tickSize: TickSize = null): string =>
  numbers.formatPrice(price, tickSize, say.style.numbers);
export const formatLevel = (level: Price, tickSize: TickSize = null): string =>
  numbers.formatLevel(level, tickSize, say.style.numbers);
export const formatTypedPrice = (price: Price): string => numbers.formatTypedPrice(price, say.style.numbers);
export const formatPercent = (percent: Percent): string => numbers.formatPercent(percent, say.style.numbers);
export const formatTypedPercent = (percent: Percent): string =>
  numbers.formatTypedPercent(percent, say.style.numbers);
export const formatChange = (percent: Percent): string => numbers.formatChange(percent, say.style.numbers);
export const formatRounded = (count: number): string => numbers.formatRounded(count, say.style.numbers);
/** As another number format would write it, for a choice of formats. */
export const formatSample = (value: number, style: numbers.NumberStyle): string =>
  numbers.formatTypedPrice(value, style);
export const formatDigits = (value: number, digits: number): string =>
  numbers.formatDigits(value, digits, say.style.numbers);
export const parseNumber = (text: string): parsing.ParsedNumber =>
  parsing.parseNumber(text, say.style.numbers);

export const formatDuration = (ms: number): string => durations.formatDuration(ms, say.style.durations);
export const formatAge = (ms: number): string => durations.formatAge(ms, say.style.durations);
export const formatPartOf = (seenMs: number, windowMs: number): string =>
  durations.formatPartOf(seenMs, windowMs, say.style.durations);
export const { formatCountdown } = durations;

export const formatTime = (t: EpochMs, now?: EpochMs): string => times.formatTime(t, say.style, now);
export const formatMinute = (t: EpochMs, now?: EpochMs): string => times.formatMinute(t, say.style, now);
export const formatAxisTime = (t: EpochMs): string => times.formatAxisTime(t, say.style);
export const formatAxisDay = (t: EpochMs): string => times.formatAxisDay(t, say.style);

export const marketFormats = (tickSize: TickSize): Formats => formats.marketFormats(tickSize, say.style);
export const ruleFormats = (tickSize: TickSize): Formats => formats.ruleFormats(tickSize, say.style);

/** Beyond this a distance is only far; written in full it would not fit beside an alarm. */
const farPercent = 9_999;

/** How far an alarm is from ringing: `2.72 %`, `over 9,999 %`. */
export function formatDistance(percent: Percent): string {
  if (Math.round(percent) <= farPercent) return formatPercent(percent);
  return say('alarms.far', { percent: formatPercent(farPercent) });
}
