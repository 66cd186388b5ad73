import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { type Desk, nowOf } from '../desk.ts';
import { firingsOf } from '../firing-list.ts';
import { historyMs } from '../history.ts';
import { refusal } from './refuse.ts';

/** A day has 5,760 ticks of 15 s; a screen has fewer columns. */
const pointMs = 60_000;

/** The last price of each minute, so that times are strictly increasing. */
export function chartPoints(samples: readonly Sample[]): [EpochMs, number][] {
  const byMinute = new Map<number, [EpochMs, number]>();
  for (const { t, price } of samples) byMinute.set(Math.ceil(t / pointMs), [t, price]);
  return [...byMinute.values()];
}

export function createChartCommands(desk: Desk): Pick<Handlers, 'chart.get'> {
  return {
    async 'chart.get'({ pairId }) {
      const watched = desk.pairs.get(pairId);
      if (watched === undefined) throw refusal(desk, 'unknown-pair', 'error.unknown-pair');
      const history = await desk.history.fill(watched.pair, nowOf(desk, watched.pair));
      const from = nowOf(desk, watched.pair) - historyMs;
      return {
        points: chartPoints(desk.history.samplesOf(pairId, from)),
        firings: firingsOf(desk, pairId, from),
        history,
      };
    },
  };
}
