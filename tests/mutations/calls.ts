import type { Pair } from '../../src-core/pair.ts';
import type { Candle } from '../../src-core/sample.ts';
import type { Feed, FeedResult } from '../../src-feeds/feed.ts';
import { neverAborted, testPair } from '../../src-feeds/testing/harness.ts';
import { binanceRoute } from '../feed-servers/binance-format.ts';
import { coingeckoRoute } from '../feed-servers/coingecko-format.ts';
import { readCandles, readRecorded } from '../market-replay/market-data.ts';
import { coingeckoMarketOf } from '../market-replay/replay-coins.ts';
import { binanceMarketOf, seriesOf } from '../market-replay/replay-market.ts';
import { candleFaults, quoteFaults, runningFaults, symbolFaults } from './promises.ts';

/** One method of a feed on a recorded answer, and what its outcome must not be. */
export interface Call {
  readonly name: string;
  readonly source: 'binance' | 'coingecko';
  /** The answer as it was recorded. */
  readonly body: unknown;
  /** When it was recorded, so that its prices are of now. */
  readonly now: number;
  readonly ask: (feed: Feed) => Promise<FeedResult<unknown>>;
  /** What is wrong with what a success holds. */
  readonly faults: (value: unknown) => readonly string[];
}

interface TableRow {
  readonly symbol: string;
  readonly closeTime: number;
}
interface MarketRow {
  readonly id: string;
  readonly current_price: number;
  readonly price_change_percentage_24h: number;
  readonly last_updated: string;
}

const minute = 60_000;
const recorded = (file: string) => JSON.parse(readRecorded(file));
const binancePairs = (keys: readonly string[]) => keys.map((key) => testPair(`binance:${key}`, key, ''));
const coinPairs = (keys: readonly string[]) => keys.map((key) => testPair(`coingecko:${key}`, key, ''));

function quotesCall(
  name: string,
  source: Call['source'],
  body: unknown,
  now: number,
  pairs: readonly Pair[],
): Call {
  const ask = (feed: Feed) => feed.quotes(pairs, neverAborted());
  return { name, source, body, now, ask, faults: (value) => quoteFaults(value, pairs) };
}

function candlesCall(
  name: string,
  pair: Pair,
  body: unknown,
  now: number,
  intervalMs: number,
  length: number,
): Call {
  const [from, to] = [now - length * intervalMs, now];
  return {
    name,
    source: pair.source === 'binance' ? 'binance' : 'coingecko',
    body,
    now,
    ask: (feed) => feed.candles(pair, intervalMs, from, to, neverAborted()),
    faults: (value) => candleFaults(value, { intervalMs, from, to }),
  };
}

function binanceCalls(replayed: ReturnType<typeof replayedAnswers>): readonly Call[] {
  const table = recorded('binance-ticker-24hr-2020-10-09.json.gz') as TableRow[];
  const rows = table.slice(0, 25);
  const at = Math.max(...rows.map(({ closeTime }) => closeTime));
  const info = recorded('binance-exchangeInfo-2021-02-09.json.gz') as { symbols: unknown[] };
  const some = { ...info, symbols: info.symbols.slice(0, 25) };
  const keys = rows.slice(0, 12).map(({ symbol }) => symbol);
  const { klines, running, now } = replayed;
  const [pair] = binancePairs(['BTCUSDT']);
  if (pair === undefined) throw new Error('no pair');
  return [
    quotesCall('ticker/24hr', 'binance', rows, at, binancePairs([...keys, 'NEVERUSDT'])),
    quotesCall(
      'ticker/price',
      'binance',
      recorded('binance-ticker-price-2020-10-31.json.gz').slice(0, 25),
      at,
      binancePairs(keys),
    ),
    {
      name: 'exchangeInfo',
      source: 'binance',
      body: some,
      now: at,
      ask: (feed) => feed.symbols(neverAborted()),
      faults: symbolFaults,
    },
    candlesCall('klines', pair, klines, now, minute, 40),
    {
      name: 'klines, the running one',
      source: 'binance',
      body: running,
      now,
      ask: (feed) => feed.runningCandle(pair, neverAborted()),
      faults: runningFaults,
    },
  ];
}

/** Of an hour of 2021-05-19, as the replay serves them. */
function replayedAnswers() {
  const now = Date.UTC(2021, 4, 19, 13, 0, 30);
  const candles: readonly Candle[] = readCandles('binance-spot-BTCUSDT-1m-2021-04-02_2021-05-20.csv.gz');
  const series = [seriesOf('BTCUSDT', candles)];
  const answer = (route: typeof binance, path: string, query: Record<string, string>) => {
    const target = `${path}?${new URLSearchParams(query)}`;
    const body = route({ path, query: new URLSearchParams(query), target, headers: {} })?.body;
    return JSON.parse(String(body));
  };
  const binance = binanceRoute(binanceMarketOf(series, () => now));
  const coingecko = coingeckoRoute(coingeckoMarketOf(series, () => now));
  const kline = (query: Record<string, string>) =>
    answer(binance, '/api/v3/klines', { symbol: 'BTCUSDT', interval: '1m', ...query });
  const chart = (name: string) =>
    answer(coingecko, `/api/v3/coins/bitcoin/${name}`, { vs_currency: 'usd', days: '1' });
  return {
    now,
    klines: kline({ startTime: String(now - 40 * minute), limit: '1000' }),
    running: kline({ limit: '2' }),
    chart: chart('market_chart'),
    ohlc: chart('ohlc'),
  };
}

function coingeckoCalls({ now, chart, ohlc }: ReturnType<typeof replayedAnswers>): readonly Call[] {
  const markets = recorded('coingecko-coins-markets-usd-2025-03-04.json') as MarketRow[];
  const { demo } = recorded('coingecko-openapi-examples-2026-06-22.json.gz');
  // The same prices as `/simple/price` tells them.
  const prices = Object.fromEntries(
    markets.slice(0, 12).map((row) => [
      row.id,
      {
        usd: row.current_price,
        usd_24h_change: row.price_change_percentage_24h,
        last_updated_at: Math.floor(Date.parse(row.last_updated) / 1_000),
      },
    ]),
  );
  const at = Date.parse(markets[0]?.last_updated ?? '');
  const ids = Object.keys(prices);
  const keys = [
    ...ids.slice(0, 6).map((id) => `${id}/usd`),
    `${ids[1]}/${ids[0]}`,
    `${ids[2]}/${ids[3]}`,
    'gone/usd',
  ];
  const list = recorded('coingecko-coins-list-2024-12-29.json.gz').slice(0, 40);
  const [bitcoin, ratio] = coinPairs(['bitcoin/usd', 'bitcoin/ethereum']);
  if (bitcoin === undefined || ratio === undefined) throw new Error('no pair');
  const official = demo['200 /coins/{id}/market_chart'];
  return [
    quotesCall('simple/price', 'coingecko', prices, at, coinPairs(keys)),
    quotesCall(
      'simple/price, official',
      'coingecko',
      demo['200 /simple/price'],
      1_779_092_258_000,
      coinPairs(['bitcoin/usd']),
    ),
    quotesCall('coins/markets', 'coingecko', markets.slice(0, 5), at, coinPairs(keys)),
    {
      name: 'coins/list',
      source: 'coingecko',
      body: list,
      now: at,
      ask: (feed) => feed.symbols(neverAborted()),
      faults: symbolFaults,
    },
    {
      name: 'search',
      source: 'coingecko',
      body: demo['200 /search'],
      now: at,
      ask: (feed) =>
        feed.resolve(
          { base: 'ETH', quote: 'USD' },
          ['ethereum', 'twin'].map((key) => ({
            key,
            base: 'eth',
            quote: null,
            name: key,
            tickSize: null,
            trading: true,
          })),
          neverAborted(),
        ),
      faults: () => [],
    },
    candlesCall('market_chart', bitcoin, chart, now, 5 * minute, 100),
    candlesCall('market_chart, hours', bitcoin, chart, now, 60 * minute, 20),
    candlesCall('market_chart, official', bitcoin, official, 1_779_028_199_661, 5 * minute, 10),
    candlesCall('market_chart of two coins', ratio, chart, now, 5 * minute, 100),
    candlesCall('ohlc', bitcoin, ohlc, now, 30 * minute, 20),
  ];
}

/** Every answer of both sources that a feed reads, recorded, with the method that reads it. */
export function recordedCalls(): readonly Call[] {
  const replayed = replayedAnswers();
  return [...binanceCalls(replayed), ...coingeckoCalls(replayed)];
}
