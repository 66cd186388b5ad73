import type { Alarm, Firing } from '../../src-core/alarm.ts';
import { modeOf } from '../../src-core/condition.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import type { FiringView } from '../../src-shared/contract/schemas.ts';
import type { silences } from '../../src-shared/contract/why-not.ts';
import type { DiaryEntry } from '../alarm-diary.ts';
import type { Stretch } from '../desk.ts';

/** Why an alarm was silent at a moment at which its condition came true. `at`: since or until when, epoch ms. */
export interface Silence {
  readonly why: (typeof silences)[number];
  readonly at: EpochMs | null;
}

/** What is known of the time around a moment. */
export interface Known {
  readonly alarm: Alarm;
  readonly armedAt: EpochMs | null;
  readonly diary: readonly DiaryEntry[];
  /** Real firings of the alarm, oldest first. */
  readonly firings: readonly FiringView[];
  readonly notSeen: readonly Stretch[];
  readonly unwatched: readonly Stretch[];
  /** How far apart a candle and what was seen live may tell the same, in ms. */
  readonly slackMs: number;
  /** What the prices that the app has kept would have fired; null where it has kept none of then. */
  readonly byOwnPrices: readonly Firing[] | null;
}

type Asked = (moment: Pick<Firing, 't' | 'proof'>, known: Known) => Silence | null;

const lastBefore = (diary: readonly DiaryEntry[], t: EpochMs, what: readonly DiaryEntry['what'][]) =>
  diary.findLast((entry) => entry.t <= t && what.includes(entry.what));

const covering = (stretches: readonly Stretch[], t: EpochMs) =>
  stretches.find(({ from, to }) => t > from && t <= to);

const near = (slackMs: number, a: Pick<Firing, 't' | 'proof'>, b: Pick<Firing, 't' | 'proof'>) =>
  Math.abs(a.t - b.t) <= slackMs && a.proof.direction === b.proof.direction;

const rang: Asked = (moment, { firings, slackMs, diary }) => {
  const real = firings.find((firing) => near(slackMs, moment, firing));
  if (real === undefined) return null;
  const snooze = lastBefore(diary, real.t, ['snoozed']);
  const slept = snooze !== undefined && snooze.until !== null && real.t < snooze.until;
  return slept ? { why: 'snoozed', at: snooze.until } : { why: 'rang', at: real.t };
};

const notSetYet: Asked = ({ t }, { alarm }) =>
  t <= alarm.createdAt ? { why: 'not set yet', at: alarm.createdAt } : null;

const anotherRule: Asked = ({ t }, { diary }) => {
  const edit = diary.findLast((entry) => entry.what === 'edited');
  return edit !== undefined && t <= edit.t ? { why: 'another rule', at: edit.t } : null;
};

const monitoringPaused: Asked = ({ t }, { unwatched }) => {
  const stretch = covering(unwatched, t);
  return stretch === undefined ? null : { why: 'monitoring paused', at: stretch.to };
};

const paused: Asked = ({ t }, { diary, alarm }) => {
  const last = lastBefore(diary, t, ['paused', 'resumed']);
  if (last?.what === 'paused') return { why: 'paused', at: last.t };
  // Paused before anything was noted of it.
  const noted = diary.some(({ what }) => what === 'paused' || what === 'resumed');
  return alarm.paused && !noted ? { why: 'paused', at: null } : null;
};

const expired: Asked = ({ t }, { alarm: { expiresAt } }) =>
  expiresAt !== null && t >= expiresAt ? { why: 'expired', at: expiresAt } : null;

const notSeen: Asked = ({ t }, { notSeen: stretches }) => {
  const stretch = covering(stretches, t);
  return stretch === undefined ? null : { why: 'not seen', at: stretch.to };
};

const restedOrCooling: Asked = ({ t }, { alarm, firings, diary }) => {
  const before = firings.findLast((firing) => firing.t < t);
  if (before === undefined) return null;
  const again = lastBefore(diary, t, ['re-armed', 'resumed', 'edited']);
  if (again !== undefined && again.t > before.t) return null;
  const { cooldown } = before.proof;
  if (cooldown === null) {
    return modeOf(alarm.condition, alarm.mode) === 'once' ? { why: 'rested', at: before.t } : null;
  }
  const until = before.t + cooldown.ms;
  return t < until ? { why: 'cooling', at: until } : null;
};

const armedLater: Asked = ({ t }, { armedAt, diary }) => {
  const rearm = lastBefore(diary, t, ['re-armed']);
  const minuteMs = 60_000;
  if (rearm !== undefined && t <= rearm.t + minuteMs) return { why: 'cooling', at: rearm.t + minuteMs };
  return armedAt !== null && t <= armedAt ? { why: 'armed later', at: armedAt } : null;
};

const notInPrices: Asked = (moment, { byOwnPrices, slackMs }) => {
  if (byOwnPrices === null || byOwnPrices.some((own) => near(slackMs, moment, own))) return null;
  return { why: 'not in prices', at: null };
};

/** The first that holds is told. */
const questions: readonly Asked[] = [
  rang,
  notSetYet,
  anotherRule,
  monitoringPaused,
  paused,
  expired,
  notSeen,
  restedOrCooling,
  armedLater,
  notInPrices,
];

/** Why an alarm was silent, or that it was not, at a moment at which by the candles its condition came true. */
export function silenceAt(moment: Pick<Firing, 't' | 'proof'>, known: Known): Silence {
  for (const ask of questions) {
    const answer = ask(moment, known);
    if (answer !== null) return answer;
  }
  return { why: 'not ready', at: null };
}
