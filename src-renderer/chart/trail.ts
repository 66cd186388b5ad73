import type { AlarmView } from '../../src-core/alarm.ts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { Bar } from './bars.ts';

/** Where an extreme alarm would have rung at each bar. */
export interface Trail {
  readonly alarmId: string;
  readonly points: readonly { readonly t: EpochMs; readonly price: Price }[];
}

type Shown = Pick<
  AlarmView,
  'id' | 'condition' | 'state' | 'upLevel' | 'downLevel' | 'createdAt' | 'lastFiredAt'
>;

/** The highest of the values since `windowMs` before each time; `values` and `times` belong together. */
function highestSince(values: readonly number[], times: readonly EpochMs[], windowMs: number): number[] {
  const queue: number[] = [];
  let first = 0;
  return values.map((value, index) => {
    while (queue.length > first && (values[queue.at(-1) ?? 0] ?? 0) <= value) queue.pop();
    queue.push(index);
    while ((times[queue[first] ?? index] ?? 0) <= (times[index] ?? 0) - windowMs) first += 1;
    return values[queue[first] ?? index] ?? value;
  });
}

function sinceOf({ condition, createdAt, lastFiredAt }: Shown, pairAddedAt: EpochMs): EpochMs {
  if (condition.kind !== 'extreme' || condition.since.kind === 'window') return Number.NEGATIVE_INFINITY;
  return condition.since.kind === 'pair added' ? pairAddedAt : Math.max(createdAt, lastFiredAt ?? 0);
}

/**
 * The level of an extreme alarm over time: p percent off the highest high (the lowest low) that counted at each bar. It
 * ends at the level that the host tells, and never lies beyond it: what was before the alarm does not count.
 * Null of any other alarm.
 */
export function trailOf(alarm: Shown, bars: readonly Bar[], pairAddedAt: EpochMs): Trail | null {
  const { condition } = alarm;
  if (condition.kind !== 'extreme' || alarm.state === 'fired' || alarm.state === 'expired') return null;
  const falls = condition.extreme === 'max';
  const level = falls ? alarm.downLevel : alarm.upLevel;
  if (level === null) return null;
  const since = sinceOf(alarm, pairAddedAt);
  const counted = bars.filter((bar) => bar.t >= since);
  const windowMs = condition.since.kind === 'window' ? condition.since.ms : Number.POSITIVE_INFINITY;
  const times = counted.map((bar) => bar.t);
  // The lowest of prices is the highest of their negatives.
  const extremes = highestSince(
    counted.map((bar) => (falls ? bar.high : -bar.low)),
    times,
    windowMs,
  );
  const factor = falls ? 1 - condition.percent / 100 : -(1 + condition.percent / 100);
  const slides = windowMs !== Number.POSITIVE_INFINITY;
  const points = extremes.map((extreme, index) => {
    const price = extreme * factor;
    const clamped = falls ? Math.min(price, level) : Math.max(price, level);
    return { t: times[index] ?? 0, price: slides ? price : clamped };
  });
  const last = points.at(-1);
  if (last !== undefined) points[points.length - 1] = { ...last, price: level };
  return { alarmId: alarm.id, points };
}
