import type { AlarmView } from '../src-core/alarm.ts';
import type { Direction } from '../src-core/condition.ts';
import type { PairId, Price } from '../src-core/pair.ts';
import type { PairView } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import { alarmView } from './views.ts';

/** An alarm that may ring next, with the nearer of its levels. */
export interface NearAlarm {
  readonly pair: PairView;
  readonly level: Price;
  readonly direction: Direction;
  /** How far the price has to go, in percent of itself. */
  readonly percent: number;
}

function nearerLevel(
  { upLevel, downLevel }: AlarmView,
  price: Price,
): Pick<NearAlarm, 'level' | 'direction'> | null {
  const up = upLevel === null ? null : ({ level: upLevel, direction: 'up' } as const);
  const down = downLevel === null ? null : ({ level: downLevel, direction: 'down' } as const);
  if (up === null || down === null) return up ?? down;
  return up.level - price <= price - down.level ? up : down;
}

/**
 * The alarms nearest to ringing, nearest first. Of each pair only the nearest level is looked at first, so that thousands of
 * alarms cost no more than their pairs.
 */
export function nearAlarms(desk: Desk, pairs: ReadonlyMap<PairId, PairView>, most: number): NearAlarm[] {
  const nearest = [...pairs.values()]
    .flatMap((pair) => {
      const percent = pair.stale ? null : desk.engine.nearestLevel(pair.id);
      return percent === null ? [] : [{ pair, percent }];
    })
    .toSorted((a, b) => a.percent - b.percent)
    // Whatever else is near belongs to one of these.
    .slice(0, most);
  return nearest
    .flatMap(({ pair }) => desk.engine.alarmsOf(pair.id).map(({ id }) => alarmView(desk, id, pair.id)))
    .flatMap((alarm) => {
      const pair = alarm === null ? undefined : pairs.get(alarm.pairId);
      if (alarm === null || alarm.percentToGo === null || alarm.state !== 'armed') return [];
      if (pair === undefined || pair.price === null) return [];
      const level = nearerLevel(alarm, pair.price);
      return level === null ? [] : [{ ...level, pair, percent: alarm.percentToGo }];
    })
    .toSorted((a, b) => a.percent - b.percent)
    .slice(0, most);
}
