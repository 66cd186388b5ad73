import type { Candle } from '../../src-core/sample.ts';
import { type ChartCandle, chartRanges } from '../../src-shared/contract/chart.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { createChartCandles } from '../chart-candles.ts';
import { type Desk, sourceOf } from '../desk.ts';
import { firingsOf } from '../firing-list.ts';
import { watchedPairOf } from './lookup.ts';

/** More marks than this hide what they stand on. */
const mostFirings = 300;

const row = ({ openTime, open, high, low, close }: Candle): ChartCandle => [openTime, open, high, low, close];

export function createChartCommands(desk: Desk): Pick<Handlers, 'chart.get'> {
  const candlesFor = createChartCandles(desk);
  return {
    async 'chart.get'({ pairId, range = '1D' }) {
      const watched = watchedPairOf(desk, pairId);
      const { from, candles, history } = await candlesFor(watched, range);
      return {
        range,
        barMs: chartRanges[range].barMs,
        candles: candles.map(row),
        singlePrices: sourceOf(desk, watched.pair.source).feed.capabilities.pointCandles,
        firings: firingsOf(desk, pairId, from).slice(-mostFirings),
        history,
      };
    },
  };
}
