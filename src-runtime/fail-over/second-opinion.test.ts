import { describe, expect, test } from 'vitest';
import { answered } from '../../src-feeds/result.ts';
import { createFakeClock, settle } from '../testing/fake-clock.ts';
import { createFakeFeed, feedsWith, symbolOf } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, second, startTestRuntime, target, tick } from '../testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;
const counterpart = 'coingecko:bitcoin/tether';

/** Bitcoin at 100 for ten minutes; the other source has had it at `basis` times that. */
async function twoSources(basis = 1.01) {
  const clock = createFakeClock();
  const first = createFakeFeed();
  const symbols = [symbolOf('BTC', 'USDT', { key: 'bitcoin/tether' })];
  const other = createFakeFeed({ id: 'coingecko', name: 'CoinGecko', ownIntervalMs: minute, symbols });
  const made = startTestRuntime({
    folder: folders.make(),
    clock,
    feed: first,
    feeds: feedsWith(first, other),
    source: 'auto',
    confirmPercent: 10,
  });
  folders.closeAfter(() => made.runtime.stop());
  const flat = 100 * basis;
  other.serveCandles(async (_, from, to) => {
    const candles = [];
    for (let t = Math.ceil(from / minute) * minute; t + minute <= to; t += minute) {
      candles.push({ openTime: t, intervalMs: minute, open: flat, high: flat, low: flat, close: flat });
    }
    return answered(candles, null);
  });
  await made.watch();
  for (let passed = 0; passed < 10 * minute; passed += tick) await made.tickAt(100);
  await made.alarm(target(80, 'down'));
  /** One poll at that price, while the other source has its own. */
  const pollAt = async (price: number, there: number, agoMs = 0) => {
    other.price(counterpart, there, { t: clock.now() + tick - agoMs });
    await made.tickAt(price);
    await settle();
  };
  const pair = async () => (await made.state()).pairs[0];
  return { ...made, first, other, pollAt, pair };
}

describe('a price far off', () => {
  test('counts at once where another source has it too', async () => {
    const made = await twoSources();
    await made.pollAt(70, 71);
    expect(await made.ringing()).toEqual(['a1#1']);
    expect(await made.pair()).toMatchObject({ id: btc, price: 70, confirming: null });
    expect((await made.state()).ringing).toMatchObject([{ firing: { proof: { after: { price: 70 } } } }]);
  });

  test('waits for the next price where the other does not have it, and is forgotten with that', async () => {
    const made = await twoSources();
    await made.pollAt(70, 101);
    expect(await made.ringing()).toEqual([]);
    expect(await made.pair()).toMatchObject({ price: 100, confirming: 70 });
    await made.tickAt(100);
    expect(await made.ringing()).toEqual([]);
    expect(await made.pair()).toMatchObject({ price: 100, confirming: null });
  });

  test('counts with the next price though a slow source denied it', async () => {
    const made = await twoSources();
    await made.pollAt(70, 101);
    await made.tickAt(69);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('is not confirmed by what the other saw before the last price that counted', async () => {
    const made = await twoSources();
    await made.pollAt(70, 71, minute);
    expect(await made.ringing()).toEqual([]);
    expect(await made.pair()).toMatchObject({ confirming: 70 });
  });

  test('is not confirmed by another coin of the same ticker', async () => {
    const made = await twoSources(0.5);
    await made.pollAt(70, 36);
    expect(await made.ringing()).toEqual([]);
    expect(await made.pair()).toMatchObject({ confirming: 70 });
  });

  test('waits while the other source is out or refuses', async () => {
    const made = await twoSources();
    made.other.failWith('rate-limited');
    await made.pollAt(70, 71);
    expect(await made.ringing()).toEqual([]);
    await made.tickAt(69);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('rings once: the next price at the same level is no second firing', async () => {
    const made = await twoSources();
    await made.pollAt(70, 71);
    await made.pollAt(69, 70);
    expect(await made.ringing()).toEqual(['a1#1']);
  });
});
