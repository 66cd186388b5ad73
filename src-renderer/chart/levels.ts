import type { AlarmId, AlarmView } from '../../src-core/alarm.ts';
import { type Condition, windowOf } from '../../src-core/condition.ts';
import type { Percent, Price } from '../../src-core/pair.ts';

/** Which number of a condition a level is; null: it follows from prices, and cannot be dragged. */
export type LevelPart = 'price' | 'low' | 'high' | null;

/** A price at which an alarm rings. */
export interface Level {
  readonly key: string;
  readonly alarmId: AlarmId;
  readonly price: Price;
  readonly part: LevelPart;
  /** Paused: it is there, and rings at nothing. */
  readonly resting: boolean;
}

/** What a window alarm watches: its window, and the prices between what it is measured from and where it rings. */
export interface Band {
  readonly alarmId: AlarmId;
  readonly ms: number;
  readonly low: Price;
  readonly high: Price;
}

type Shown = Pick<AlarmView, 'id' | 'condition' | 'state' | 'upLevel' | 'downLevel'>;

const isOver = ({ state }: Shown) => state === 'fired' || state === 'expired';

function typedLevels({ condition }: Shown): [Exclude<LevelPart, null>, Price][] {
  if (condition.kind === 'target') return [['price', condition.price]];
  if (condition.kind !== 'channel') return [];
  return [
    ['low', condition.low],
    ['high', condition.high],
  ];
}

/** The levels of an alarm as a chart shows them; none of one that is over. */
export function levelsOf(alarm: Shown): Level[] {
  const { id: alarmId, upLevel, downLevel } = alarm;
  if (isOver(alarm)) return [];
  const resting = alarm.state === 'paused';
  const typed = typedLevels(alarm);
  if (typed.length > 0) {
    return typed.map(([part, price]) => ({ key: `${alarmId} ${part}`, alarmId, price, part, resting }));
  }
  const ends = [
    ['up', upLevel],
    ['down', downLevel],
  ] as const;
  return ends.flatMap(([name, price]) =>
    price === null ? [] : [{ key: `${alarmId} ${name}`, alarmId, price, part: null, resting }],
  );
}

/** What a level was measured from: the low below an upper one, the high above a lower one. */
const lowBelow = (level: Price, percent: Percent) => level / (1 + percent / 100);
const highAbove = (level: Price, percent: Percent) => level / (1 - percent / 100);

/** The stretch and the prices that a window alarm watches now; null of any other. */
export function bandOf(alarm: Shown): Band | null {
  const { condition, upLevel, downLevel } = alarm;
  const ms = windowOf(condition);
  if (ms === null || isOver(alarm) || (condition.kind !== 'move' && condition.kind !== 'extreme'))
    return null;
  const { percent } = condition;
  const ends = [
    ...(upLevel === null ? [] : [lowBelow(upLevel, percent), upLevel]),
    ...(downLevel === null ? [] : [downLevel, highAbove(downLevel, percent)]),
  ];
  if (ends.length === 0) return null;
  return { alarmId: alarm.id, ms, low: Math.min(...ends), high: Math.max(...ends) };
}

/** On which side of a price another one lies; 0 where it is not known. */
const sideOf = (price: Price, now: Price | null) => (now === null ? 0 : Math.sign(price - now));

/**
 * The condition with one of its levels at another price; null where that is none. A target that is dragged across the
 * price now is reached from the other side from then on. Ends of a channel that are dragged past each other change places.
 */
export function withLevel(
  condition: Condition,
  part: LevelPart,
  price: Price,
  now: Price | null,
): Condition | null {
  if (!Number.isFinite(price) || price <= 0) return null;
  if (condition.kind === 'target' && part === 'price') {
    const [before, after] = [sideOf(condition.price, now), sideOf(price, now)];
    const crossed = condition.direction !== 'any' && before * after < 0;
    return { ...condition, price, direction: crossed ? (after > 0 ? 'up' : 'down') : condition.direction };
  }
  if (condition.kind !== 'channel' || (part !== 'low' && part !== 'high')) return null;
  const other = part === 'low' ? condition.high : condition.low;
  if (price === other) return null;
  return { ...condition, low: Math.min(price, other), high: Math.max(price, other) };
}
