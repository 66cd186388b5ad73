import type { AlarmView } from '../../src-core/alarm.ts';
import type { Condition } from '../../src-core/condition.ts';
import { type EpochMs, type Pair, pairLabel } from '../../src-core/pair.ts';
import { asSentenceStart, describeCondition, describeReason } from '../../src-shared/words/describe.ts';
import { plain } from '../../src-shared/words/words.ts';
import { say } from '../words/say.ts';
import {
  formatDistance,
  formatDuration,
  formatMinute,
  formatPartOf,
  marketFormats,
  ruleFormats,
} from '../words/formats.ts';

type Shown = Pick<Pair, 'base' | 'quote' | 'tickSize'>;

/** `Reaches <b>60,000</b> from below`. */
export function ruleSentence(pair: Shown, condition: Condition): string {
  return asSentenceStart(describeCondition(say, condition, ruleFormats(pair.tickSize)));
}

/** `BTC/USDT reaches 60,000 from below`: names an alarm where it stands alone. */
export function alarmName(pair: Shown, condition: Condition): string {
  return plain(`${pairLabel(pair)} ${describeCondition(say, condition, ruleFormats(pair.tickSize))}`);
}

/** Why it is not ringing, where the percentage beside it does not say so already. */
export function reasonSentence(pair: Shown, alarm: AlarmView): string {
  const { reason } = alarm;
  if (reason.code === 'to go') return '';
  // The percentage stands beside it.
  if (reason.code === 'seen in part') {
    return say('alarms.seen', { part: formatPartOf(reason.seenMs, reason.windowMs) });
  }
  // The pair says how old its price is, and counts on.
  if (reason.code === 'stale price') return say('alarms.stale');
  if (reason.code === 'already true') return describeReason(say, reason, ruleFormats(pair.tickSize));
  if (reason.code === 'fired' && alarm.firedCount > 1) {
    const { time } = marketFormats(pair.tickSize);
    return say('alarms.fired', { count: alarm.firedCount, time: time(reason.t) });
  }
  return describeReason(say, reason, marketFormats(pair.tickSize));
}

interface Foretold {
  /** What the host has worked out; null as long as it has not. */
  readonly preview: AlarmView | null;
  /** It holds already; a move counts from here then, and shows how far it is to the next. */
  readonly alreadyTrue: boolean;
  /** Whether it rings at once where it is there already. */
  readonly ringNow: boolean;
}

function alreadyKey(condition: Condition, ringNow: boolean) {
  if (ringNow) return 'preview.now';
  if (condition.kind === 'move') return 'preview.already.move';
  return condition.kind === 'channel' ? (`preview.already.${condition.when}` as const) : 'preview.already';
}

/** What an alarm with this condition will do, as far as the host has worked it out. */
export function previewSentence(
  pair: Shown,
  condition: Condition,
  { preview, alreadyTrue, ringNow }: Foretold,
): string {
  const words = {
    pair: pairLabel(pair),
    condition: describeCondition(say, condition, ruleFormats(pair.tickSize)),
  };
  if (!preview) return say('preview.plain', words);
  const { reason, percentToGo } = preview;
  // The pair says how old its price is, and counts on.
  if (reason.code === 'stale price') return say('alarms.stale');
  if (alreadyTrue) return say(alreadyKey(condition, ringNow), words);
  if (reason.code === 'warming up') {
    return say('preview.warming', { ...words, window: formatDuration(reason.windowMs) });
  }
  if (percentToGo === null) return say('preview.plain', words);
  return say('preview.away', { ...words, percent: formatDistance(percentToGo) });
}

function sayExpiry({ state, expiresAt }: AlarmView, now: EpochMs): string {
  // The reason of an expired alarm says it already.
  if (expiresAt === null || state === 'expired') return '';
  return say(expiresAt <= now ? 'alarms.ended' : 'alarms.until', { time: formatMinute(expiresAt, now) });
}

/** What the user set of an alarm beyond its condition, where it is not the usual: a line, and the note. */
export function alarmFacts(alarm: AlarmView, now: EpochMs): string[] {
  const { urgency, mode, cooldownMs, note } = alarm;
  const line = [
    urgency === 'loud' ? '' : say(`alarms.urgency.${urgency}`),
    mode === 'repeat' ? say('alarms.repeats', { cooldown: formatDuration(cooldownMs) }) : '',
    sayExpiry(alarm, now),
  ].filter((fact) => fact !== '');
  return [line.join(' · '), note === '' ? '' : say('alarms.note', { note })].filter((fact) => fact !== '');
}
