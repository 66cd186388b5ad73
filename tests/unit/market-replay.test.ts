import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Candle } from '../../src-core/sample.ts';
import { createFeeds } from '../../src-feeds/registry.ts';
import { errorOf, neverAborted, testPair, valueOf } from '../../src-feeds/testing/harness.ts';
import { badDay } from '../feed-servers/faults.ts';
import { marketDataFolder, needsMarketData, readCandles } from '../market-replay/market-data.ts';
import {
  binancePaths,
  coingeckoPaths,
  type MarketReplay,
  type MarketReplaySettings,
  startMarketReplay,
} from '../market-replay/market-replay.ts';
import { isInHole, quoteAt, quoteSteps } from '../market-replay/quote-steps.ts';

const absent = marketDataFolder() === null;
const why = absent ? ` (${needsMarketData})` : '';
const minute = 60_000;
const dayMs = 86_400_000;
/** A whole day, so that every candle length begins at it. */
const start = Date.UTC(2021, 4, 19);

const bitcoin = testPair('binance:BTCUSDT', 'BTC', 'USDT');
const candle = (index: number, open: number): Candle => ({
  openTime: start + index * minute,
  intervalMs: minute,
  open,
  high: open + 20,
  low: open - 10,
  close: open + 5,
});
/** Minutes 0 to 4 and, after a hole, 10 to 14. */
const holed = [0, 1, 2, 3, 4, 10, 11, 12, 13, 14].map((index) => candle(index, 1_000 + index * 100));

const markets: MarketReplay[] = [];
afterEach(async () => {
  await Promise.all(markets.splice(0).map((market) => market.close()));
});
async function replay(settings: MarketReplaySettings) {
  const market = await startMarketReplay(settings);
  markets.push(market);
  const feeds = createFeeds({ now: market.now, binanceRest: market.url, coingeckoRest: market.url });
  return { market, ...feeds };
}

describe('quotes of recorded candles', () => {
  test('a minute is its open, low, high and close at :15, :30, :45 and :60', () => {
    const at = (seconds: number) => quoteAt(holed, start + seconds * 1_000)?.price ?? null;
    expect([0, 14.999, 15, 29.999, 30, 44.999, 45, 59.999, 60, 74.999, 75].map(at)).toEqual([
      null,
      null,
      1_000,
      1_000,
      990,
      990,
      1_020,
      1_020,
      1_005,
      1_005,
      1_100,
    ]);
  });

  test('in a hole the last price stands, with its own time', () => {
    const last = { t: start + 5 * minute, price: 1_405 };
    expect([5, 7, 9.99, 10, 10.2].map((m) => quoteAt(holed, start + m * minute))).toEqual(
      Array(5).fill(last),
    );
    expect(quoteAt(holed, start + 10.25 * minute)).toEqual({ t: start + 10.25 * minute, price: 2_000 });
    expect(quoteAt(holed, start + 1_000 * minute)).toEqual({ t: start + 15 * minute, price: 2_405 });
  });

  test('the steps of a stretch are the quotes that begin in it', () => {
    const from = start + 2 * minute;
    const steps = [...quoteSteps(holed, from, start + 11 * minute)];
    expect(steps).toHaveLength(1 + 3 * 4 + 3);
    expect(steps[0]).toEqual({ t: from, price: 1_105 });
    expect(steps.at(-1)).toEqual({ t: start + 10.75 * minute, price: 2_020 });
    for (const step of steps) expect(quoteAt(holed, step.t)).toEqual(step);
    expect([...quoteSteps(holed, start, start + 15 * minute + 1)]).toHaveLength(40);
    expect([...quoteSteps([], 0, start)]).toEqual([]);
  });

  test('a hole is between candles, not before the first or after the last', () => {
    expect([-1, 0, 4.99, 5, 9.99, 10, 14.99, 20].map((m) => isInHole(holed, start + m * minute))).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('the replayed market', () => {
  const files = { BTCUSDT: holed };

  test('serves the quote that stands at its clock, and moves only when told to', async () => {
    const { market, binance } = await replay({ files, now: start + 30_000 });
    const ask = async () => valueOf(await binance.quotes([bitcoin], neverAborted())).quotes[0];
    expect(await ask()).toMatchObject({ price: 990, low24h: 990, high24h: 1_000 });
    expect((await ask())?.price).toBe(990);
    market.advance(15_000);
    expect(await ask()).toMatchObject({ price: 1_020, low24h: 990, high24h: 1_020 });
    market.setNow(start + 7 * minute);
    expect((await ask())?.price).toBe(1_405);
  });

  test('its answers carry its own time', async () => {
    const { market, binance } = await replay({ files, now: start + 90_000 });
    expect((await binance.quotes([bitcoin], neverAborted())).serverDate).toBe(start + 90_000);
    market.failWith({ status: 500 });
    expect((await binance.quotes([bitcoin], neverAborted())).serverDate).toBe(start + 90_000);
  });

  test('before its first quote a pair has no price', async () => {
    const { binance, coingecko } = await replay({ files, now: start });
    expect(valueOf(await binance.quotes([bitcoin], neverAborted())).missing).toEqual([bitcoin.id]);
    const pairs = [testPair('coingecko:bitcoin/usd', 'BTC', 'USD')];
    expect(valueOf(await coingecko.quotes(pairs, neverAborted())).missing).toHaveLength(1);
  });

  test('candles end with the running one as it stands, and none of the future', async () => {
    const { market } = await replay({ files, now: start + minute + 50_000 });
    const rows = async () => {
      const answer = await fetch(`${market.url}/api/v3/klines?symbol=BTCUSDT&interval=1m&startTime=${start}`);
      return ((await answer.json()) as unknown[][]).map((row) => row.slice(0, 5));
    };
    const prices = (...all: number[]) => all.map((price) => price.toFixed(8));
    const closed = [start, ...prices(1_000, 1_020, 990, 1_005)];
    expect(await rows()).toEqual([closed, [start + minute, ...prices(1_100, 1_120, 1_090, 1_120)]]);
    market.setNow(start + minute + 20_000);
    expect(await rows()).toEqual([closed, [start + minute, ...prices(1_100, 1_100, 1_100, 1_100)]]);
    market.setNow(start + minute + 10_000);
    expect(await rows()).toEqual([closed]);
  });

  test('longer candles are made of the minutes', async () => {
    const { binance } = await replay({ files, now: start + 30 * minute });
    const ask = async (intervalMs: number) =>
      valueOf(await binance.candles(bitcoin, intervalMs, start, start + 15 * minute, neverAborted()));
    expect(await ask(5 * minute)).toEqual([
      { openTime: start, intervalMs: 5 * minute, open: 1_000, high: 1_420, low: 990, close: 1_405 },
      {
        openTime: start + 10 * minute,
        intervalMs: 5 * minute,
        open: 2_000,
        high: 2_420,
        low: 1_990,
        close: 2_405,
      },
    ]);
    expect(await ask(minute)).toEqual(holed);
  });

  test('the newest two candles are the running one at its clock and the one before it, also after a hole', async () => {
    const { market, binance } = await replay({ files, now: start });
    const ask = async (minutes: number) => {
      market.setNow(start + minutes * minute);
      const { running, closed } = valueOf(await binance.runningCandle(bitcoin, neverAborted()));
      return [running, closed].map(
        (one) => one && [(one.openTime - start) / minute, one.low, one.high, one.close],
      );
    };
    expect(await ask(0.2)).toEqual([null, null]);
    expect(await ask(0.5)).toEqual([[0, 990, 1_000, 990], null]);
    // The minute has begun, and nobody has traded in it yet.
    expect(await ask(2.1)).toEqual([null, [1, 1_090, 1_120, 1_105]]);
    expect(await ask(2.75)).toEqual([
      [2, 1_190, 1_220, 1_220],
      [1, 1_090, 1_120, 1_105],
    ]);
    expect(await ask(8)).toEqual([null, [4, 1_390, 1_420, 1_405]]);
    expect(await ask(10.25)).toEqual([
      [10, 2_000, 2_000, 2_000],
      [4, 1_390, 1_420, 1_405],
    ]);
  });

  test('the newest hours are whole, however few are wanted', async () => {
    const hours = Array.from({ length: 150 }, (_, index) => candle(index, 1_000 + index));
    const { market } = await replay({ files: { BTCUSDT: hours }, now: start + 140.5 * minute });
    const url = `${market.url}/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=2`;
    const rows = (await (await fetch(url)).json()) as string[][];
    expect(rows.map(([t, , high, low]) => [Number(t) - start, Number(high), Number(low)])).toEqual([
      [60 * minute, 1_139, 1_050],
      [120 * minute, 1_159, 1_110],
    ]);
  });

  test('past prices come in CoinGecko’s format too, up to a minute old, and none of the future', async () => {
    const long = Array.from({ length: 120 }, (_, index) => candle(index, 1_000 + index));
    const at = start + 60 * minute + 90_000;
    const { coingecko } = await replay({ files: { BTCUSDT: long }, now: at });
    const pair = testPair('coingecko:bitcoin/usd', 'BTC', 'USD');
    const five = 5 * minute;
    const candles = valueOf(await coingecko.candles(pair, five, start, at, neverAborted()));
    // The price of the first five minutes was asked for before anybody had traded.
    expect(candles.map(({ openTime }) => openTime)).toEqual(
      Array.from({ length: 11 }, (_, index) => start + (index + 1) * five),
    );
    for (const { openTime, low, high, open } of candles) {
      const recorded = long.filter(
        (one) => one.openTime >= openTime - minute && one.openTime < openTime + five,
      );
      expect(low).toBeGreaterThanOrEqual(Math.min(...recorded.map((one) => one.low)));
      expect(high).toBeLessThanOrEqual(Math.max(...recorded.map((one) => one.high)));
      // At most one price of each step.
      expect([low, high]).toEqual([open, open]);
    }
    const halves = valueOf(await coingecko.candles(pair, 6 * five, start, at, neverAborted()));
    // That of the second half hour is not old enough to be believed.
    expect(halves).toEqual([
      { openTime: start, intervalMs: 6 * five, open: 1_000, high: 1_049, low: 990, close: 1_049 },
    ]);
  });

  test('it can strike with faults, the same ones for the same seed', async () => {
    const { market, binance } = await replay({ files, now: start + 5 * minute });
    const outcomes = async () => {
      const list: string[] = [];
      market.strikeWith(badDay(0.5), 11);
      for (let n = 0; n < 40; n += 1) {
        const answer = await binance.quotes([bitcoin], neverAborted());
        list.push(answer.ok ? 'ok' : answer.error.cause);
      }
      return list;
    };
    const first = await outcomes();
    expect(new Set(first).size).toBeGreaterThan(3);
    expect(await outcomes()).toEqual(first);
    market.strikeWith([]);
    expect(valueOf(await binance.quotes([bitcoin], neverAborted())).quotes).toHaveLength(1);
  });

  test('a hole can be an exchange that is down', async () => {
    const { market, binance } = await replay({ files, now: start + 4 * minute, holes: 'fail' });
    const kind = async () => {
      const answer = await binance.quotes([bitcoin], neverAborted());
      return answer.ok ? 'fine' : answer.error.kind;
    };
    const kinds: string[] = [];
    for (const m of [4.99, 5, 9.99, 10]) {
      market.setNow(start + m * minute);
      kinds.push(await kind());
    }
    expect(kinds).toEqual(['fine', 'server', 'server', 'fine']);
  });

  test('one source can fail while the other answers, and everything asked is on record', async () => {
    const { market, binance, coingecko } = await replay({ files, now: start + 5 * minute });
    const pairs = [testPair('coingecko:bitcoin/usd', 'BTC', 'USD')];
    market.failWith({ status: 451 }, binancePaths);
    expect(errorOf(await binance.quotes([bitcoin], neverAborted())).kind).toBe('blocked');
    expect(valueOf(await coingecko.quotes(pairs, neverAborted())).quotes).toHaveLength(1);
    market.failWith('reset', coingeckoPaths);
    expect(valueOf(await binance.quotes([bitcoin], neverAborted())).quotes).toHaveLength(1);
    expect(errorOf(await coingecko.quotes(pairs, neverAborted())).kind).toBe('offline');
    expect(market.requests.map(({ path: asked }) => asked)).toEqual([
      '/api/v3/ticker/24hr',
      '/api/v3/simple/price',
      '/api/v3/ticker/24hr',
      '/api/v3/simple/price',
    ]);
  });

  test('CoinGecko answers out of a cache of a minute, with the time of its price', async () => {
    const { market, coingecko } = await replay({ files, now: start + 2 * minute });
    const ask = async () => {
      const pairs = [testPair('coingecko:bitcoin/usd', 'BTC', 'USD')];
      const [quote] = valueOf(await coingecko.quotes(pairs, neverAborted())).quotes;
      return [quote?.price, quote?.t];
    };
    const cached = [1_105, start + 2 * minute];
    expect(await ask()).toEqual(cached);
    market.advance(59_000);
    expect(await ask()).toEqual(cached);
    market.advance(1_000);
    expect(await ask()).toEqual([1_205, start + 3 * minute]);
  });

  test('its pairs resolve on both sources, bitcoin being one of several coins with its ticker', async () => {
    const { binance, coingecko } = await replay({ files, now: start + 5 * minute });
    const symbols = valueOf(await binance.symbols(neverAborted()));
    const found = await binance.resolve({ base: 'BTC', quote: 'USDT' }, symbols, neverAborted());
    expect(valueOf(found)).toMatchObject({ kind: 'found', pair: { id: bitcoin.id, tickSize: 1 } });
    const coins = valueOf(await coingecko.symbols(neverAborted()));
    const shared = valueOf(await coingecko.resolve({ base: 'BTC', quote: 'USDT' }, coins, neverAborted()));
    expect(shared.kind === 'ambiguous' && shared.candidates[0]).toMatchObject({
      id: 'coingecko:bitcoin/tether',
      rank: 1,
    });
  });

  test('a clock of the caller cannot be moved by the market', async () => {
    let now = start + 15_000;
    const { market, binance } = await replay({ files, now: () => now });
    now += 15_000;
    expect(valueOf(await binance.quotes([bitcoin], neverAborted())).quotes[0]?.price).toBe(990);
    expect(() => market.advance(1)).toThrow('clock of its caller');
  });
});

describe.skipIf(absent)(`the crash of 2021-05-19${why}`, () => {
  const names = {
    BTCUSDT: 'binance-spot-BTCUSDT-1m-2021-04-02_2021-05-20.csv.gz',
    ETHBTC: 'binance-spot-ETHBTC-1m-2021-04-10_2021-05-20.csv.gz',
  };
  let files: Record<keyof typeof names, readonly Candle[]>;
  beforeAll(() => {
    files = { BTCUSDT: readCandles(names.BTCUSDT), ETHBTC: readCandles(names.ETHBTC) };
  });

  test('every quote of its worst hour reaches the feed, the touch of 30,000 among them', async () => {
    const from = Date.UTC(2021, 4, 19, 12, 45);
    const to = from + 60 * minute;
    const { market, binance } = await replay({ files: { BTCUSDT: names.BTCUSDT }, now: from });
    const seen: { t: number; price: number }[] = [];
    for (let t = from; t < to; t += 15_000) {
      market.setNow(t);
      const [quote] = valueOf(await binance.quotes([bitcoin], neverAborted())).quotes;
      seen.push({ t, price: quote?.price ?? Number.NaN });
    }
    expect(seen).toEqual([...quoteSteps(files.BTCUSDT, from, to)]);
    expect(Math.min(...seen.map(({ price }) => price))).toBe(30_000);
  });

  test('the candles of the day come back as they were recorded', async () => {
    const { market, binance } = await replay({ files, now: start + dayMs });
    const candles = valueOf(await binance.candles(bitcoin, minute, start, start + dayMs, neverAborted()));
    const recorded = files.BTCUSDT.filter(({ openTime }) => openTime >= start && openTime < start + dayMs);
    expect(candles).toHaveLength(1_440);
    expect(candles).toEqual(recorded);
    expect(market.requests).toHaveLength(2);
  });

  test('the day of a quote holds its range', async () => {
    const { binance } = await replay({ files, now: start + dayMs });
    const [quote] = valueOf(await binance.quotes([bitcoin], neverAborted())).quotes;
    const recorded = files.BTCUSDT.filter(({ openTime }) => openTime >= start && openTime < start + dayMs);
    expect(quote).toMatchObject({
      low24h: 30_000,
      high24h: Math.max(...recorded.map(({ high }) => high)),
      price: recorded.at(-1)?.close,
    });
  });

  test('in the outage of 2021-04-25 the price stands still and its candles are missing', async () => {
    const from = Date.UTC(2021, 3, 25, 4, 1);
    const to = Date.UTC(2021, 3, 25, 8, 45);
    const { market, binance } = await replay({ files, now: from });
    const [before] = valueOf(await binance.quotes([bitcoin], neverAborted())).quotes;
    market.setNow(to);
    expect(valueOf(await binance.quotes([bitcoin], neverAborted())).quotes[0]?.price).toBe(before?.price);
    const candles = valueOf(await binance.candles(bitcoin, minute, from - minute, to, neverAborted()));
    expect(candles.map(({ openTime }) => openTime)).toEqual([from - minute]);
  });

  test('ether has a price in dollars through bitcoin, and a ratio to it that is the recorded one', async () => {
    const { coingecko } = await replay({ files, now: start + dayMs / 2 });
    const pairs = [
      testPair('coingecko:ethereum/bitcoin', 'ETH', 'BTC'),
      testPair('coingecko:ethereum/usd', 'ETH', 'USD'),
    ];
    const [ratio, dollars] = valueOf(await coingecko.quotes(pairs, neverAborted())).quotes;
    const recorded = quoteAt(files.ETHBTC, start + dayMs / 2)?.price ?? 0;
    expect(ratio?.price).toBeCloseTo(recorded, 12);
    expect(dollars?.price).toBeCloseTo(recorded * (quoteAt(files.BTCUSDT, start + dayMs / 2)?.price ?? 0), 6);
  });

  test('tick sizes are those that the prices are written in', async () => {
    const { binance } = await replay({ files, now: start });
    const symbols = valueOf(await binance.symbols(neverAborted()));
    expect(symbols.map(({ key, tickSize }) => [key, tickSize])).toEqual([
      ['BTCUSDT', 0.01],
      ['ETHBTC', 0.000001],
    ]);
  });
});

describe('npm run replay', () => {
  const script = path.resolve(import.meta.dirname, '../../scripts/replay.ts');
  function run(...args: string[]) {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.err += text;
    });
    return { child, said, ended: once(child, 'close') as Promise<[number | null]> };
  }

  test.each([
    [['--speed', 'fast'], '--speed must be a number from 0.1 to 1000.\n'],
    [['--speed', ''], '--speed must be a number from 0.1 to 1000.\n'],
    [['--port', '70000'], '--port must be from 0 to 65535.\n'],
    [
      ['--pairs', 'BTCUSDT,GONE'],
      '--pairs: “GONE” is not recorded. There are BTCUSDT, ETHUSDT, DOGEUSDT, ETHBTC.\n',
    ],
    [['--from', 'lunch'], '--from: “lunch” is not a time. Write it like 2021-05-19T12:30Z.\n'],
    [['--wrong'], "Unknown option '--wrong'. npm run replay -- --help lists the flags.\n"],
  ])('%j is refused in a sentence, with exit code 2', async (args, sentence) => {
    const { said, ended } = run(...args);
    const [code] = await ended;
    expect([code, said.out, said.err]).toEqual([2, '', sentence]);
  });

  test('--help tells the flags', async () => {
    const { said, ended } = run('--help');
    expect([(await ended)[0], said.err]).toEqual([0, '']);
    for (const flag of ['--from', '--speed', '--pairs', '--port']) expect(said.out).toContain(flag);
  });

  test.skipIf(absent)(`it serves the market, tells how to use it and stops on Ctrl+C${why}`, async () => {
    const { child, said, ended } = run('--from', '2021-05-19T13:00Z', '--pairs', 'btcusdt', '--speed', '2');
    while (!said.out.includes('npm run headless')) await once(child.stdout, 'data');
    const [, url = ''] = /CRYPTO_ALARM_BINANCE_REST=(http:\/\/127\.0\.0\.1:\d+)/.exec(said.out) ?? [];
    expect(said.out).toContain(
      `CRYPTO_ALARM_BINANCE_REST=${url} CRYPTO_ALARM_COINGECKO_REST=${url} npm run headless`,
    );
    const { binance } = createFeeds({ now: () => 0, binanceRest: url });
    const answer = await binance.quotes([bitcoin], neverAborted());
    const late = (answer.serverDate ?? 0) - Date.UTC(2021, 4, 19, 13);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(minute);
    expect(valueOf(answer).quotes[0]?.price).toBeGreaterThan(30_000);
    child.kill('SIGINT');
    expect((await ended)[0]).toBe(0);
    expect(said.err).toBe('');
  });

  test.skipIf(absent)(`a time that is not recorded is refused with what is${why}`, async () => {
    const { said, ended } = run('--from', '2020-01-01', '--pairs', 'BTCUSDT');
    expect((await ended)[0]).toBe(2);
    expect(said.err).toBe('--from: BTCUSDT is recorded from 2021-04-02 00:00 UTC to 2021-05-20 20:40 UTC.\n');
  });
});
