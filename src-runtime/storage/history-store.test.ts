import { describe, expect, test } from 'vitest';
import type { Candle, Sample } from '../../src-core/sample.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { openDatabase } from './database.ts';
import { createHistoryStore } from './history-store.ts';

const folders = temporaryFolders();
const minute = 60_000;
const hour = 3_600_000;
const btc = 'binance:BTCUSDT';
const eth = 'binance:ETHUSDT';

function store() {
  const { database } = openDatabase(folders.make(), 0);
  folders.closeAfter(() => database.close());
  return { database, store: createHistoryStore(database) };
}

const quote = (t: number, price = 100): Sample => ({ t, price, kind: 'quote' });
const ranged = (t: number, price = 100): Sample => ({
  t,
  price,
  range: { low: price - 1, high: price + 1, from: t - minute },
  kind: 'candle',
});
const candle = (openTime: number, close = 100): Candle => ({
  openTime,
  intervalMs: minute,
  open: close,
  high: close + 1,
  low: close - 1,
  close,
});

describe('samples on disk', () => {
  test('come back with their range and their kind, sorted, of the asked pair and time only', () => {
    const { store: history } = store();
    history.append(btc, quote(1_000));
    history.append(eth, quote(1_500, 7));
    history.append(btc, ranged(2_000, 101));
    history.append(btc, quote(3_000, 102));
    expect(history.samplesOf(btc, 0)).toEqual([quote(1_000), ranged(2_000, 101), quote(3_000, 102)]);
    expect(history.samplesOf(btc, 2_000)).toEqual([ranged(2_000, 101), quote(3_000, 102)]);
    expect(history.samplesOf('binance:NONE', 0)).toEqual([]);
    expect(history.samplesOfAll(0)).toEqual(
      new Map([
        [btc, [quote(1_000), ranged(2_000, 101), quote(3_000, 102)]],
        [eth, [quote(1_500, 7)]],
      ]),
    );
  });

  test('are the same before and after packing, across several blocks and what is not packed yet', () => {
    const { database, store: history } = store();
    const samples = Array.from({ length: 40 }, (_, n) =>
      (n % 3 === 0 ? ranged : quote)(n * 15 * minute, 100 + n),
    );
    for (const sample of samples) history.append(btc, sample);
    for (const before of [2 * hour, 5 * hour, 7 * hour]) {
      history.pack(btc, before, 0);
      expect(history.samplesOf(btc, 0)).toEqual(samples);
    }
    expect(database.prepare('SELECT count(*) AS n FROM sample_blocks').get()).toEqual({ n: 3 });
    expect(history.samplesOfAll(0).get(btc)).toEqual(samples);
    for (const from of [0, 90 * minute, 4 * hour, 6 * hour + 1, 9 * hour, 99 * hour]) {
      const expected = samples.filter((sample) => sample.t >= from);
      expect(history.samplesOf(btc, from)).toEqual(expected);
      expect(history.samplesOfAll(from).get(btc) ?? []).toEqual(expected);
    }
  });

  test('only pairs with old samples wait for packing, and packing one leaves the others alone', () => {
    const { store: history } = store();
    history.append(btc, quote(minute));
    history.append(eth, quote(2 * minute));
    history.append('binance:NEW', quote(2 * hour));
    expect(history.unpackedPairs(hour).sort()).toEqual([btc, eth]);
    history.pack(btc, hour, 0);
    expect(history.unpackedPairs(hour)).toEqual([eth]);
    expect(history.samplesOf(eth, 0)).toEqual([quote(2 * minute)]);
  });

  test('what is old enough is dropped block by block, the newest block never', () => {
    const { store: history } = store();
    for (let n = 0; n < 6; n += 1) {
      history.append(btc, quote(n * hour, 100 + n));
      history.pack(btc, (n + 1) * hour, 0);
    }
    history.pack(btc, 6 * hour, 4 * hour);
    expect(history.samplesOf(btc, 0).map(({ t }) => t / hour)).toEqual([4, 5]);
    history.pack(btc, 6 * hour, 99 * hour);
    expect(history.samplesOf(btc, 0)).toEqual([quote(5 * hour, 105)]);
  });

  test('dropping what one pair had long ago leaves the others alone', () => {
    const { store: history } = store();
    for (const pair of [btc, eth]) {
      history.append(pair, quote(1));
      history.pack(pair, hour, 0);
      history.append(pair, quote(hour));
      history.pack(pair, 2 * hour, 0);
    }
    history.pack(btc, 2 * hour, hour);
    expect(history.samplesOf(btc, 0)).toHaveLength(1);
    expect(history.samplesOf(eth, 0)).toHaveLength(2);
  });

  test('packing nothing makes no block', () => {
    const { database, store: history } = store();
    history.pack(btc, hour, 0);
    expect(database.prepare('SELECT count(*) AS n FROM sample_blocks').get()).toEqual({ n: 0 });
  });
});

describe('candles on disk', () => {
  test('come back sorted and once each, the newest answer counting', () => {
    const { store: history } = store();
    history.addCandles(btc, [candle(3 * minute), candle(4 * minute)]);
    history.addCandles(btc, [candle(minute), candle(2 * minute), candle(3 * minute, 200)]);
    history.addCandles(eth, [candle(minute, 7)]);
    expect(history.candlesOf(btc, 0).map(({ openTime }) => openTime / minute)).toEqual([1, 2, 3, 4]);
    expect(history.candlesOf(btc, 2 * minute)).toHaveLength(3);
    expect(history.candlesOf(eth, 0)).toEqual([candle(minute, 7)]);
  });

  test('an empty answer is kept as nothing', () => {
    const { store: history } = store();
    history.addCandles(btc, []);
    expect(history.candlesOf(btc, 0)).toEqual([]);
  });

  test('are dropped when they are old', () => {
    const { store: history } = store();
    history.addCandles(btc, [candle(minute)]);
    history.addCandles(btc, [candle(hour)]);
    history.pack(btc, hour, hour);
    expect(history.candlesOf(btc, 0)).toEqual([candle(hour)]);
  });
});
