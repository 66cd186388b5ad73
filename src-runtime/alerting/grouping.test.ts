import { describe, expect, test } from 'vitest';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import { createHostWords } from '../../src-shared/words/host-words.ts';
import { cannedFiring } from '../testing/canned-firing.ts';
import { createFakeClock, settle } from '../testing/fake-clock.ts';
import { createFakeFeed, feedsWith } from '../testing/fake-feed.ts';
import { createFakeNotifier, createFakeSummons } from '../testing/fake-ports.ts';
import { grouped, testDesktops } from '../testing/test-alerting.ts';
import { btc, second, target, tick } from '../testing/test-runtime.ts';
import { createRingNotification } from './notification.ts';

const { start, armed, ringing } = testDesktops();
const minute = 60 * second;
const other = 'coingecko:BTCUSDT';

/** The pair is asked at once, without a tick. */
async function priceNow(made: ReturnType<typeof start>, price: number): Promise<void> {
  made.feed.price(btc, price);
  made.runtime.pollNow('resume');
  await settle();
}

/** Two sources whose ticks come a second apart, each with a pair at 100 and a target of 110. */
async function twoSources() {
  const clock = createFakeClock();
  const binance = createFakeFeed();
  const coingecko = createFakeFeed({ id: 'coingecko', name: 'CoinGecko' });
  const made = start({ clock, feed: binance, feeds: feedsWith(binance, coingecko), source: 'auto' });
  made.allWell();
  await made.watch(btc);
  await clock.advance(second);
  coingecko.price(other, 100);
  await made.ok('pair.add', { id: other });
  await settle();
  for (const pairId of [btc, other]) await made.alarm(target(110), pairId);
  const rise = () => {
    binance.price(btc, 111);
    coingecko.price(other, 111);
  };
  return { ...made, rise };
}

describe('what comes together', () => {
  test('from two sources within two seconds is one sound, one call and one notification that lists all', async () => {
    const made = await twoSources();
    made.rise();
    await made.clock.advance(tick);
    expect(await made.ringing()).toEqual(['a1#1', 'a2#1']);
    await made.clock.advance(minute);
    expect(made.notifier.shown.map(({ title }) => title)).toEqual(['2 alarms ring']);
    expect(made.notification().body.split('\n')).toEqual(['2 × BTC/USDT rose to 110 · at 111.00']);
    expect(made.speaker.attempts).toHaveLength(1);
    expect(await made.deliveries('a1#1')).toEqual(['sound played', 'window shown', 'notification shown']);
  });

  test('does not wait for its sound and its window', async () => {
    const made = await armed([110]);
    made.allWell();
    await made.tickAt(111);
    expect([made.notifier.shown.length, made.speaker.open(), made.summons.done]).toEqual([0, 1, ['call']]);
    await made.clock.advance(grouped - 1);
    expect(made.notifier.shown).toHaveLength(0);
    await made.clock.advance(1);
    expect(made.notifier.shown).toHaveLength(1);
  });

  test('is counted from the first: what comes two seconds later is another notification', async () => {
    const made = await armed([110, 120, 130]);
    made.allWell();
    await made.tickAt(111);
    await made.clock.advance(second);
    await priceNow(made, 121);
    await made.clock.advance(second);
    await priceNow(made, 131);
    await made.clock.advance(grouped);
    expect(made.notifier.shown.map(({ title }) => title)).toEqual(['2 alarms ring', '3 alarms ring']);
    expect(made.speaker.attempts).toHaveLength(1);
  });

  test('and is dismissed before its notification came needs none', async () => {
    const made = await armed([110]);
    made.allWell();
    await made.tickAt(111);
    await made.ok('ring.dismissAll', {});
    await made.clock.advance(minute);
    expect(made.notifier.shown).toEqual([]);
    made.expectQuiet();
  });

  test('and is dismissed in part before its notification came is listed without it', async () => {
    const made = await armed([110, 105]);
    made.allWell();
    await made.tickAt(111);
    await made.ok('ring.dismiss', { ids: ['a1#1'] });
    await made.clock.advance(minute);
    expect(made.notifier.shown.map(({ title }) => title)).toEqual(['BTC/USDT rose to 105']);
    expect(await made.deliveries('a1#1')).not.toContain('notification shown');
  });
});

describe('a notification of several', () => {
  /** Three rings that were seen and heard. */
  async function three() {
    const made = await armed([110, 105, 107]);
    made.allWell();
    await made.tickAt(111);
    await made.clock.advance(grouped);
    return made;
  }

  test('stops listing what was dismissed alone, without a sound, a call or a record', async () => {
    const made = await three();
    await made.ok('ring.dismiss', { ids: ['a2#1'] });
    await made.clock.advance(grouped);
    expect(made.notifier.shown.map(({ title }) => title)).toEqual(['3 alarms ring', '2 alarms ring']);
    expect(made.notification().body).not.toContain('105');
    await made.ok('ring.dismiss', { ids: ['a3#1'] });
    await made.clock.advance(grouped);
    expect(made.notification().title).toBe('BTC/USDT rose to 110');
    expect([made.speaker.attempts.length, made.summons.done]).toEqual([1, ['call']]);
    expect(await made.deliveries('a1#1')).toEqual(['sound played', 'window shown', 'notification shown']);
  });

  test('of which several are dismissed one by one is replaced once', async () => {
    const made = await three();
    for (const id of ['a2#1', 'a3#1']) await made.ok('ring.dismiss', { ids: [id] });
    await made.clock.advance(minute);
    expect(made.notifier.shown.map(({ title }) => title)).toEqual(['3 alarms ring', 'BTC/USDT rose to 110']);
  });

  test('that lists less and cannot be shown is no news', async () => {
    const made = await three();
    made.notifier.onShow = ({ hear }) => hear({ kind: 'failed', cause: 'not allowed any more' });
    await made.ok('ring.dismiss', { ids: ['a2#1'] });
    await made.clock.advance(minute);
    expect(await made.notices()).toEqual([]);
    expect(await made.deliveries('a1#1')).toEqual(['sound played', 'window shown', 'notification shown']);
  });

  test('that was put away does not come back for listing less, and acknowledges nothing', async () => {
    const made = await three();
    made.notification().hear({ kind: 'gone' });
    await settle();
    expect(await made.ringing()).toHaveLength(3);
    await made.ok('ring.dismiss', { ids: ['a2#1'] });
    await made.clock.advance(minute);
    expect([made.notifier.shown.length, made.notifier.current()]).toEqual([1, null]);
    expect(made.speaker.open()).toBe(1);
  });

  test('that was put away comes back for one that joins, with all', async () => {
    const made = await armed([110, 120]);
    made.allWell();
    await made.tickAt(111);
    await made.clock.advance(grouped);
    made.notification().hear({ kind: 'gone' });
    await made.tickAt(121);
    await made.clock.advance(grouped);
    expect(made.notifier.shown.map(({ title }) => title)).toEqual(['BTC/USDT rose to 110', '2 alarms ring']);
  });

  test('whose place another one took says nothing when it goes', async () => {
    const made = await armed([110, 120]);
    made.allWell();
    await made.tickAt(111);
    await made.clock.advance(grouped);
    const first = made.notification();
    await made.tickAt(121);
    await made.clock.advance(grouped);
    first.hear({ kind: 'gone' });
    await made.ok('ring.dismiss', { ids: ['a1#1'] });
    await made.clock.advance(grouped);
    expect(made.notification().title).toBe('BTC/USDT rose to 120');
  });

  test('dismisses more than one command takes', async () => {
    const clock = createFakeClock();
    const notifier = createFakeNotifier();
    const dismissed: number[] = [];
    const notification = createRingNotification({
      runtime: {
        say: createHostWords(),
        handle: async (_name, input) => {
          dismissed.push((input as { ids: string[] }).ids.length);
          return { ok: true, data: {} };
        },
      },
      notifier,
      clock,
      summons: createFakeSummons(),
      deliveries: {
        note: () => {},
        noteFailure: (_, channel) => ({ channel, outcome: 'failed', cause: null }),
        noteStandIn: () => {},
        untell: () => {},
      },
    });
    const rings = Array.from({ length: 2_001 }, (_, n): RingingView => {
      const id = `a${n}#1`;
      return { kind: 'firing', id, softened: false, ...cannedFiring(id) };
    });
    notification.follow(rings, rings);
    await clock.advance(grouped);
    notifier.shown[0]?.hear({ kind: 'dismiss' });
    expect(dismissed).toEqual([1_000, 1_000, 1]);
  });
});

describe('a ring that is snoozed', () => {
  test('leaves notification and sound, and comes back as new', async () => {
    const made = await armed([110]);
    made.allWell();
    await made.tickAt(111);
    await made.clock.advance(grouped);
    await made.ok('ring.snooze', { ids: ['a1#1'], for: { minutes: 1 } });
    await settle();
    made.expectQuiet();
    await made.tickAt(112);
    await made.clock.advance(minute);
    await made.clock.advance(grouped);
    expect(await made.ringing()).toEqual(['a1#1']);
    expect(made.notifier.shown.map(({ title }) => title)).toEqual([
      'BTC/USDT rose to 110',
      'BTC/USDT rose to 110',
    ]);
    expect([made.speaker.attempts.length, made.speaker.open()]).toEqual([2, 1]);
    expect(made.summons.done).toEqual(['call', 'calm', 'call']);
  });

  test('beside another one is no longer listed, and the sound goes on', async () => {
    const made = await armed([110, 105]);
    made.allWell();
    await made.tickAt(111);
    await made.clock.advance(grouped);
    await made.ok('ring.snooze', { ids: ['a1#1'], for: { minutes: 10 } });
    await made.clock.advance(grouped);
    expect(made.notification().title).toBe('BTC/USDT rose to 105');
    expect([made.speaker.attempts.length, made.speaker.open()]).toEqual([1, 1]);
  });

  test('and gets worse rings at once', async () => {
    const made = await armed([110]);
    made.allWell();
    await made.tickAt(111);
    await made.ok('ring.snooze', {
      ids: ['a1#1'],
      for: { minutes: 60 },
      unless: { price: 115, direction: 'up' },
    });
    await made.tickAt(114);
    expect(made.speaker.open()).toBe(0);
    await made.tickAt(115);
    expect(made.speaker.open()).toBe(1);
  });
});

describe('an acknowledgement', () => {
  test('is one for every client: time and who, on disk and in the updates of the others', async () => {
    const made = await ringing([110, 105]);
    const updates = made.listen();
    await made.clock.advance(second);
    await made.ok('ring.dismiss', { ids: ['a1#1'] }, 'browser in the kitchen');
    await settle();
    expect(updates.at(-1)?.ringing?.map(({ id }) => id)).toEqual(['a2#1']);
    expect(updates.at(-1)?.alarms).toMatchObject([{ id: 'a1', state: 'fired' }]);
    const { firings } = await made.ok('firings.list', { limit: 10 });
    expect(firings.find(({ firing }) => firing.id === 'a1#1')?.firing).toMatchObject({
      acknowledgedAt: made.clock.now(),
      acknowledgedBy: 'browser in the kitchen',
    });
  });

  test('of a browser ends notification, sound and window of the desktop', async () => {
    const made = await ringing();
    made.sound().playing();
    await made.ok('ring.dismiss', { ids: ['a1#1'] }, 'browser');
    await settle();
    made.expectQuiet();
  });

  test('of the notification is seen by every browser', async () => {
    const made = await ringing();
    const [first, second_] = [made.listen(), made.listen()];
    made.notification().hear({ kind: 'dismiss' });
    await settle();
    for (const updates of [first, second_]) expect(updates.at(-1)?.ringing).toEqual([]);
    expect(await made.acknowledgedBy()).toEqual({ 'a1#1': 'notification' });
  });

  test('by a second client comes too late, is no error, and changes nothing', async () => {
    const made = await ringing();
    await made.ok('ring.dismiss', { ids: ['a1#1'] }, 'first');
    await made.clock.advance(minute);
    expect(await made.ok('ring.dismiss', { ids: ['a1#1'] }, 'second')).toEqual({ dismissed: 0 });
    const { firings } = await made.ok('firings.list', { limit: 1 });
    expect(firings[0]?.firing).toMatchObject({
      acknowledgedBy: 'first',
      acknowledgedAt: made.clock.now() - minute,
    });
  });

  test('is none where the notification timed out or was put away', async () => {
    const made = await ringing();
    made.sound().playing();
    made.notification().hear({ kind: 'shown' });
    made.notification().hear({ kind: 'gone' });
    await made.clock.advance(minute);
    expect([await made.ringing(), made.speaker.open()]).toEqual([['a1#1'], 1]);
    expect(await made.acknowledgedBy()).toEqual({ 'a1#1': null });
  });

  test('of a snooze by one client ends for all', async () => {
    const made = await ringing();
    const updates = made.listen();
    await made.ok('ring.snooze', { ids: ['a1#1'], for: { minutes: 10 } }, 'desktop');
    await settle();
    expect(updates.at(-1)).toMatchObject({
      ringing: [],
      snoozed: [{ id: 'a1#1', snooze: { by: 'desktop' } }],
    });
    await made.ok('ring.dismiss', { ids: ['a1#1'] }, 'browser');
    await settle();
    expect(updates.at(-1)).toMatchObject({ ringing: [], snoozed: [] });
    expect(await made.acknowledgedBy()).toEqual({ 'a1#1': 'browser' });
  });
});
