import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandOut } from '../../src-shared/contract/contract.ts';
import { createFakeClock, settle, testStart } from '../testing/fake-clock.ts';
import { createFakeFeed, feedsWith, symbolOf } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { readConfig } from '../testing/test-rules.ts';
import {
  btc,
  eth,
  sinceStart,
  startTestRuntime,
  type TestRuntime,
  type TestRuntimeSettings,
  target,
} from '../testing/test-runtime.ts';

const folders = temporaryFolders();
type Preview = CommandOut<'data.previewImport'>;

function start(settings: Partial<TestRuntimeSettings> = {}): TestRuntime {
  const made = startTestRuntime({ folder: folders.make(), ...settings });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

/** Past prices that do not come, until the test is over. */
function holdCandles({ feed }: TestRuntime): void {
  const { promise, resolve } = Promise.withResolvers<void>();
  folders.closeAfter(() => resolve());
  feed.serveCandles(async () => {
    await promise;
    return { ok: true, value: [], serverDate: null };
  });
}

const windowed = {
  kind: 'move',
  percent: 5,
  direction: 'any',
  over: { kind: 'window', ms: 3_600_000, from: 'start' },
} as const;

/** An app with two pairs and three alarms, and its export. */
async function exported() {
  const made = start();
  await made.watch(btc, 100);
  await made.watch(eth, 5);
  await made.alarm(target(110));
  await made.alarm(sinceStart(3), eth);
  await made.alarm(windowed);
  return { made, text: (await made.ok('data.export', {})).text };
}

const preview = (made: TestRuntime, content: string | object): Promise<Preview> =>
  made.ok('data.previewImport', { text: typeof content === 'string' ? content : JSON.stringify(content) });
const countsOf = ({ pairs, alarms }: Preview) => ({
  pairs: [pairs.added.length, pairs.present.length, pairs.refused.length],
  alarms: [alarms.added.length, alarms.present.length, alarms.refused.length],
});

describe('export and import', () => {
  test('into an empty data folder give the same rules, on disk and at work', async () => {
    const { made: from, text } = await exported();
    const to = start({ firstId: 50 });
    const plan = await preview(to, text);
    expect(countsOf(plan)).toEqual({ pairs: [2, 0, 0], alarms: [3, 0, 0] });
    expect((await to.state()).pairs).toEqual([]);
    to.feed.price(btc, 100);
    to.feed.price(eth, 5);
    expect(await to.ok('data.applyImport', { token: plan.token })).toEqual({
      pairs: 2,
      alarms: 3,
      settings: 0,
    });
    expect(readConfig(to.folder)).toEqual(readConfig(from.folder));
    await settle();
    await to.tickAt(111);
    expect(await to.ringing()).toEqual(['a1#1']);
    const rows = (await to.state()).alarms.map(({ id, state }) => [id, state]);
    expect(Object.fromEntries(rows)).toEqual({ a1: 'ringing', a2: 'armed', a3: 'armed' });
  });

  test('the file is named after its day', async () => {
    const { name } = await start().ok('data.export', {});
    expect(name).toBe('crypto-price-alarm-2026-01-05.json');
  });

  test('where everything is there already change nothing', async () => {
    const { made, text } = await exported();
    const before = readFileSync(path.join(made.folder, 'config.json'), 'utf8');
    const plan = await preview(made, text);
    expect(countsOf(plan)).toEqual({ pairs: [0, 2, 0], alarms: [0, 3, 0] });
    expect(await made.ok('data.applyImport', { token: plan.token })).toEqual({
      pairs: 0,
      alarms: 0,
      settings: 0,
    });
    expect(readFileSync(path.join(made.folder, 'config.json'), 'utf8')).toBe(before);
  });

  test('settings come in with the rules, each told from and to', async () => {
    const made = start();
    const file = { app: 'crypto-price-alarm', version: 2, settings: { confirmPercent: 30 } };
    const plan = await preview(made, file);
    expect(plan.settings.changed).toEqual([{ name: 'confirmPercent', from: 10, to: 30 }]);
    await made.ok('data.applyImport', { token: plan.token });
    expect(readConfig(made.folder).settings).toMatchObject({ confirmPercent: 30, tellBlind: true });
  });

  test('everybody hears of what came in', async () => {
    const { text } = await exported();
    const made = start({ firstId: 50 });
    const updates = made.listen();
    await made.ok('data.applyImport', { token: (await preview(made, text)).token });
    await settle();
    const heard = updates.flatMap(({ pairs = [], alarms = [] }) => [...pairs, ...alarms].map(({ id }) => id));
    expect(new Set(heard)).toEqual(new Set([btc, eth, 'a1', 'a2', 'a3']));
  });

  test('an alarm that is back from a file goes on counting its firings', async () => {
    const made = start();
    await made.watch();
    await made.alarm(target(110));
    const { text } = await made.ok('data.export', {});
    await made.tickAt(111);
    await made.ok('alarm.remove', { id: 'a1' });
    await made.tickAt(100);
    await made.ok('data.applyImport', { token: (await preview(made, text)).token });
    await made.tickAt(112);
    expect(await made.ringing()).toEqual(['a1#2']);
  });

  test.each([
    ['is filled before it is armed', 100, false],
    ['warms up where there are no past prices', null, true],
  ])('a window %s', async (_, price, warmsUp) => {
    const { text } = await exported();
    const made = start({ firstId: 50 });
    const minute = 60_000;
    made.feed.serveCandles(async (_pair, from, to) => {
      const length = price === null ? 0 : (Math.floor(to / minute) * minute - from) / minute;
      const candles = Array.from({ length }, (_one, index) => ({
        openTime: from + index * minute,
        intervalMs: minute,
        open: 100,
        high: 100,
        low: 100,
        close: 100,
      }));
      return { ok: true, value: candles, serverDate: null };
    });
    await made.ok('data.applyImport', { token: (await preview(made, text)).token });
    expect(made.feed.candlesAsked.map(({ pair }) => pair)).toEqual([btc]);
    made.feed.price(btc, 101);
    await made.clock.advance(30_000);
    const code = (await made.state()).alarms.find(({ id }) => id === 'a3')?.reason.code;
    expect(code === 'warming up').toBe(warmsUp);
  });

  test('a source that is slow with past prices does not keep the user waiting', async () => {
    const { text } = await exported();
    const made = start({ firstId: 50 });
    holdCandles(made);
    const { token } = await preview(made, text);
    const applying = made.ok('data.applyImport', { token });
    await made.clock.advance(5_000);
    expect(await applying).toMatchObject({ alarms: 3 });
  });
});

describe('an import is all or nothing', () => {
  test('a disk that refuses leaves rules and engine as they were, and the same preview goes through later', async () => {
    const { text } = await exported();
    const made = start({ firstId: 50 });
    const { token } = await preview(made, text);
    made.disk.rulesFail = true;
    expect(await made.refused('data.applyImport', { token })).toMatchObject({ code: 'storage-failed' });
    expect(await made.state()).toMatchObject({ pairs: [], alarms: [] });
    expect(made.storage.rules.current()).toMatchObject({ pairs: [], alarms: [] });
    await made.clock.advance(60_000);
    expect(made.feed.asked).toEqual([]);
    made.disk.rulesFail = false;
    expect(await made.ok('data.applyImport', { token })).toMatchObject({ pairs: 2, alarms: 3 });
  });

  test('a state database that refuses is told, and what came in is at work all the same', async () => {
    const { text } = await exported();
    const made = start({ firstId: 50 });
    const { token } = await preview(made, text);
    made.disk.stateFails = true;
    expect(await made.ok('data.applyImport', { token })).toMatchObject({ pairs: 2, alarms: 3 });
    const { alarms, notices } = await made.state();
    expect(alarms).toHaveLength(3);
    expect(notices).toMatchObject([{ code: 'not-stored' }]);
  });

  test('it is refused where another plan would come of it now', async () => {
    const { text } = await exported();
    const made = start({ firstId: 50 });
    const { token } = await preview(made, text);
    await made.watch(btc, 100);
    expect(await made.refused('data.applyImport', { token })).toMatchObject({ code: 'import-outdated' });
    expect(readConfig(made.folder)).toMatchObject({ pairs: [{ id: btc }], alarms: [] });
    const anew = await preview(made, text);
    expect(countsOf(anew)).toEqual({ pairs: [1, 1, 0], alarms: [3, 0, 0] });
    await made.ok('data.applyImport', { token: anew.token });
    expect(readConfig(made.folder).alarms).toHaveLength(3);
  });

  test('it is refused where that came about while past prices were fetched', async () => {
    const { text } = await exported();
    const made = start({ firstId: 50 });
    holdCandles(made);
    const { token } = await preview(made, text);
    const applying = made.call('data.applyImport', { token });
    await made.watch(eth, 5);
    await made.clock.advance(5_000);
    expect(await applying).toMatchObject({ ok: false, code: 'import-outdated' });
    expect(readConfig(made.folder)).toMatchObject({ pairs: [{ id: eth }], alarms: [] });
  });

  test('a change that has nothing to do with it is in nobody’s way', async () => {
    const { text } = await exported();
    const made = start({ firstId: 50 });
    const { token } = await preview(made, text);
    await made.watch('binance:SOLUSDT', 7);
    await made.alarm(target(9), 'binance:SOLUSDT');
    expect(await made.ok('data.applyImport', { token })).toMatchObject({ pairs: 2, alarms: 3 });
    expect(readConfig(made.folder).alarms).toHaveLength(4);
  });

  test('twice at once goes through once', async () => {
    const { text } = await exported();
    const made = start({ firstId: 50 });
    const { token } = await preview(made, text);
    const replies = await Promise.all([1, 2].map(() => made.call('data.applyImport', { token })));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(readConfig(made.folder).alarms).toHaveLength(3);
    expect((await made.state()).alarms).toHaveLength(3);
  });

  test.each([
    ['after', ['data.applyImport', 'pair.remove'], [true, true]],
    ['before', ['pair.remove', 'data.applyImport'], [true, false]],
  ])('a pair that is removed in the same moment, %s it, takes its alarms with it', async (_, order, oks) => {
    const { text } = await exported();
    const made = start({ firstId: 50 });
    await made.watch(btc, 100);
    await made.watch(eth, 5);
    const file = JSON.parse(text) as { alarms: unknown[] };
    const { token } = await preview(made, { ...file, alarms: file.alarms.slice(0, 2) });
    const inputs: Record<string, object> = { 'data.applyImport': { token }, 'pair.remove': { id: eth } };
    const replies = await Promise.all(order.map((name) => made.call(name, inputs[name])));
    expect(replies.map(({ ok }) => ok)).toEqual(oks);
    const { pairs, alarms } = await made.state();
    expect(pairs.map(({ id }) => id)).toEqual([btc]);
    expect(readConfig(made.folder).alarms.map(({ id }) => id)).toEqual(alarms.map(({ id }) => id));
    expect(alarms.every(({ pairId }) => pairId === btc)).toBe(true);
  });
});

describe('a preview', () => {
  test('is known under its token until it was used, is half an hour old, or four newer ones came', async () => {
    const { text } = await exported();
    const made = start({ firstId: 50 });
    const unknown = async (token: string) =>
      (await made.refused('data.applyImport', { token })).code === 'unknown-import';
    expect(await unknown('nobody')).toBe(true);
    const first = await preview(made, text);
    for (let count = 0; count < 4; count += 1) await preview(made, text);
    expect(await unknown(first.token)).toBe(true);
    const used = await preview(made, text);
    await made.ok('data.applyImport', { token: used.token });
    expect(await unknown(used.token)).toBe(true);
    const old = await preview(made, text);
    await made.clock.advance(30 * 60_000 + 1);
    expect(await unknown(old.token)).toBe(true);
  });

  test.each([
    ['unreadable-import', '{"pairs":'],
    ['unreadable-import', '[]'],
    ['newer-import', '{"app":"crypto-price-alarm","version":3,"pairs":[],"alarms":[]}'],
  ])('is refused as %s: %s', async (code, text) => {
    expect(await start().refused('data.previewImport', { text })).toMatchObject({ code });
  });

  test('of a window that is too short for its source says so', async () => {
    const { text } = await exported();
    const made = start({ pollMs: 300_000, firstId: 50 });
    const short = text.replaceAll('3600000', '600000');
    const { alarms } = await preview(made, short);
    expect(alarms.refused).toMatchObject([
      { what: expect.stringContaining('BTC/USDT'), why: expect.stringContaining('too short') },
    ]);
  });
});

describe('data of the first app', () => {
  const coins = [
    symbolOf('btc', '', { key: 'bitcoin', quote: null, name: 'Bitcoin' }),
    symbolOf('usdt', '', { key: 'tether', quote: null, name: 'Tether' }),
  ];
  const coingecko = () => {
    const feed = createFakeFeed({ id: 'coingecko', name: 'CoinGecko', symbols: coins });
    return {
      ...feed,
      resolve: async (query: Parameters<typeof feed.resolve>[0]) => {
        const id = 'id' in query ? query.id : '';
        const value =
          id === 'coingecko:bitcoin/tether'
            ? ({
                kind: 'found',
                pair: {
                  id,
                  source: 'coingecko',
                  base: 'BTC',
                  quote: 'USDT',
                  name: 'Bitcoin',
                  tickSize: null,
                },
              } as const)
            : ({ kind: 'unknown', closest: [] } as const);
        return { ok: true, value, serverDate: null } as const;
      },
    };
  };
  const data = {
    assets: {
      BTCUSDT: { ticker: 'BTCUSDT', base: 'BTC', quote: 'USDT', name: 'BTC/USDT' },
      NOSUCH: { ticker: 'NOSUCHUSDT' },
      COIN: { ticker: 'COIN', quote: 'USDT', baseCoinId: 'bitcoin', quoteCoinId: null },
    },
    alarms: {
      one: { ticker: 'BTCUSDT', type: 'target', targetPrice: 110, direction: 'up', createdAt: 1_700_000_000 },
      two: { ticker: 'NOSUCHUSDT', type: 'target', targetPrice: 1, direction: 'up' },
      three: { ticker: 'COIN', type: 'target', targetPrice: 120, direction: 'up' },
      four: { ticker: 'GONE', type: 'target', targetPrice: 120, direction: 'up' },
    },
    price_history: { BTCUSDT: [{ price: 100, timestamp: 1_700_000_000 }] },
  };

  test('its pairs are found like typed ones or by their coins, and what is not found is told with its alarms', async () => {
    const binance = createFakeFeed();
    const made = start({ source: 'auto', feed: binance, feeds: feedsWith(binance, coingecko()) });
    const plan = await preview(made, data);
    expect(plan.from).toBe('first app');
    expect(plan.pairs.added.map(({ id, addedAt }) => [id, addedAt])).toEqual([
      [btc, testStart],
      ['coingecko:bitcoin/tether', testStart],
    ]);
    expect(plan.pairs.refused).toEqual([
      { what: 'NOSUCHUSDT', why: expect.stringMatching(/^Binance does not trade/) },
    ]);
    expect(plan.alarms.added.map(({ pairId, createdAt }) => [pairId, createdAt])).toEqual([
      [btc, 1_700_000_000_000],
      ['coingecko:bitcoin/tether', testStart],
    ]);
    expect(plan.alarms.refused.map(({ what }) => what)).toEqual([
      'NOSUCH reaches 1 from below',
      'GONE reaches 120 from below',
    ]);
    expect(plan.notes).toHaveLength(1);
    await made.ok('data.applyImport', { token: plan.token });
    binance.price(btc, 100);
    await made.clock.advance(15_000);
    await made.tickAt(111);
    expect(await made.ringing()).toHaveLength(1);
  });

  test('brought in once more it changes nothing', async () => {
    const made = start();
    await made.ok('data.applyImport', { token: (await preview(made, data)).token });
    // Without CoinGecko the coin goes by its ticker, which Binance does not know.
    expect(countsOf(await preview(made, data))).toEqual({ pairs: [0, 1, 2], alarms: [0, 1, 3] });
  });

  test('a source that cannot be asked is asked once, and the reason stands at every name', async () => {
    const made = start();
    made.feed.failWith('offline');
    const { pairs } = await preview(made, data);
    expect(pairs.refused).toHaveLength(3);
    expect(new Set(pairs.refused.map(({ why }) => why))).toEqual(
      new Set(['Binance cannot be asked now: no connection. Try again in a minute.']),
    );
    expect(made.feed.symbolsAsked()).toBe(1);
  });

  test('of more names than are looked up at once the rest is told', async () => {
    const made = start();
    const assets = Object.fromEntries(
      Array.from({ length: 203 }, (_, index) => [`BTCUSDT ${index}`, { ticker: 'BTCUSDT' }]),
    );
    const { pairs } = await preview(made, { assets, alarms: {} });
    expect(pairs.added).toHaveLength(1);
    expect(pairs.refused).toHaveLength(3);
  });
});

test('a settings file, as one that was put away or a backup, comes in like an export', async () => {
  const { made, text } = await exported();
  const to = start({ firstId: 50 });
  const file = readFileSync(path.join(made.folder, 'config.json'), 'utf8');
  const [ofFile, ofExport] = [await preview(to, file), await preview(to, text)];
  expect(ofFile).toEqual({ ...ofExport, token: ofFile.token, exportedAt: null });
});

test('a pair that was added in the future, by its file, is added now', async () => {
  const { text } = await exported();
  const made = start({ clock: createFakeClock(testStart - 60_000), firstId: 50 });
  const { pairs } = await preview(made, text);
  expect(pairs.added.map(({ addedAt }) => addedAt)).toEqual([testStart - 60_000, testStart - 60_000]);
});
