import type { Candle } from '../../src-core/sample.ts';
import { binanceRoute } from '../feed-servers/binance-format.ts';
import { coingeckoRoute } from '../feed-servers/coingecko-format.ts';
import {
  type Answer,
  type LoopbackServer,
  type SeenRequest,
  startLoopbackServer,
} from '../feed-servers/loopback-server.ts';
import { readCandles } from './market-data.ts';
import { isInHole } from './quote-steps.ts';
import { coingeckoMarketOf } from './replay-coins.ts';
import { binanceMarketOf, seriesOf } from './replay-market.ts';

/** For `failWith`: the paths of one of the two sources. */
export const binancePaths = /^\/api\/v3\/(ticker|klines|exchangeInfo)/;
export const coingeckoPaths = /^\/api\/v3\/(simple|coins|search)/;

export interface MarketReplaySettings {
  /** File in ../shared/market-data for each symbol, or candles of the test's own. */
  readonly files: Readonly<Record<string, string | readonly Candle[]>>;
  /** Where the clock of the market starts, or a clock of the caller's own. */
  readonly now: number | (() => number);
  /** In minutes that no symbol has a candle for: `stand` (the default) serves the last price, `fail` answers 503. */
  readonly holes?: 'stand' | 'fail';
  readonly port?: number;
}

export interface MarketReplay extends LoopbackServer {
  readonly now: () => number;
  /** Moves the market's own clock; throws where the caller brought a clock. */
  readonly setNow: (t: number) => void;
  readonly advance: (ms: number) => void;
  /** What is served, so that a test can compute what it expects (`quoteAt`, `quoteSteps`). */
  readonly candles: Readonly<Record<string, readonly Candle[]>>;
}

/**
 * Serves recorded candles on 127.0.0.1 in Binance's and CoinGecko's formats, at the time that the test sets. A minute
 * is its open, low, high and close at :15, :30, :45 and :60, in quotes and in the running candle alike.
 */
export async function startMarketReplay(settings: MarketReplaySettings): Promise<MarketReplay> {
  let clock = typeof settings.now === 'number' ? settings.now : Number.NaN;
  const now = typeof settings.now === 'number' ? () => clock : settings.now;
  const setNow = (t: number) => {
    if (typeof settings.now !== 'number') throw new Error('this market runs on the clock of its caller');
    clock = t;
  };
  const all = Object.entries(settings.files).map(([symbol, file]) =>
    seriesOf(symbol, typeof file === 'string' ? readCandles(file) : file),
  );
  const binance = binanceRoute(binanceMarketOf(all, now), now);
  const coingecko = coingeckoRoute(coingeckoMarketOf(all, now));
  const isDown = () => settings.holes === 'fail' && all.every(({ candles }) => isInHole(candles, now()));
  const route = (request: SeenRequest): Answer | null => {
    if (isDown()) return { status: 503, body: '' };
    return binance(request) ?? coingecko(request);
  };
  const server = await startLoopbackServer({
    now,
    route,
    ...(settings.port === undefined ? {} : { port: settings.port }),
  });
  return {
    ...server,
    now,
    setNow,
    advance: (ms) => setNow(clock + ms),
    candles: Object.fromEntries(all.map(({ symbol, candles }) => [symbol, candles])),
  };
}
