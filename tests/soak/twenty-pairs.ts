/** Twenty pairs of one market: recorded stretches of many days, moved so that all of them happen at once. */
import type { Candle } from '../../src-core/sample.ts';
import { marketDataFolder, readCandles } from '../market-replay/market-data.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Two days fill the longest windows, and one is shown in charts. */
const beforeMs = 3 * day;
const afterMs = 13 * hour;

const spring2021 = 'binance-spot-BTCUSDT-1m-2021-04-02_2021-05-20';
const spring = (symbol: string) => spring2021.replace('BTCUSDT', symbol);
const winOrAud = (symbol: string) => `binance-spot-${symbol}-1m-2021-04-02_2021-05-14`;
const depeg = (file: string) => `${file}-1m-2023-03-01_2023-03-21`;
const perpetual = (symbol: string) => `binance-perp-${symbol}-1m-2026-02`;

/** The symbol that a stretch is served as, its series, and the recorded hour at which the market starts. */
const stretches: readonly (readonly [symbol: string, series: string, from: string])[] = [
  ['BTCUSDT', spring2021, '2021-05-19T09'],
  ['ETHUSDT', spring('ETHUSDT'), '2021-05-19T09'],
  ['DOGEUSDT', spring('DOGEUSDT'), '2021-05-19T09'],
  ['ETHBTC', 'binance-spot-ETHBTC-1m-2021-04-10_2021-05-20', '2021-05-19T09'],
  ['WINUSDT', winOrAud('WINUSDT'), '2021-04-23T14'],
  ['AUDUSDT', winOrAud('AUDUSDT'), '2021-05-05T00'],
  // Trading stops in the eleventh hour.
  ['LUNAUSDT', 'binance-spot-LUNAUSDT-1m-2022-05', '2022-05-12T14'],
  ['DOGEBTC', 'binance-spot-DOGEBTC-1m-2021-09-18_2021-10-18', '2021-10-05T10'],
  ['LTCUSDT', perpetual('LTCUSDT'), '2026-02-05T18'],
  ['LINKUSDT', perpetual('LINKUSDT'), '2026-02-05T16'],
  ['BTCUSDC', depeg('binanceus-spot-BTCUSDC'), '2023-03-11T00'],
  ['BTCUSD', depeg('binanceus-spot-BTCUSD'), '2023-03-13T06'],
  ['XRPUSDT', spring('DOGEUSDT'), '2021-05-08T22'],
  ['SOLUSDT', spring('ETHUSDT'), '2021-05-12T22'],
  ['ADAUSDT', spring2021, '2021-04-18T00'],
  // Two with an exchange-wide hole, each on its own day.
  ['BNBUSDT', spring2021, '2021-04-25T01'],
  ['DOTUSDT', spring('DOGEUSDT'), '2021-04-20T00'],
  ['TRXUSDT', winOrAud('WINUSDT'), '2021-04-05T13'],
  ['XLMUSDT', perpetual('LTCUSDT'), '2026-02-06T00'],
  // A market so thin that many minutes have no trade.
  ['EOSUSDT', depeg('kraken-spot-BTCUSDC'), '2023-03-11T02'],
];

export const symbols = stretches.map(([symbol]) => symbol);

/** The candles of all pairs around a time at which everything starts; null where the recorded data are absent. */
export function twentyPairs(startsAt: number): Record<string, readonly Candle[]> | null {
  if (marketDataFolder() === null) return null;
  return Object.fromEntries(
    stretches.map(([symbol, series, from]) => {
      const start = Date.parse(`${from}:00Z`);
      const candles = readCandles(`${series}.csv.gz`)
        .filter(({ openTime }) => openTime >= start - beforeMs && openTime < start + afterMs)
        .map((candle) => ({ ...candle, openTime: candle.openTime - start + startsAt }));
      return [symbol, candles] as const;
    }),
  );
}
