/** The fixed set of alarms that each recording is replayed with: every condition, ringing once and repeating. */
import type { Alarm } from '../../src-core/alarm.ts';
import { type AlarmMode, type Condition, modeOf } from '../../src-core/condition.ts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import {
  alarmArmed,
  btc,
  channel,
  fallFromMax,
  hour,
  minute,
  move,
  pairAdded,
  riseFromMin,
  sinceStart,
  step,
  target,
} from '../../src-core/testing/scenario.ts';

const lastHour = { kind: 'window', ms: hour } as const;
const lastTwoDays = { kind: 'window', ms: 48 * hour } as const;
const hourFrom = (from: 'extreme' | 'start') => ({ ...lastHour, from }) as const;
const daysFrom = (from: 'extreme' | 'start') => ({ ...lastTwoDays, from }) as const;

/** A level that a person would type: four digits, `percent` away from a price. */
function typed(price: Price, percent: number): Price {
  return Number((price * (1 + percent / 100)).toPrecision(4));
}

/** By name; levels are set from the first price. */
export function fixedConditions(first: Price): Readonly<Record<string, Condition>> {
  return {
    'target 3 % above, up': target(typed(first, 3), 'up'),
    'target 5 % below, down': target(typed(first, -5), 'down'),
    'target 2 % below, any': target(typed(first, -2), 'any'),
    'channel of ±3 %, leaves': channel(typed(first, -3), typed(first, 3), 'leaves'),
    'channel 6 to 4 % below, enters': channel(typed(first, -6), typed(first, -4), 'enters'),
    'fall of 10 % from max, since added': fallFromMax(10, pairAdded),
    'fall of 5 % from max, since armed': fallFromMax(5, alarmArmed),
    'fall of 3 % from max, in 1 h': fallFromMax(3, lastHour),
    'fall of 8 % from max, in 2 days': fallFromMax(8, lastTwoDays),
    'rise of 10 % from min, since added': riseFromMin(10, pairAdded),
    'rise of 5 % from min, since armed': riseFromMin(5, alarmArmed),
    'rise of 3 % from min, in 1 h': riseFromMin(3, lastHour),
    'rise of 8 % from min, in 2 days': riseFromMin(8, lastTwoDays),
    'move of 2 % in 1 h from extreme, up': move(2, 'up', hourFrom('extreme')),
    'move of 2 % in 1 h from extreme, down': move(2, 'down', hourFrom('extreme')),
    'move of 4 % in 1 h from extreme, any': move(4, 'any', hourFrom('extreme')),
    'move of 6 % in 2 days from extreme, any': move(6, 'any', daysFrom('extreme')),
    'move of 2 % in 1 h from start, up': move(2, 'up', hourFrom('start')),
    'move of 2 % in 1 h from start, down': move(2, 'down', hourFrom('start')),
    'move of 4 % in 1 h from start, any': move(4, 'any', hourFrom('start')),
    'move of 6 % in 2 days from start, any': move(6, 'any', daysFrom('start')),
    'move of 2 % since start': move(2, 'any', sinceStart),
    'step of 1.5 %': step(1.5, 'percent'),
    'step of quote units, 2 % of the first price': step(Number((first * 0.02).toPrecision(1))),
  };
}

/** Two alarms for each condition, `once` and `repeat` with a cooldown of five minutes; `since start` always repeats. */
export function fixedAlarms(first: Price, createdAt: EpochMs): Alarm[] {
  return Object.entries(fixedConditions(first)).flatMap(([name, condition]) => {
    const modes: readonly AlarmMode[] = modeOf(condition) === 'once' ? ['once', 'repeat'] : ['repeat'];
    return modes.map((mode) => alarmOf(`${name}, ${mode}`, condition, mode, createdAt));
  });
}

function alarmOf(id: string, condition: Condition, mode: AlarmMode, createdAt: EpochMs): Alarm {
  return {
    id,
    pairId: btc.id,
    condition,
    mode,
    cooldownMs: 5 * minute,
    wayBack: 0.003,
    urgency: 'loud',
    note: '',
    expiresAt: null,
    paused: false,
    createdAt,
  };
}
