import type { EpochMs, Pair, PairId, Price } from '../src-core/pair.ts';
import type { Candle } from '../src-core/sample.ts';
import type { Feed, Quote, RunningCandle } from './feed.ts';
import { resolveFromSymbols } from './resolve-symbol.ts';
import { answered } from './result.ts';
import { keyOf, type Market, marketOf, symbols } from './simulated/markets.ts';
import { stepMs, walkAt } from './simulated/walk.ts';

export interface SimulatedSettings {
  readonly now: () => EpochMs;
  /** The same seed gives the same prices at the same times. */
  readonly seed: number;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;
const candleIntervalsMs: readonly number[] = [minuteMs, hourMs, dayMs];
/** A year of days would take seconds to work out in steps of five. */
const longStepMs = 5 * minuteMs;
/** Pairs times hours of a day, twice over. */
const mostKeptHours = 500;

/** Made-up prices that need no network: for the demo, and for looking around offline. */
export function createSimulatedFeed({ now, seed }: SimulatedSettings): Feed {
  const hours = new Map<string, { low: Price; high: Price }>();

  function priceAt(key: string, market: Market, t: EpochMs): Price {
    const factor =
      key === 'ETHBTC' ? walkAt(seed, 'ETHUSDT', t) / walkAt(seed, 'BTCUSDT', t) : walkAt(seed, key, t);
    return Number((market.middle * factor).toFixed(market.digits));
  }

  /** Lowest and highest price that stood in `[from, to]`. */
  function rangeOf(key: string, market: Market, from: EpochMs, to: EpochMs) {
    let low = Number.POSITIVE_INFINITY;
    let high = 0;
    const every = to - from >= dayMs ? longStepMs : stepMs;
    for (let t = from; t < to + every; t += every) {
      const price = priceAt(key, market, Math.min(t, to));
      low = Math.min(low, price);
      high = Math.max(high, price);
    }
    return { low, high };
  }

  /** Whole hours are kept: a day has 17,280 steps, and every tick asks for it. */
  function dayRange(key: string, market: Market, to: EpochMs) {
    const from = to - dayMs;
    const ranges = [rangeOf(key, market, from, Math.ceil(from / hourMs) * hourMs)];
    for (let hour = Math.ceil(from / hourMs) * hourMs; hour < to; hour += hourMs) {
      const end = hour + hourMs;
      ranges.push(end > to ? rangeOf(key, market, hour, to) : keptHour(key, market, hour));
    }
    return {
      low: Math.min(...ranges.map(({ low }) => low)),
      high: Math.max(...ranges.map(({ high }) => high)),
    };
  }

  function keptHour(key: string, market: Market, hour: EpochMs) {
    const name = `${key} ${hour}`;
    const kept = hours.get(name);
    if (kept !== undefined) return kept;
    const range = rangeOf(key, market, hour, hour + hourMs);
    if (hours.size >= mostKeptHours) hours.clear();
    hours.set(name, range);
    return range;
  }

  function quoteOf(pairId: PairId, at: EpochMs): Quote | null {
    const key = keyOf(pairId);
    const market = marketOf(key);
    if (market === null) return null;
    const price = priceAt(key, market, at);
    const { low, high } = dayRange(key, market, at);
    const change24h = (price / priceAt(key, market, at - dayMs) - 1) * 100;
    return { pairId, price, t: null, change24h, high24h: high, low24h: low };
  }

  function candlesOf(pair: Pair, intervalMs: number, from: EpochMs, to: EpochMs): readonly Candle[] {
    if (!candleIntervalsMs.includes(intervalMs)) throw new RangeError(`no candles of ${intervalMs} ms`);
    const key = keyOf(pair.id);
    const market = marketOf(key);
    const candles: Candle[] = [];
    if (market === null) return candles;
    const closedBy = Math.min(to, now());
    for (let t = Math.ceil(from / intervalMs) * intervalMs; t + intervalMs <= closedBy; t += intervalMs) {
      const close = priceAt(key, market, t + intervalMs);
      const range = rangeOf(key, market, t, t + intervalMs);
      candles.push({ openTime: t, intervalMs, open: priceAt(key, market, t), ...range, close });
    }
    return candles;
  }

  function runningCandleOf(pair: Pair): RunningCandle {
    const key = keyOf(pair.id);
    const market = marketOf(key);
    if (market === null) return { running: null, closed: null };
    const at = now();
    const openTime = Math.floor(at / minuteMs) * minuteMs;
    const range = rangeOf(key, market, openTime, at);
    const [open, close] = [priceAt(key, market, openTime), priceAt(key, market, at)];
    const [closed = null] = candlesOf(pair, minuteMs, openTime - minuteMs, openTime);
    return { running: { openTime, intervalMs: minuteMs, open, ...range, close }, closed };
  }

  return {
    id: 'simulated',
    name: 'Simulated market',
    capabilities: { candleIntervalsMs, candleReachMs: {}, pointCandles: false, runningCandle: true },
    ownIntervalMs: null,
    quotes: async (pairs) => {
      const at = now();
      const ids = [...new Set(pairs.map((pair) => pair.id))];
      const found = ids.map((pairId) => quoteOf(pairId, at));
      const quotes = found.filter((quote) => quote !== null);
      return answered({ quotes, missing: ids.filter((_, index) => found[index] === null) }, null);
    },
    candles: async (pair, intervalMs, from, to) => answered(candlesOf(pair, intervalMs, from, to), null),
    runningCandle: async (pair) => answered(runningCandleOf(pair), null),
    symbols: async () => answered(symbols, null),
    resolve: async (query, list) => answered(resolveFromSymbols('simulated', query, list), null),
    weightOf: () => 0,
    usedWeight: () => null,
  };
}
