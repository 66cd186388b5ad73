import type { Reason } from '../../src-core/alarm.ts';
import { assertNever } from '../../src-core/assert-never.ts';
import { type Condition, windowOf } from '../../src-core/condition.ts';
import { formatPartOf } from '../../src-core/numbers/format-duration.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import type { Say, WordKey } from './words.ts';

/** How numbers and times of one pair are written; the interface and the log hand in their own. */
export interface Formats {
  readonly price: (price: number) => string;
  /** `2.72 %`: no sign, a distance has none. */
  readonly percent: (percent: number) => string;
  /** `15 min`, `24 h`. */
  readonly duration: (ms: number) => string;
  /** Local time of day with seconds, with the day where it is not today. */
  readonly time: (t: EpochMs) => string;
}

/** `reaches <b>60,000</b> from below`: the part of a sentence that says what an alarm waits for. */
export function describeCondition(say: Say, condition: Condition, formats: Formats): string {
  const window = formats.duration(windowOf(condition) ?? 0);
  switch (condition.kind) {
    case 'target':
      return say(`condition.target.${condition.direction}`, { price: formats.price(condition.price) });
    case 'channel': {
      const ends = { low: formats.price(condition.low), high: formats.price(condition.high) };
      return say(`condition.channel.${condition.when}`, ends);
    }
    case 'step': {
      const { every, unit } = condition;
      const size = unit === 'percent' ? formats.percent(every) : formats.price(every);
      return say(`condition.step.${unit}`, { every: size });
    }
    case 'extreme':
      return say(`condition.extreme.${condition.extreme}.${condition.since.kind}`, {
        percent: formats.percent(condition.percent),
        window,
      });
    case 'move': {
      const over = condition.over.kind === 'since start' ? condition.over.kind : condition.over.from;
      return say(`condition.move.${over}.${condition.direction}`, {
        percent: formats.percent(condition.percent),
        window,
      });
    }
    default:
      return assertNever(condition);
  }
}

/** Why an alarm is not ringing right now, in words. */
export function describeReason(say: Say, reason: Reason, formats: Formats): string {
  const key: WordKey = `reason.${reason.code}`;
  switch (reason.code) {
    case 'to go':
      return say(key, { percent: formats.percent(reason.percent) });
    case 'already true':
    case 'way back':
      return say(key, { level: formats.price(reason.level) });
    case 'warming up':
      return say(key, { part: formatPartOf(reason.seenMs, reason.windowMs) });
    case 'seen in part':
      return say(key, {
        percent: formats.percent(reason.percent),
        part: formatPartOf(reason.seenMs, reason.windowMs),
      });
    case 'stale price':
      return say(key, { age: formats.duration(reason.ageMs) });
    case 'cooling': {
      const time = formats.time(reason.until);
      return reason.missed === 0
        ? say(key, { time })
        : say('reason.cooling.missed', { time, count: reason.missed });
    }
    case 'snoozed':
      return say(key, { time: formats.time(reason.until) });
    case 'fired':
    case 'ringing':
    case 'expired':
      return say(key, { time: formats.time(reason.t) });
    case 'confirming':
    case 'another coin':
      return say(key, { price: formats.price(reason.price) });
    case 'blind':
      return reason.forMs === null
        ? say('reason.blind.never')
        : say(key, { age: formats.duration(reason.forMs) });
    case 'paused':
    case 'no price yet':
    case 'next price':
      return say(key);
    default:
      return assertNever(reason);
  }
}

/** First letter upper case: `Reaches 60,000 from below`. */
export function asSentenceStart(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
