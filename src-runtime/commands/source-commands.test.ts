import { describe, expect, test } from 'vitest';
import { settle } from '../testing/fake-clock.ts';
import { createFakeFeed, type FakeFeed, symbolOf } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, second, startTestRuntime, type TestRuntimeSettings } from '../testing/test-runtime.ts';

const folders = temporaryFolders();
const bitcoinInDollars = 'coingecko:bitcoin/usd';

function feeds() {
  const binance = createFakeFeed();
  const coingecko = createFakeFeed({
    id: 'coingecko',
    name: 'CoinGecko',
    ownIntervalMs: 60 * second,
    symbols: [symbolOf('PEPE', 'USDT', { key: 'pepe/usdt' })],
  });
  binance.price(btc, 100);
  coingecko.price(bitcoinInDollars, 100);
  return { binance, coingecko, simulated: createFakeFeed({ id: 'simulated', name: 'Simulated' }) };
}

function start(more: Partial<TestRuntimeSettings> = {}) {
  const all = feeds();
  const made = startTestRuntime({
    folder: folders.make(),
    source: null,
    pollMs: null,
    feeds: all,
    feed: all.binance,
    ...more,
  });
  folders.closeAfter(() => made.runtime.stop());
  return { ...made, feeds: all };
}

const asks = ({ asked }: FakeFeed) => asked.length;
const idsOf = (sources: readonly { readonly id: string }[]) => sources.map(({ id }) => id);

describe('the poll interval', () => {
  test('that the user sets counts at once, with a price right away', async () => {
    const made = start();
    await made.watch();
    await made.clock.advance(30 * second);
    expect(asks(made.feeds.binance)).toBe(3);
    await made.ok('settings.set', { pollMs: 2 * second });
    await settle();
    expect(asks(made.feeds.binance)).toBe(4);
    await made.clock.advance(10 * second);
    expect(asks(made.feeds.binance)).toBe(9);
    expect((await made.state()).app).toMatchObject({ pollMs: 2 * second, fixed: { pollMs: null } });
  });

  test('that is longer makes a price stale later', async () => {
    const made = start();
    await made.watch();
    await made.ok('settings.set', { pollMs: 300 * second });
    await made.clock.advance(200 * second);
    expect((await made.state()).pairs[0]).toMatchObject({ stale: false, ageMs: 200 * second });
  });

  test('set to what it is asks for nothing', async () => {
    const made = start();
    await made.watch();
    await made.ok('settings.set', { pollMs: 15 * second, confirmPercent: 20 });
    await settle();
    expect(asks(made.feeds.binance)).toBe(1);
  });

  test('that the start of the app says wins', async () => {
    const made = start({ pollMs: 5 * second });
    await made.watch();
    await made.ok('settings.set', { pollMs: 100 * second });
    await made.clock.advance(10 * second);
    expect(asks(made.feeds.binance)).toBe(3);
    expect((await made.state()).app).toMatchObject({ pollMs: 5 * second, fixed: { pollMs: 5 * second } });
  });

  test.each([0, 999, 300_001, 1_500.5])('of %s ms is refused', async (pollMs) => {
    expect(await start().refused('settings.set', { pollMs })).toMatchObject({ code: 'bad-input' });
  });
});

describe('the source', () => {
  test('that the user sets is where names are looked up from then on; a pair that is watched keeps its own', async () => {
    const made = start();
    await made.watch();
    expect(idsOf((await made.state()).sources)).toEqual(['binance', 'coingecko']);
    await made.ok('settings.set', { source: 'coingecko' });
    await made.ok('pair.add', { text: 'PEPE/USDT' });
    await settle();
    expect((await made.state()).pairs.map(({ id }) => id)).toEqual([btc, 'coingecko:pepe/usdt']);
    const before = asks(made.feeds.binance);
    await made.clock.advance(15 * second);
    expect(asks(made.feeds.binance)).toBe(before + 1);
    await made.ok('pair.remove', { id: btc });
    expect(idsOf((await made.state()).sources)).toEqual(['coingecko']);
  });

  test('that was not at work before is asked at once, and a pair of it stays watched after a restart', async () => {
    const made = start();
    await made.ok('settings.set', { source: 'simulated' });
    made.feeds.simulated.price('simulated:BTCUSDT', 5);
    await made.ok('pair.add', { id: 'simulated:BTCUSDT' });
    await settle();
    expect((await made.state()).pairs[0]).toMatchObject({ id: 'simulated:BTCUSDT', price: 5 });
    await made.ok('settings.set', { source: 'auto' });
    await made.runtime.stop();
    const again = start({ folder: made.folder });
    expect(idsOf((await again.state()).pairs)).toEqual(['simulated:BTCUSDT']);
  });

  test('that the start of the app says wins, and the page is told', async () => {
    const made = start({ source: 'binance' });
    await made.ok('settings.set', { source: 'coingecko' });
    const { app, sources } = await made.state();
    expect(app.fixed).toEqual({ source: 'binance', pollMs: null });
    expect(idsOf(sources)).toEqual(['binance']);
  });
});

describe('testing a source', () => {
  test('tells how long its answer took', async () => {
    const made = start();
    await made.watch();
    const held = made.feeds.binance.hold();
    const answer = made.ok('source.test', { source: 'binance' });
    await made.clock.advance(2 * second);
    held.release();
    expect(await answer).toEqual({ tookMs: 2 * second, cause: null });
    expect(made.feeds.binance.asked.at(-1)).toEqual([btc]);
  });

  test('asks for bitcoin where nothing of it is watched', async () => {
    const made = start();
    expect(await made.ok('source.test', { source: 'coingecko' })).toMatchObject({ cause: null });
    expect(made.feeds.coingecko.asked).toEqual([[bitcoinInDollars]]);
  });

  test('tells why there was no answer, and prices come at once when there is one again', async () => {
    const made = start();
    await made.watch();
    made.feeds.binance.failWith('blocked');
    await made.clock.advance(15 * second);
    expect(await made.ok('source.test', { source: 'binance' })).toMatchObject({
      cause: 'blocked-in-country',
    });
    made.feeds.binance.failWith(null);
    await made.ok('source.test', { source: 'binance' });
    await settle();
    expect((await made.state()).sources[0]?.state).toBe('live');
  });

  test('is refused for one that is not at work', async () => {
    expect(await start().refused('source.test', { source: 'simulated' })).toMatchObject({
      code: 'not-possible',
      message: 'Simulated market is not asked for prices now. Choose it as the source first.',
    });
  });
});

describe('a key', () => {
  const keyOf = async (made: ReturnType<typeof start>) =>
    (await made.state()).sources.find(({ id }) => id === 'coingecko')?.key;

  test('is kept with the rules, and nobody is told more than that it is there', async () => {
    const made = start();
    const updates = made.listen();
    expect(await keyOf(made)).toBe('none');
    await made.ok('source.setKey', { source: 'coingecko', key: 'CG-secret-1' });
    expect(await keyOf(made)).toBe('set');
    expect(made.storage.rules.current().keys).toEqual({ coingecko: 'CG-secret-1' });
    const told = [await made.state(), await made.ok('data.export', {}), updates, made.log];
    expect(JSON.stringify(told)).not.toContain('CG-secret-1');
    await made.ok('source.setKey', { source: 'coingecko', key: null });
    expect(await keyOf(made)).toBe('none');
    expect(made.storage.rules.current()).not.toHaveProperty('keys');
  });

  test('survives a restart', async () => {
    const made = start();
    await made.ok('source.setKey', { source: 'coingecko', key: 'CG-secret-1' });
    await made.runtime.stop();
    expect(await keyOf(start({ folder: made.folder }))).toBe('set');
  });

  test('of the environment wins, and cannot be changed here', async () => {
    const made = start({ fixedKey: 'CG-of-the-environment' });
    expect(await keyOf(made)).toBe('fixed');
    const reply = await made.refused('source.setKey', { source: 'coingecko', key: 'CG-mine' });
    expect(reply.message).toContain('CRYPTO_ALARM_COINGECKO_KEY');
    expect(made.storage.rules.current()).not.toHaveProperty('keys');
  });

  test('is refused where a source takes none, or no header could carry it', async () => {
    const made = start();
    expect(await made.refused('source.setKey', { source: 'binance', key: 'k' })).toMatchObject({
      code: 'not-possible',
    });
    for (const key of ['', 'two words', 'ключ', 'x'.repeat(201), 'a\r\nb']) {
      expect(await made.refused('source.setKey', { source: 'coingecko', key })).toMatchObject({
        code: 'bad-input',
      });
    }
  });
});
