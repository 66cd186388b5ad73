import { describe, expect, test } from 'vitest';
import { answered, failed } from '../../src-feeds/result.ts';
import type { SourceLimits } from '../sources/limits.ts';
import { createFakeClock, settle } from '../testing/fake-clock.ts';
import { createFakeFeed, feedError, feedsWith, symbolOf } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, second, startTestRuntime, target, tick } from '../testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;
const hour = 60 * minute;
const counterpart = 'coingecko:bitcoin/tether';

/** Two sources that both have bitcoin; the first serves it at 100, the other has it at `other`. */
async function twoSources(
  other = 101,
  symbols = [symbolOf('BTC', 'USDT', { key: 'bitcoin/tether' })],
  limits?: SourceLimits,
) {
  const clock = createFakeClock();
  const first = createFakeFeed();
  const second_ = createFakeFeed({ id: 'coingecko', name: 'CoinGecko', ownIntervalMs: minute, symbols });
  const made = startTestRuntime({
    folder: folders.make(),
    clock,
    feed: first,
    feeds: feedsWith(first, second_),
    source: 'auto',
    ...(limits && { limits }),
  });
  folders.closeAfter(() => made.runtime.stop());
  const gecko = (price: number) => second_.price(counterpart, price, { t: clock.now() });
  gecko(other);
  await made.watch();
  /** Lets time pass; the other source renews its price each minute. */
  const wait = async (ms: number, price = other) => {
    for (let passed = 0; passed < ms; passed += tick) {
      gecko(price);
      await clock.advance(tick);
      await settle();
    }
  };
  const pair = async () => {
    const found = (await made.state()).pairs.find((one) => one.id === btc);
    if (found === undefined) throw new Error('no pair');
    return found;
  };
  return { ...made, first, gecko, second: second_, wait, pair };
}

/** The same with the first source out for so long that the other serves. */
async function served(other = 101, candles = true) {
  const made = await twoSources(other);
  if (candles) {
    const t = Math.floor(made.clock.now() / minute) * minute;
    made.second.serveCandles(async () =>
      answered(
        [{ openTime: t - minute, intervalMs: minute, open: other, high: other, low: other, close: other }],
        null,
      ),
    );
  }
  made.first.failWith('server');
  return made;
}

describe('a source that is out', () => {
  test('is stood in for by another, its prices divided by what both showed at the same minute', async () => {
    const made = await served(101);
    await made.wait(2 * minute);
    expect(await made.pair()).toMatchObject({
      price: expect.closeTo(100, 6),
      stale: false,
      via: { source: 'coingecko', basis: expect.closeTo(1.01, 9) },
    });
    expect((await made.state()).notices).toMatchObject([
      { code: 'fail-over', params: { pairs: 'BTC/USDT', source: 'Binance', other: 'CoinGecko' } },
    ]);
  });

  test('lets alarms ring on the fallback, and the proof names it and the basis', async () => {
    const made = await served(101);
    await made.alarm(target(105));
    await made.wait(2 * minute);
    expect(await made.ringing()).toEqual([]);
    await made.wait(2 * minute, 106.2);
    expect(await made.ringing()).toContain('a1#1');
    const ring = (await made.state()).ringing.find((one) => one.id === 'a1#1');
    expect(ring).toMatchObject({
      firing: { proof: { via: { source: 'coingecko', basis: expect.closeTo(1.01, 9) } } },
    });
  });

  test('when the computer wakes leaves the night unseen: what nobody judged is told', async () => {
    const made = await served(101);
    made.first.failWith(null);
    await made.alarm(target(110));
    await made.wait(2 * minute);
    const fellAsleep = made.clock.now();
    made.first.failWith('blocked');
    made.first.serveCandles(async () => failed(feedError('blocked'), null));
    made.clock.sleep(7 * 60 * minute);
    made.runtime.pollNow('resume');
    await made.wait(5 * minute);
    expect((await made.pair()).via).toMatchObject({ source: 'coingecko' });
    const { notSeen } = await made.ok('alarm.explain', { id: 'a1' });
    expect(notSeen.map(({ from }) => from)).toEqual([fellAsleep]);
    expect(notSeen[0]?.to).toBeGreaterThanOrEqual(fellAsleep + 7 * 60 * minute);
    expect((await made.state()).notices.map(({ code }) => code)).toContain('not-seen');
  });
  test('together with the other is stood in for a minute after that one answers again', async () => {
    const made = await served(101);
    made.second.failWith('offline');
    made.second.serveCandles(async () => failed(feedError('offline'), null));
    await made.wait(3 * minute);
    expect((await made.pair()).via).toBeNull();
    made.second.failWith(null);
    await made.wait(2 * minute);
    expect((await made.pair()).via).toMatchObject({ source: 'coingecko' });
  });
  test('is left alone meanwhile: nobody asks it for past prices until it answers again', async () => {
    const made = await served(101);
    made.first.failWith('blocked');
    made.first.serveCandles(async () => failed(feedError('blocked'), null));
    made.clock.sleep(hour);
    await made.wait(5 * minute);
    expect(await made.pair()).toMatchObject({
      via: { source: 'coingecko' },
      notSeen: { to: expect.anything() },
    });
    made.first.candlesAsked.length = 0;
    await made.wait(20 * minute);
    expect(made.first.candlesAsked).toEqual([]);
    made.first.failWith(null);
    await made.wait(20 * minute);
    expect(made.first.candlesAsked).not.toEqual([]);
  });

  test('is told as out for those pairs alone that nobody stands in for, and so is its end', async () => {
    const made = await served(101);
    const eth = 'binance:ETHUSDT';
    made.first.failWith(null);
    await made.watch(eth, 50);
    made.first.failWith('server');
    const outages = async () =>
      (await made.state()).notices.flatMap(({ code, params }) => (code === 'blind' ? [params['pairs']] : []));
    const seen = new Set<string>();
    for (let waited = 0; waited < 20 * minute; waited += tick) {
      // The other source is slow to tell, as it may be.
      made.second.price(counterpart, 101, { t: made.clock.now() - 30 * second });
      await made.clock.advance(tick);
      await settle();
      for (const pairs of await outages()) seen.add(pairs ?? '');
    }
    expect([...seen]).toEqual(['ETH/USDT']);
    made.first.failWith(null);
    await made.wait(2 * minute);
    const { ringing } = await made.state();
    expect(ringing.map((one) => (one.kind === 'seeing' ? one.body : one.id))).toEqual([
      'ETH/USDT can be watched again.',
    ]);
  });

  test('is not stood in for while its last price is fresh', async () => {
    const made = await served(101);
    await made.wait(45 * second);
    expect((await made.pair()).via).toBeNull();
    expect(made.second.asked.flat()).not.toContain(counterpart);
  });

  test('serves again once it has been well for five minutes, not before', async () => {
    const made = await served(101);
    await made.wait(2 * minute);
    made.first.failWith(null);
    made.first.price(btc, 100.5);
    await made.wait(6 * minute);
    // Its poller takes up to a minute to notice that it is back.
    const during = await made.pair();
    await made.wait(2 * minute);
    const after = await made.pair();
    expect([during.via?.source ?? null, after.via, after.price]).toEqual(['coingecko', null, 100.5]);
    expect((await made.state()).notices.filter(({ code }) => code === 'fail-over')).toEqual([]);
  });

  test('serves at once where the fallback fails too and it has just come back', async () => {
    const made = await served(101);
    await made.wait(2 * minute);
    made.first.failWith(null);
    made.first.price(btc, 100.5);
    made.second.failWith('server');
    await made.wait(3 * minute);
    expect(await made.pair()).toMatchObject({ via: null, price: 100.5 });
  });
});

describe('a fallback that serves', () => {
  test('gives way at once where its price stands still and the source has come back', async () => {
    const made = await served(101);
    await made.wait(2 * minute);
    expect((await made.pair()).via).not.toBeNull();
    made.first.failWith(null);
    made.first.price(btc, 100);
    for (let passed = 0; passed < 4 * minute; passed += tick) {
      await made.clock.advance(tick);
      await settle();
    }
    expect(await made.pair()).toMatchObject({ via: null, stale: false });
  });
});

describe('a pair that another source serves', () => {
  const told = async (made: Awaited<ReturnType<typeof served>>) =>
    (await made.state()).notices.flatMap(({ code, params }) =>
      code === 'fail-over' ? [params['pairs']] : [],
    );

  test('is not told any more once it is removed', async () => {
    const made = await served(101);
    await made.wait(2 * minute);
    expect(await told(made)).toEqual(['BTC/USDT']);
    await made.ok('pair.remove', { id: btc });
    await made.wait(tick);
    expect(await told(made)).toEqual([]);
  });

  test('is served at once where its removal is undone', async () => {
    const made = await served(101);
    await made.wait(2 * minute);
    await made.ok('pair.remove', { id: btc });
    await made.wait(2 * minute);
    await made.ok('pair.restore', { id: btc });
    await made.wait(2 * minute);
    expect(await made.pair()).toMatchObject({ stale: false, via: { source: 'coingecko' } });
    expect(await told(made)).toEqual(['BTC/USDT']);
  });
});

describe('a fallback', () => {
  test('that its budget stretches is not taken for silent between its prices', async () => {
    const few = { perMinute: 10, perMonth: null, ofAddress: null };
    const made = await twoSources(101, undefined, { binance: null, coingecko: few, simulated: null });
    made.first.failWith('server');
    await made.wait(3 * minute);
    expect((await made.pair()).via).toMatchObject({ source: 'coingecko' });
    made.second.weigh(() => 100);
    const seen = new Set<boolean>();
    for (let waited = 0; waited < 40; waited += 1) {
      await made.wait(minute);
      if (waited > 12) seen.add((await made.pair()).blind);
    }
    expect([...seen]).toEqual([false]);
  });

  test('whose price is nowhere near is another coin of the same ticker, and is not used', async () => {
    const made = await served(150);
    await made.wait(5 * minute, 150);
    expect((await made.pair()).via).toBeNull();
    expect(made.events('warn')).not.toContain('pair.fail-over');
  });

  test('that does not list the pair is not used', async () => {
    const made = await twoSources(101, [symbolOf('ETH', 'USDT')]);
    made.first.failWith('server');
    await made.wait(5 * minute);
    expect((await made.pair()).via).toBeNull();
  });

  test('whose basis is not known arms alarms afresh, and fires what is passed by 1 % or more', async () => {
    // Its first price comes minutes after the last one of the source, so that no minute is common to both.
    const made = await twoSources(101);
    await made.alarm(target(100.9));
    await made.alarm(target(99, 'down'));
    await made.alarm(target(104));
    made.second.price(counterpart, null);
    made.first.failWith('server');
    await made.clock.advance(4 * minute);
    await made.wait(12 * minute, 102.5);
    expect((await made.pair()).via).toEqual({ source: 'coingecko', basis: null, by: 102.5 });
    // 102.5 is 1.6 % past 100.9, and short of 104.
    expect((await made.ringing()).filter((id) => id.includes('#'))).toEqual(['a1#1']);
  });
});
