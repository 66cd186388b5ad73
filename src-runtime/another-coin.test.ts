import { describe, expect, test } from 'vitest';
import { createFakeClock } from './testing/fake-clock.ts';
import { createFakeFeed } from './testing/fake-feed.ts';
import { servePast } from './testing/past.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
  second,
  startTestRuntime,
  type TestRuntime,
  type TestRuntimeSettings,
  target,
  tick,
} from './testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;
const hour = 60 * minute;

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

/** A pair at 100 with a target of 110, delisted for two hours, that comes back at 2,000. */
async function relisted() {
  const made = start();
  await made.watch();
  await made.clock.advance(2 * minute);
  await made.alarm(target(110));
  // Nothing was traded meanwhile: there are no candles either.
  servePast(made.feed, () => null);
  made.feed.price(btc, null);
  await made.clock.advance(2 * hour);
  await made.ok('ring.dismissAll', {});
  made.feed.price(btc, 2_000);
  await made.clock.advance(tick);
  return made;
}

function afterCrash(before: TestRuntime, price: number) {
  before.crash();
  const feed = createFakeFeed();
  feed.price(btc, price);
  return start({ folder: before.folder, clock: createFakeClock(before.clock.now()), feed, firstId: 100 });
}

const asked = async (made: TestRuntime) => {
  const { notices, ringing, pairs, alarms } = await made.state();
  return {
    notices: notices.filter(({ code }) => code === 'another-coin').map(({ params }) => params),
    rings: ringing.map((one) => (one.kind === 'blind' ? one.title : one.id)),
    strange: pairs[0]?.strange?.price ?? null,
    price: pairs[0]?.price ?? null,
    alarm: alarms[0]?.reason.code,
  };
};

const question = {
  notices: [{ pair: 'BTC/USDT', price: '2,000.00', last: '100.00' }],
  rings: ['Is BTC/USDT still the same coin?'],
  strange: 2_000,
  price: 100,
  alarm: 'another coin',
};
const settled = { notices: [], rings: [], strange: null };

describe('a price ten times off after a hole', () => {
  test('is not judged: the user is asked, by a ring and a notice', async () => {
    const made = await relisted();
    expect(await asked(made)).toMatchObject(question);
    await made.tickAt(2_100);
    await made.clock.advance(hour);
    expect(await asked(made)).toMatchObject(question);
    expect(made.events('warn').filter((event) => event === 'pair.another-coin')).toHaveLength(1);
  });

  test('asks the source for no candles while nothing is decided', async () => {
    const made = await relisted();
    made.feed.candlesAsked.length = 0;
    await made.clock.advance(hour);
    expect(made.feed.candlesAsked).toEqual([]);
  });

  test('rings for nobody who wants no word of blindness; the notice is there', async () => {
    const made = start();
    await made.watch();
    await made.ok('settings.set', { tellBlind: false });
    servePast(made.feed, () => null);
    made.feed.price(btc, null);
    await made.clock.advance(hour);
    made.feed.price(btc, 2_000);
    await made.clock.advance(tick);
    expect(await asked(made)).toMatchObject({ notices: question.notices, rings: [], strange: 2_000 });
  });

  test('is asked about after a restart too', async () => {
    const again = afterCrash(await relisted(), 2_100);
    expect(await asked(again)).toMatchObject(question);
    await again.clock.advance(2 * minute);
    expect(await asked(again)).toMatchObject(question);
  });

  test('decided the same is a price like any other: the alarm rings', async () => {
    const made = await relisted();
    await made.ok('pair.decide', { id: btc, is: 'same' });
    expect(await asked(made)).toMatchObject(settled);
    await made.clock.advance(2 * tick);
    expect(await asked(made)).toMatchObject({ price: 2_000, rings: ['a1#1'] });
  });

  test('decided another one starts anew: alarms are armed at the next price, unjudged', async () => {
    const made = await relisted();
    await made.ok('pair.decide', { id: btc, is: 'another' });
    expect(await asked(made)).toMatchObject({ ...settled, price: null });
    await made.clock.advance(2 * tick);
    expect(await asked(made)).toMatchObject({ price: 2_000, rings: [], alarm: 'already true' });
    await made.tickAt(100);
    await made.tickAt(111);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('decided another one shows nothing of the old coin, also after a restart', async () => {
    const made = await relisted();
    await made.ok('pair.decide', { id: btc, is: 'another' });
    await made.clock.advance(2 * tick);
    const again = afterCrash(made, 2_000);
    expect(await asked(again)).toMatchObject({ ...settled, price: 2_000 });
    expect(again.storage.history.samplesOf(btc, 0).every(({ price }) => price === 2_000)).toBe(true);
    const { alarm } = await again.ok('alarm.preview', {
      pairId: btc,
      condition: { kind: 'extreme', extreme: 'min', percent: 5, since: { kind: 'pair added' } },
    });
    expect(alarm.upLevel).toBe(2_100);
  });

  test.each(['same', 'another'] as const)('decided %s is decided after a crash too', async (is) => {
    const made = await relisted();
    await made.ok('pair.decide', { id: btc, is });
    const again = afterCrash(made, 2_000);
    expect(await asked(again)).toMatchObject(settled);
    await again.clock.advance(2 * tick);
    expect(await asked(again)).toMatchObject({ price: 2_000, rings: is === 'same' ? ['a1#1'] : [] });
  });

  test('that came back to what it was is taken once it is decided', async () => {
    const made = await relisted();
    made.feed.price(btc, 101);
    await made.clock.advance(minute);
    expect(await asked(made)).toMatchObject(question);
    await made.ok('pair.decide', { id: btc, is: 'same' });
    await made.clock.advance(2 * tick);
    expect(await asked(made)).toMatchObject({ price: 101, rings: [] });
  });

  test('is nobody’s question once the pair is removed', async () => {
    const made = await relisted();
    await made.ok('pair.remove', { id: btc });
    expect(await asked(made)).toMatchObject({ notices: [], rings: [] });
  });

  test('is asked about again where the removal is undone', async () => {
    const made = await relisted();
    await made.ok('pair.remove', { id: btc });
    await made.ok('pair.restore', { id: btc });
    expect(await asked(made)).toMatchObject(question);
  });
});

test('a pair that waits for no decision has none to be made', async () => {
  const made = start();
  await made.watch();
  expect(await made.refused('pair.decide', { id: btc, is: 'same' })).toMatchObject({ code: 'not-possible' });
});

test('a rise to ten times that candles show step by step is no other coin', async () => {
  const made = start();
  await made.watch();
  await made.alarm(target(110));
  const slept = made.clock.now();
  servePast(made.feed, (openTime) => ({ close: 100 + ((openTime - slept) / minute) * 20 }));
  made.clock.sleep(2 * hour);
  made.feed.price(btc, 2_400);
  await made.clock.advance(tick);
  expect(await asked(made)).toMatchObject({ notices: [], strange: null, price: 2_400, rings: ['a1#1'] });
});
