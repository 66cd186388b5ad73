import type { AlarmView } from '../../src-core/alarm.ts';
import type { PairView, Snapshot, Update } from '../../src-shared/contract/schemas.ts';
import { binance, cannedAlarm, cannedPair, cannedSnapshot, target } from './canned.ts';

const tickSizes = [0.01, 0.001, 0.0001, 0.00001] as const;
const alarmsEach = 1;

/** So many pairs of all sizes of price, each with alarms. */
export function manyPairs(count: number): Snapshot {
  const pairs = Array.from({ length: count }, (_, index) => {
    const tickSize = tickSizes[index % tickSizes.length] ?? 0.01;
    return cannedPair(`P${String(index).padStart(3, '0')}`, (10 + index * 13) * tickSize * 100, {
      name: `Coin number ${index}`,
      tickSize,
      change24h: ((index * 37) % 100) / 10 - 5,
    });
  });
  const alarms = pairs.flatMap((pair, index) =>
    Array.from({ length: alarmsEach }, (_, nth) => {
      const level = (pair.price ?? 1) * (1.02 + nth * 0.03);
      return cannedAlarm(pair, target(level), {
        upLevel: level,
        percentToGo: 2 + nth * 3 + (index % 10) / 10,
      });
    }),
  );
  return cannedSnapshot({ pairs, alarms, sources: [{ ...binance, pairs: count }] });
}

/** Moves some pairs and their alarms, as a host tells it: the text that travels. */
export function createMarket(snapshot: Snapshot): (seq: number, ids: readonly number[]) => string {
  const alarmsOf = Map.groupBy(snapshot.alarms, (alarm) => alarm.pairId);
  return (seq, ids) => {
    const pairs: PairView[] = [];
    const alarms: AlarmView[] = [];
    for (const index of ids) {
      const pair = snapshot.pairs[index];
      if (!pair) continue;
      const price = (pair.price ?? 1) * (1 + (((seq * 7 + index) % 21) - 10) / 10_000);
      const t = (pair.t ?? 0) + seq * 1_000;
      pairs.push({ ...pair, price, t, change24h: (pair.change24h ?? 0) + (seq % 10) / 100 });
      for (const alarm of alarmsOf.get(pair.id) ?? []) {
        alarms.push({ ...alarm, percentToGo: (alarm.percentToGo ?? 1) + (seq % 7) / 10 });
      }
    }
    return JSON.stringify({ seq, at: snapshot.at + seq * 1_000, pairs, alarms } satisfies Update);
  };
}
