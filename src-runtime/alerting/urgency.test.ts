import { describe, expect, test } from 'vitest';
import type { Urgency } from '../../src-core/alarm.ts';
import { settle } from '../testing/fake-clock.ts';
import { testDesktops } from '../testing/test-alerting.ts';
import { btc, second, target, tick } from '../testing/test-runtime.ts';

const { start } = testDesktops();
const minute = 60 * second;

interface Wanted {
  readonly urgency: Urgency;
  readonly at: number;
}

/** A pair at 100 with alarms of these urgencies; everything is seen and heard at once. */
async function desktop(...wanted: readonly Wanted[]) {
  const made = start();
  made.allWell();
  await made.watch();
  for (const { urgency, at } of wanted) {
    await made.ok('alarm.add', { pairId: btc, condition: target(at), urgency });
  }
  const sounds = () => made.speaker.attempts.map(({ kind, isOpen }) => `${kind} ${isOpen() ? 'on' : 'over'}`);
  return {
    ...made,
    sounds,
    chimes: () => made.speaker.attempts.filter(({ kind }) => kind === 'chime').length,
    titles: () => made.notifier.shown.map(({ title }) => title),
    /** The pair is asked at once, without a tick. */
    priceNow: async (price: number) => {
      made.feed.price(btc, price);
      made.runtime.pollNow('resume');
      await settle();
    },
  };
}

const loud = (at: number): Wanted => ({ urgency: 'loud', at });
const normal = (at: number): Wanted => ({ urgency: 'normal', at });
const silent = (at: number): Wanted => ({ urgency: 'silent', at });

describe('a loud alarm', () => {
  test('is notification, window and a siren until it is dismissed', async () => {
    const { tickAt, clock, titles, sounds, summons, ok } = await desktop(loud(110));
    await tickAt(111);
    await clock.advance(5 * minute);
    expect([titles(), sounds(), summons.done]).toEqual([['BTC/USDT rose to 110'], ['siren on'], ['call']]);
    await ok('ring.dismissAll', {});
    await settle();
    expect([sounds(), summons.done]).toEqual([['siren over'], ['call', 'calm']]);
  });

  test('that nobody acknowledges softens to a chime each minute', async () => {
    const { tickAt, clock, sounds, chimes, ok } = await desktop(loud(110));
    await ok('settings.set', { softenAfterMs: 2 * minute });
    await tickAt(111);
    await clock.advance(2 * minute - 5 * second);
    expect(sounds()).toEqual(['siren on']);
    await clock.advance(5 * second);
    expect(sounds()).toEqual(['siren over']);
    const counts: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      await clock.advance(minute);
      counts.push(chimes());
    }
    expect(counts).toEqual([1, 2, 3, 4]);
    await ok('ring.dismissAll', {});
    await clock.advance(10 * minute);
    expect(chimes()).toBe(4);
  });

  test('is recorded as heard by its siren, not by each chime', async () => {
    const { tickAt, clock, deliveries, ok } = await desktop(loud(110));
    await ok('settings.set', { softenAfterMs: minute });
    await tickAt(111);
    await clock.advance(10 * minute);
    expect(await deliveries('a1#1')).toEqual(['sound played', 'window shown', 'notification shown']);
  });

  test('that joins a softened one sounds as a siren again, until it softens itself', async () => {
    const { tickAt, clock, sounds, chimes, ok } = await desktop(loud(110), loud(120));
    await ok('settings.set', { softenAfterMs: 2 * minute });
    await tickAt(111);
    await clock.advance(2 * minute + 5 * second);
    expect(sounds()).toEqual(['siren over']);
    await tickAt(121);
    expect(sounds()).toEqual(['siren over', 'siren on']);
    await clock.advance(2 * minute + 5 * second);
    expect(sounds()).toEqual(['siren over', 'siren over']);
    await clock.advance(minute);
    expect(chimes()).toBe(1);
  });

  test('stops sounding at the limit, and rings on without sound', async () => {
    const { tickAt, clock, sounds, ok, ringing, notifier, summons } = await desktop(loud(110));
    await ok('settings.set', { ringLimitMs: 3 * minute });
    await tickAt(111);
    await clock.advance(3 * minute + 5 * second);
    await clock.advance(10 * minute);
    expect(sounds()).toEqual(['siren over']);
    expect(await ringing()).toEqual(['a1#1']);
    expect(notifier.current()?.title).toBe('BTC/USDT rose to 110');
    expect(summons.done).toEqual(['call']);
  });

  test('that softened before is quiet from the limit on', async () => {
    const { tickAt, clock, chimes, ok } = await desktop(loud(110));
    await ok('settings.set', { softenAfterMs: minute, ringLimitMs: 5 * minute });
    await tickAt(111);
    await clock.advance(5 * minute + 5 * second);
    const heard = chimes();
    expect(heard).toBeGreaterThan(1);
    await clock.advance(30 * minute);
    expect(chimes()).toBe(heard);
  });

  test('of which nothing can be heard but beeps softens to a beep each minute, and is told once', async () => {
    const { tickAt, clock, speaker, ok, deliveries } = await desktop(loud(110));
    speaker.onPlay = (sound) => sound.failed('no device');
    await ok('settings.set', { softenAfterMs: minute, ringLimitMs: 10 * minute });
    await tickAt(111);
    await clock.advance(minute + 5 * second);
    const siren = speaker.beeps.length;
    expect(siren).toBeGreaterThan(20);
    await clock.advance(5 * minute);
    expect(speaker.beeps.length).toBe(siren + 5);
    await clock.advance(20 * minute);
    // Until the limit of ten minutes.
    expect(speaker.beeps.length).toBeLessThanOrEqual(siren + 9);
    expect((await deliveries('a1#1')).filter((line) => line === 'sound failed')).toHaveLength(1);
  });

  test('that softened is heard again each minute once the sound works again', async () => {
    const { tickAt, clock, speaker, ok, notices, chimes } = await desktop(loud(110));
    speaker.onPlay = (sound) => sound.failed('no device');
    await ok('settings.set', { softenAfterMs: minute });
    await tickAt(111);
    await clock.advance(minute + 5 * second);
    speaker.onPlay = (sound) => sound.playing();
    const before = chimes();
    await clock.advance(3 * minute);
    expect(chimes()).toBe(before + 3);
    expect((await notices()).map(({ code }) => code)).not.toContain('sound-failed');
  });

  test('rings as loud for hours where the user wants no limit and no softening for a day', async () => {
    const { tickAt, clock, sounds, ok } = await desktop(loud(110));
    await ok('settings.set', { softenAfterMs: 24 * 60 * minute, ringLimitMs: null });
    await tickAt(111);
    await clock.advance(3 * 60 * minute);
    expect(sounds()).toEqual(['siren on']);
  });
});

describe('a normal alarm', () => {
  test('is a notification and one chime; no siren, and the window stays where it is', async () => {
    const { tickAt, clock, titles, sounds, summons, deliveries } = await desktop(normal(110));
    await tickAt(111);
    await clock.advance(30 * minute);
    expect([titles(), sounds(), summons.done]).toEqual([['BTC/USDT rose to 110'], ['chime over'], []]);
    expect(await deliveries('a1#1')).toEqual(['sound played', 'notification shown']);
  });

  test('chimes for each that joins later, once', async () => {
    const { tickAt, clock, sounds } = await desktop(normal(110), normal(120));
    await tickAt(111);
    await tickAt(121);
    await clock.advance(30 * minute);
    expect(sounds()).toEqual(['chime over', 'chime over']);
  });

  test('of which several come within two seconds chimes once for all', async () => {
    const { tickAt, priceNow, clock, sounds, deliveries } = await desktop(normal(110), normal(120));
    await tickAt(111);
    await clock.advance(second);
    await priceNow(121);
    await clock.advance(minute);
    expect(sounds()).toEqual(['chime over']);
    expect(await deliveries('a2#1')).toContain('sound played');
  });

  test('adds no chime to a siren, which counts for it', async () => {
    const { tickAt, sounds, deliveries, clock, summons } = await desktop(loud(110), normal(120));
    await tickAt(111);
    await tickAt(121);
    await clock.advance(minute);
    expect(sounds()).toEqual(['siren on']);
    expect(await deliveries('a2#1')).toEqual(['sound played', 'notification shown']);
    expect(summons.done).toEqual(['call']);
  });

  test('that chimes gives way to a siren at once: one sound', async () => {
    const { tickAt, priceNow, sounds, speaker } = await desktop(normal(110), loud(120));
    await tickAt(111);
    expect(sounds()).toEqual(['chime on']);
    await priceNow(121);
    expect([sounds(), speaker.open()]).toEqual([['chime over', 'siren on'], 1]);
  });

  test('left alone when the loud ones are dismissed is quiet, and the window is let go', async () => {
    const { tickAt, ok, sounds, summons, notifier, clock } = await desktop(loud(110), normal(111));
    await tickAt(112);
    await ok('ring.dismiss', { ids: ['a1#1'] });
    await clock.advance(5 * minute);
    expect([sounds(), summons.done]).toEqual([['siren over'], ['call', 'calm']]);
    expect(notifier.current()?.title).toBe('BTC/USDT rose to 111');
  });

  test('joining a softened one chimes at once', async () => {
    const { tickAt, ok, clock, chimes } = await desktop(loud(110), normal(120));
    await ok('settings.set', { softenAfterMs: minute });
    await tickAt(111);
    await clock.advance(minute + 5 * second);
    const before = chimes();
    await tickAt(121);
    expect(chimes()).toBe(before + 1);
  });

  test('whose chime nobody can hear beeps once, and says so', async () => {
    const made = await desktop(normal(110));
    made.speaker.onPlay = (sound) => sound.failed('no device');
    await made.tickAt(111);
    await made.clock.advance(minute);
    expect(made.speaker.beeps).toHaveLength(1);
    expect((await made.deliveries('a1#1'))[0]).toBe('sound failed');
    expect(await made.notices()).toMatchObject([{ code: 'sound-failed', params: { cause: 'no device' } }]);
  });

  test('rings as new after a restart', async () => {
    const made = await desktop(normal(110));
    await made.tickAt(111);
    made.crash();
    const again = start({ folder: made.folder });
    expect(again.speaker.attempts.map(({ kind }) => kind)).toEqual(['chime']);
    expect(again.summons.done).toEqual([]);
  });
});

describe('a silent alarm', () => {
  test('is in the list and the tray alone', async () => {
    const { tickAt, clock, titles, sounds, summons, ringing, runtime, deliveries } = await desktop(
      silent(110),
    );
    await tickAt(111);
    await clock.advance(30 * minute);
    expect([titles(), sounds(), summons.done]).toEqual([[], [], []]);
    expect(await ringing()).toEqual(['a1#1']);
    expect(runtime.glance()).toMatchObject({ state: 'ringing', ringing: 1 });
    expect(await deliveries('a1#1')).toEqual([]);
  });

  test('beside a loud one is not in the notification, and keeps no sound on', async () => {
    const { tickAt, ok, titles, sounds, clock, notifier, summons } = await desktop(loud(110), silent(111));
    await tickAt(112);
    await clock.advance(2 * second);
    expect(titles()).toEqual(['BTC/USDT rose to 110']);
    await ok('ring.dismiss', { ids: ['a1#1'] });
    await settle();
    expect([sounds(), notifier.current(), summons.done]).toEqual([['siren over'], null, ['call', 'calm']]);
  });

  test('that joins makes no new notification', async () => {
    const { tickAt, titles } = await desktop(loud(110), silent(120));
    await tickAt(111);
    await tickAt(121);
    await tickAt(122);
    expect(titles()).toEqual(['BTC/USDT rose to 110']);
  });
});

describe('the urgency of an alarm', () => {
  test('that is changed counts from its next firing on; what rings already rings as it was', async () => {
    const { tickAt, ok, sounds, clock } = await desktop(loud(110));
    await tickAt(111);
    await ok('alarm.edit', { id: 'a1', urgency: 'silent' });
    await clock.advance(minute);
    expect(sounds()).toEqual(['siren on']);
    await ok('ring.dismissAll', {});
    await ok('alarm.rearm', { id: 'a1' });
    await tickAt(100);
    await clock.advance(5 * tick);
    await tickAt(111);
    expect(sounds()).toEqual(['siren over']);
    expect((await ok('firings.list', { limit: 10 })).firings.map(({ firing }) => firing.urgency)).toEqual([
      'silent',
      'loud',
    ]);
  });
});

describe('prices that are out', () => {
  test('ring as loud, and that they are back is one chime', async () => {
    const { feed, clock, titles, sounds, summons, ok } = await desktop(loud(110));
    await clock.advance(minute);
    feed.failWith('offline');
    await clock.advance(6 * minute);
    expect([titles(), sounds(), summons.done]).toEqual([['No prices from Binance'], ['siren on'], ['call']]);
    await ok('ring.dismissAll', {});
    feed.failWith(null);
    await clock.advance(2 * minute);
    expect(titles().at(-1)).toBe('Prices from Binance are back');
    expect(sounds()).toEqual(['siren over', 'chime over']);
  });
});

test('the test alarm is loud, and does not soften', async () => {
  const { ok, clock, sounds, summons } = await desktop();
  await ok('settings.set', { softenAfterMs: minute });
  await ok('ring.test', {});
  await clock.advance(10 * minute);
  expect([sounds(), summons.done]).toEqual([['siren on'], ['call']]);
});

test('the test alarm keeps to the limit of the sound', async () => {
  const { ok, clock, sounds } = await desktop();
  await ok('settings.set', { ringLimitMs: minute });
  await ok('ring.test', {});
  await clock.advance(2 * minute);
  expect(sounds()).toEqual(['siren over']);
});
