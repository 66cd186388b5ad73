import type { Reason } from '../../src-core/alarm.ts';
import { assertNever } from '../../src-core/assert-never.ts';
import { type Condition, windowOf } from '../../src-core/condition.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import type { Say, WordKey, WordParams } from './words.ts';

/** How numbers and times of one pair are written; the interface and the log hand in their own. */
export interface Formats {
  readonly price: (price: number) => string;
  /** `2.72 %`: no sign, a distance has none. */
  readonly percent: (percent: number) => string;
  /** `15 min`, `24 h`. */
  readonly duration: (ms: number) => string;
  /** `12 of 60 min`. */
  readonly partOf: (seenMs: number, windowMs: number) => string;
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

type ReasonWords = {
  readonly [Code in Reason['code']]: (
    reason: Extract<Reason, { readonly code: Code }>,
    formats: Formats,
  ) => readonly [key: WordKey, params?: WordParams];
};

const none = <K extends WordKey>(key: K) => [key] as const;

const reasonWords: ReasonWords = {
  'to go': ({ percent }, { percent: say }) => ['reason.to go', { percent: say(percent) }],
  'no price yet': () => none('reason.no price yet'),
  'next price': () => none('reason.next price'),
  'already true': ({ level }, { price }) => ['reason.already true', { level: price(level) }],
  'way back': ({ level }, { price }) => ['reason.way back', { level: price(level) }],
  'warming up': ({ seenMs, windowMs }, { partOf }) => [
    'reason.warming up',
    { part: partOf(seenMs, windowMs) },
  ],
  'seen in part': ({ percent, seenMs, windowMs }, { percent: say, partOf }) => [
    'reason.seen in part',
    { percent: say(percent), part: partOf(seenMs, windowMs) },
  ],
  'stale price': ({ ageMs }, { duration }) => ['reason.stale price', { age: duration(ageMs) }],
  cooling: ({ until, missed }, { time }) =>
    missed === 0
      ? ['reason.cooling', { time: time(until) }]
      : ['reason.cooling.missed', { time: time(until), count: missed }],
  snoozed: ({ until }, { time }) => ['reason.snoozed', { time: time(until) }],
  fired: ({ t }, { time }) => ['reason.fired', { time: time(t) }],
  ringing: ({ t }, { time }) => ['reason.ringing', { time: time(t) }],
  expired: ({ t }, { time }) => ['reason.expired', { time: time(t) }],
  paused: () => none('reason.paused'),
  confirming: ({ price: far }, { price }) => ['reason.confirming', { price: price(far) }],
  'another coin': ({ price: strange }, { price }) => ['reason.another coin', { price: price(strange) }],
  blind: ({ forMs }, { duration }) =>
    forMs === null ? none('reason.blind.never') : ['reason.blind', { age: duration(forMs) }],
};

/** Why an alarm is not ringing right now, in words. */
export function describeReason(say: Say, reason: Reason, formats: Formats): string {
  const words = reasonWords[reason.code] as (
    reason: Reason,
    formats: Formats,
  ) => readonly [WordKey, WordParams?];
  return say(...words(reason, formats));
}

/** First letter upper case: `Reaches 60,000 from below`. */
export function asSentenceStart(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
