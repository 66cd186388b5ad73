/** The ways in which recorded minutes reach the engine. */
import { type Candle, type Sample, sampleOfClosedCandle } from '../../src-core/sample.ts';

/** Quotes of 15 seconds: a minute is its open, low, high, close at :15, :30, :45, :60. */
const quarters = ['open', 'low', 'high', 'close'] as const;
const quarterMs = 15_000;

/** Each minute at its end, as the runtime fetches it after a hole. */
function asCandles(minutes: readonly Candle[]): Sample[] {
  return minutes.map(sampleOfClosedCandle);
}

/** Quotes that know what was traded since the quote before; after a minute without trades there is none before. */
function asQuotes(minutes: readonly Candle[]): Sample[] {
  return minutes.flatMap((candle, index) => {
    const before = minutes[index - 1];
    const follows = before !== undefined && before.openTime + before.intervalMs === candle.openTime;
    let last = follows ? before.close : candle.open;
    return quarters.map((name, quarter): Sample => {
      const [t, price] = [candle.openTime + (quarter + 1) * quarterMs, candle[name]];
      const range = { low: Math.min(last, price), high: Math.max(last, price), from: t - quarterMs };
      last = price;
      return { t, price, range, kind: 'quote' };
    });
  });
}

/** Quotes with the running candle so far, as the runtime asks for it where a level is near. */
function asRunning(minutes: readonly Candle[]): Sample[] {
  return minutes.flatMap(({ openTime, ...candle }) => {
    let [low, high] = [candle.open, candle.open];
    return quarters.map((name, quarter): Sample => {
      const price = candle[name];
      low = Math.min(low, price);
      high = Math.max(high, price);
      const t = openTime + (quarter + 1) * quarterMs;
      return { t, price, range: { low, high, from: openTime }, kind: 'quote' };
    });
  });
}

export const ways = { candles: asCandles, quotes: asQuotes, running: asRunning } as const;
export type Way = keyof typeof ways;
export const wayNames = Object.keys(ways) as Way[];
