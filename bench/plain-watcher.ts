import { writeFileSync } from 'node:fs';
import type { Alarm } from '../src-core/alarm.ts';
import { windowOf } from '../src-core/condition.ts';

interface Point {
  t: number;
  price: number;
}

/**
 * The straightforward way, to compare with: every pair an array of objects, every alarm a scan over it, the whole
 * state one JSON file written anew at each tick.
 */
export interface PlainWatcher {
  readonly history: Map<string, Point[]>;
  readonly tick: (t: number, prices: ReadonlyMap<string, number>) => number;
}

const day = 86_400_000;

function comesTrue(alarm: Alarm, points: readonly Point[], t: number, price: number): boolean {
  const { condition } = alarm;
  const previous = points.at(-2)?.price ?? price;
  const windowMs = windowOf(condition);
  const seen = windowMs === null ? points : points.filter((point) => point.t >= t - windowMs);
  switch (condition.kind) {
    case 'target':
      return previous < condition.price !== price < condition.price;
    case 'channel':
      return price < condition.low || price > condition.high;
    case 'extreme': {
      const best = seen.reduce(
        (found, point) =>
          condition.extreme === 'max' ? Math.max(found, point.price) : Math.min(found, point.price),
        price,
      );
      return (Math.abs(best - price) / best) * 100 >= condition.percent;
    }
    case 'step':
    case 'move': {
      const base = seen[0]?.price ?? price;
      const percent = condition.kind === 'step' ? condition.every : condition.percent;
      return (Math.abs(price - base) / base) * 100 >= percent;
    }
  }
}

export function createPlainWatcher(alarms: readonly Alarm[], file: string | null): PlainWatcher {
  const history = new Map<string, Point[]>();
  return {
    history,
    tick(t, prices) {
      let fired = 0;
      for (const [id, price] of prices) {
        const points = (history.get(id) ?? []).filter((point) => point.t > t - day);
        points.push({ t, price });
        history.set(id, points);
      }
      for (const alarm of alarms) {
        const points = history.get(alarm.pairId) ?? [];
        if (comesTrue(alarm, points, t, points.at(-1)?.price ?? 0)) fired += 1;
      }
      if (file !== null) {
        writeFileSync(file, JSON.stringify({ alarms, history: Object.fromEntries(history) }, null, 2));
      }
      return fired;
    },
  };
}
