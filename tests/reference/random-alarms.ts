/** Alarms of every condition and mode, and what a user changes of them. */
import fc from 'fast-check';
import type { Alarm, AlarmId } from '../../src-core/alarm.ts';
import { assertNever } from '../../src-core/assert-never.ts';
import {
  type AlarmMode,
  type Condition,
  type ExtremeSince,
  type MoveOver,
  type WantedDirection,
} from '../../src-core/condition.ts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { Market } from './random-samples.ts';
import { minute, oneIn, type Pace, randomWindow, second, times, wholePrice } from './random-values.ts';
import { scaledCondition } from './scaled.ts';

export type ConditionKind = Condition['kind'];

export interface AlarmRecipe {
  readonly condition: Condition;
  /** A target exactly at the price of the sample before; a channel with an end there. */
  readonly atPrice: boolean;
  readonly settings: Settings;
}

/** What of an alarm is changed without arming it, but for an expiry moved into the future. */
export type Settings = Pick<Alarm, 'mode' | 'cooldownMs' | 'wayBack' | 'paused'> & {
  /** From the command on, or before it; null for never. */
  readonly expiresIn: number | null;
};

export type EditRecipe =
  | { readonly edit: 'condition'; readonly condition: Condition }
  | { readonly edit: 'note' }
  | { readonly edit: 'settings'; readonly settings: Partial<Settings> };

const randomPercent = fc.constantFrom(1, 2, 3, 5, 5, 10, 10, 20);
const randomDirection = fc.constantFrom<WantedDirection>('up', 'down', 'any');

function conditionsOf(pace: Pace): Record<ConditionKind, fc.Arbitrary<Condition>> {
  const since: fc.Arbitrary<ExtremeSince> = fc.oneof(
    fc.constant({ kind: 'pair added' as const }),
    fc.constant({ kind: 'alarm armed' as const }),
    fc.record({ kind: fc.constant('window' as const), ms: randomWindow(pace) }),
  );
  const window = fc.record({
    kind: fc.constant('window' as const),
    ms: randomWindow(pace),
    from: fc.constantFrom<'extreme' | 'start'>('extreme', 'start'),
  });
  const over: fc.Arbitrary<MoveOver> = fc.oneof(times({ kind: 'since start' as const }, 1), {
    arbitrary: window,
    weight: 2,
  });
  const channel = fc.record({
    low: wholePrice,
    width: fc.constantFrom(1, 2, 5, 5, 10, 20),
    when: fc.constantFrom<'leaves' | 'enters'>('leaves', 'enters'),
  });
  return {
    target: fc.record({
      kind: fc.constant('target' as const),
      price: wholePrice,
      direction: randomDirection,
    }),
    channel: channel.map(({ low, width, when }) => ({ kind: 'channel', low, high: low + width, when })),
    extreme: fc.record({
      kind: fc.constant('extreme' as const),
      extreme: fc.constantFrom<'max' | 'min'>('max', 'min'),
      percent: randomPercent,
      since,
    }),
    move: fc.record({
      kind: fc.constant('move' as const),
      percent: randomPercent,
      direction: randomDirection,
      over,
    }),
    step: fc.record({
      kind: fc.constant('step' as const),
      every: fc.constantFrom(0.5, 1, 2, 5, 5, 10, 60),
      unit: fc.constantFrom<'percent' | 'quote'>('percent', 'quote'),
    }),
  };
}

export function randomCondition(pace: Pace, kinds: readonly ConditionKind[]): fc.Arbitrary<Condition> {
  const conditions = conditionsOf(pace);
  return fc.oneof(...kinds.map((kind) => conditions[kind]));
}

const randomCooldown = fc.constantFrom(second, 15 * second, minute, minute, 10 * minute);
const randomMode = fc.constantFrom<AlarmMode>('once', 'repeat');
const randomWayBack = fc.constantFrom(0, 0, 0.001, 0.003, 0.01, 0.01, 0.02, 0.05, 0.1);
const randomExpiry = fc.constantFrom(null, -minute, 0, 15 * second, minute, 5 * minute, 60 * minute);

export function randomAlarm(pace: Pace, kinds: readonly ConditionKind[]): fc.Arbitrary<AlarmRecipe> {
  return fc.record({
    condition: randomCondition(pace, kinds),
    atPrice: oneIn(4),
    settings: fc.record({
      mode: randomMode,
      cooldownMs: randomCooldown,
      wayBack: randomWayBack,
      paused: oneIn(20),
      expiresIn: fc.oneof(times(null, 8), { arbitrary: randomExpiry, weight: 1 }),
    }),
  });
}

export function randomEdit(pace: Pace, kinds: readonly ConditionKind[]): fc.Arbitrary<EditRecipe> {
  const settings = fc.oneof(
    fc.record({ mode: randomMode }),
    fc.record({ cooldownMs: randomCooldown }),
    fc.record({ wayBack: randomWayBack }),
    fc.record({ expiresIn: randomExpiry }),
  );
  return fc.oneof(
    fc.record({ edit: fc.constant('condition' as const), condition: randomCondition(pace, kinds) }),
    fc.record({ edit: fc.constant('settings' as const), settings }),
    { arbitrary: fc.constant({ edit: 'note' as const }), weight: 1 },
  );
}

export function alarmOf(id: AlarmId, recipe: AlarmRecipe, at: EpochMs, market: Market): Alarm {
  const { expiresIn, ...settings } = recipe.settings;
  const last = market.samples.at(-1)?.price;
  const condition = scaledCondition(recipe.condition, market.factor);
  return inItsMode({
    id,
    pairId: 'simulated:random',
    condition: recipe.atPrice && last !== undefined ? placedAt(condition, last) : condition,
    ...settings,
    expiresAt: expiresIn === null ? null : at + expiresIn,
    urgency: 'loud',
    note: '',
    createdAt: at,
  });
}

export function edited(alarm: Alarm, change: EditRecipe, at: EpochMs, { factor }: Market): Alarm {
  switch (change.edit) {
    case 'note':
      return { ...alarm, note: `${alarm.note}.` };
    case 'condition':
      return inItsMode({ ...alarm, condition: scaledCondition(change.condition, factor) });
    case 'settings': {
      const { expiresIn, ...settings } = change.settings;
      const expires =
        expiresIn === undefined ? {} : { expiresAt: expiresIn === null ? null : at + expiresIn };
      return inItsMode({ ...alarm, ...settings, ...expires });
    }
    default:
      return assertNever(change);
  }
}

/** `since start` always repeats. */
function inItsMode(alarm: Alarm): Alarm {
  const { condition } = alarm;
  const always = condition.kind === 'move' && condition.over.kind === 'since start';
  return always ? { ...alarm, mode: 'repeat' } : alarm;
}

function placedAt(condition: Condition, price: Price): Condition {
  if (condition.kind === 'target') return { ...condition, price };
  if (condition.kind !== 'channel') return condition;
  const width = condition.high - condition.low;
  return condition.when === 'leaves'
    ? { ...condition, low: price, high: price + width }
    : { ...condition, low: price / 2, high: price };
}
