import { type Condition, modeOf, type WantedDirection } from '../../src-core/condition.ts';
import { alarmRule } from '../../src-shared/contract/schemas.ts';
import { defaultCooldownMs, type Loose, usualAlarm } from '../storage/rules-migrations.ts';
import { fieldOf, type ImportedAlarm, type ImportHelp, shown } from './imported.ts';

/** Both vocabularies of the first app: what it did, and what its documentation says. */
const directions: Readonly<Record<string, WantedDirection>> = {
  up: 'up',
  fromBelow: 'up',
  down: 'down',
  fromAbove: 'down',
  any: 'any',
};
const extremes: Readonly<Record<string, 'max' | 'min'>> = {
  max: 'max',
  downFromMax: 'max',
  min: 'min',
  upFromMin: 'min',
};
const kinds: Readonly<Record<string, 'target' | 'extreme' | 'timeframe'>> = {
  target: 'target',
  extreme: 'extreme',
  percentChange: 'extreme',
  timeframe: 'timeframe',
};
const sinceStart = new Set<unknown>(['since_start', 'sinceStart']);
const minuteMs = 60_000;
const unitMs: Readonly<Record<string, number>> = { hours: 60 * minuteMs, days: 1_440 * minuteMs };

function lookUp<T>(words: Readonly<Record<string, T>>, word: unknown): T | undefined {
  return typeof word === 'string' && Object.hasOwn(words, word) ? words[word] : undefined;
}

/** The first of these fields that is there. */
function field(record: Loose, ...names: string[]): unknown {
  return names.map((name) => record[name]).find((value) => value !== undefined && value !== null);
}

/** A number, also as the first app's pages sent it: `"51000"`. */
function numberOf(value: unknown): unknown {
  return typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
}

/** Times were seconds in Python and ms in the browser; no alarm is older than 1973. */
const earliestMs = 1e11;

/** A time of the first app as epoch ms; null where it is none. */
export function timeOf(value: unknown): number | null {
  const number = typeof value === 'string' && Number.isNaN(Number(value)) ? Date.parse(value) : Number(value);
  if (value === null || value === '' || !Number.isFinite(number) || number <= 0) return null;
  return Math.round(number < earliestMs ? number * 1_000 : number);
}

/** As the original wrote it; what does not fit fails the schema behind it. */
function conditionOf(record: Loose): unknown {
  const direction = lookUp(directions, field(record, 'direction') ?? 'any');
  const percent = numberOf(field(record, 'percentage', 'percent'));
  const kind = lookUp(kinds, record['type']);
  if (kind === 'target') {
    return { kind, price: numberOf(field(record, 'targetPrice', 'price')), direction };
  }
  if (kind === 'extreme') {
    const extreme = lookUp(extremes, field(record, 'extremeType', 'changeType'));
    return { kind, extreme, percent, since: { kind: 'pair added' } };
  }
  return kind === 'timeframe'
    ? { kind: 'move', percent, direction, over: overOf(record) }
    : { kind: record['type'] };
}

/** Only the change from end to end counted there, so that a spike inside was missed; here every move within counts. */
function overOf(record: Loose): unknown {
  const unit = field(record, 'timeUnit', 'unit');
  if (sinceStart.has(unit)) return { kind: 'since start' };
  const minutes = field(record, 'timeframeMinutes');
  const count = numberOf(field(record, 'timeValue', 'value') ?? minutes);
  // An unknown unit was taken for minutes there too.
  const ms = typeof count === 'number' ? Math.round(count * (lookUp(unitMs, unit) ?? minuteMs)) : count;
  return { kind: 'window', ms, from: 'extreme' };
}

export interface FirstAppAlarm {
  readonly imported: ImportedAlarm;
  /** It had rung and was silent for good there, so it comes in paused. */
  readonly hadFired: boolean;
}

/** @param pairKey what the file calls its pair */
export function readFirstAppAlarm(
  record: Loose,
  pairKey: string,
  index: number,
  { say, newId, now }: ImportHelp,
): FirstAppAlarm {
  const condition = conditionOf(record) as Condition;
  const hadFired = record['triggered'] === true && record['resetting'] !== true;
  const id = newId();
  const isMove = condition.kind === 'move' && typeof condition.over === 'object';
  const parsed = alarmRule.safeParse({
    ...usualAlarm,
    id,
    pairId: pairKey,
    condition,
    mode: isMove ? modeOf(condition) : 'once',
    cooldownMs: defaultCooldownMs,
    paused: hadFired,
    createdAt: timeOf(record['createdAt']) ?? now,
  });
  if (parsed.success) {
    return { imported: { kind: 'whole', alarm: parsed.data, spareId: id }, hadFired };
  }
  const what = say('import.what.alarm', { number: index + 1, pair: shown(pairKey) || '?' });
  const why = say('import.refused.alarm', { field: fieldOf(parsed.error.issues) });
  return { imported: { kind: 'refused', refused: { what, why } }, hadFired: false };
}
