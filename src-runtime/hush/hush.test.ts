import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src-shared/contract/schemas.ts';
import { createFakeClock, testStart } from '../testing/fake-clock.ts';
import { grouped, testDesktops } from '../testing/test-alerting.ts';
import { second, target } from '../testing/test-runtime.ts';

const desktops = testDesktops();
const minute = 60 * second;
type Desktop = ReturnType<typeof desktops.start>;

const audible = ({ ringing }: Snapshot) => ringing.filter(({ held }) => held !== true).map(({ id }) => id);
const held = ({ ringing }: Snapshot) => ringing.filter((one) => one.held === true).map(({ id }) => id);

/** Alarms at 110 and 120 above a price of 100, and everybody can be heard and seen. */
async function armed(): Promise<Desktop> {
  const made = await desktops.armed([110, 120]);
  made.allWell();
  return made;
}

async function muted(minutes = 60): Promise<Desktop> {
  const made = await armed();
  await made.ok('mute.set', { minutes }, 'sofa');
  return made;
}

describe('a mute', () => {
  test('is told to everybody: until when, and who began it', async () => {
    const made = await armed();
    const updates = made.listen();
    const at = made.clock.now();
    await made.ok('mute.set', { minutes: 15 }, 'sofa');
    const mute = { until: at + 15 * minute, by: 'sofa', at };
    expect((await made.state()).mute).toEqual(mute);
    expect(updates.find((update) => update.mute !== undefined)?.mute).toEqual(mute);
  });

  test('keeps sound, notification and window away; the firing is listed, counted and explained', async () => {
    const made = await muted();
    await made.tickAt(111);
    await made.clock.advance(grouped);
    expect([made.speaker.attempts, made.notifier.shown, made.summons.calls]).toEqual([[], [], []]);
    const state = await made.state();
    expect([audible(state), held(state)]).toEqual([[], ['a1#1']]);
    expect(state.alarms.find(({ id }) => id === 'a1')).toMatchObject({ firedCount: 1, state: 'ringing' });
    expect(await made.deliveries('a1#1')).toEqual(['notification held']);
    expect((await made.causes('a1#1'))[0]).toMatch(/^muted until \d\d:\d\d$/);
  });

  test('silences what rings already, the test alarm for good', async () => {
    const made = await armed();
    await made.ok('ring.test', {});
    await made.tickAt(111);
    await made.clock.advance(grouped);
    expect(made.speaker.open()).toBe(1);
    await made.ok('mute.set', { minutes: 15 });
    expect([made.speaker.open(), made.notifier.current()]).toEqual([0, null]);
    expect((await made.state()).ringing.map(({ id }) => id)).toEqual(['a1#1']);
  });

  test('ends by itself: one digest of what came, and what still holds rings', async () => {
    const made = await muted();
    await made.tickAt(121);
    await made.clock.advance(10 * minute);
    await made.tickAt(115);
    await made.clock.advance(50 * minute + grouped);
    const state = await made.state();
    expect([state.mute, audible(state), held(state)]).toEqual([null, ['a1#1'], []]);
    expect(made.notifier.shown.map(({ title }) => title)).toEqual(['While it was muted: 2 alarms']);
    expect(made.notification().body).toMatch(/BTC\/USDT rose to 120 · no longer so/);
    expect(made.notification().body).toMatch(/BTC\/USDT rose to 110$/m);
    expect(made.speaker.open()).toBe(1);
    expect(state.summary).toMatchObject({ why: 'muted', firings: [{ holds: true }, { holds: false }] });
  });

  test('that ends with nothing that still holds is told without a sound', async () => {
    const made = await muted();
    await made.tickAt(111);
    await made.tickAt(100);
    await made.ok('mute.end', {});
    await made.clock.advance(grouped);
    expect(made.notifier.shown.map(({ title }) => title)).toEqual(['While it was muted: 1 alarm']);
    expect([made.speaker.attempts, made.summons.calls]).toEqual([[], []]);
    await made.ok('summary.dismiss', {});
    expect(made.notifier.current()).toBeNull();
    expect((await made.acknowledgedBy())['a1#1']).toBe('tester');
  });

  test('its digest is put away by its button, with everything in it', async () => {
    const made = await muted();
    await made.tickAt(121);
    await made.tickAt(115);
    await made.ok('mute.end', {});
    await made.clock.advance(grouped);
    made.notification().hear({ kind: 'dismiss' });
    await made.clock.advance(0);
    expect(await made.acknowledgedBy()).toEqual({ 'a1#1': 'notification', 'a2#1': 'notification' });
    expect((await made.state()).summary).toBeNull();
    made.expectQuiet();
  });

  test('that nothing came in ends without a word', async () => {
    const made = await muted();
    await made.ok('mute.end', {});
    await made.clock.advance(grouped);
    expect([made.notifier.shown, (await made.state()).summary]).toEqual([[], null]);
  });

  test('what was dismissed meanwhile is not told again', async () => {
    const made = await muted();
    await made.tickAt(111);
    await made.ok('ring.dismiss', { ids: ['a1#1'] });
    await made.ok('mute.end', {});
    await made.clock.advance(grouped);
    expect([made.notifier.shown, made.speaker.attempts]).toEqual([[], []]);
  });

  test('lets nobody test an alarm that would be silent', async () => {
    const made = await muted();
    const reply = await made.refused('ring.test', {});
    expect([reply.code, reply.message]).toEqual([
      'muted',
      expect.stringMatching(/^Everything is muted until/),
    ]);
    await made.ok('mute.end', {});
    await made.ok('ring.test', {});
  });

  test('until a time ends then; one that is over, or more than a week ahead, is refused', async () => {
    const made = await armed();
    const until = made.clock.now() + 90 * minute;
    await made.ok('mute.set', { until });
    await made.clock.advance(90 * minute - second);
    expect((await made.state()).mute?.until).toBe(until);
    await made.clock.advance(second);
    expect((await made.state()).mute).toBeNull();
    expect((await made.refused('mute.set', { until })).code).toBe('bad-input');
    expect((await made.refused('mute.set', { until: until + 8 * 1_440 * minute })).code).toBe('bad-input');
  });

  test('goes on after a restart, and ends when it was to end', async () => {
    const made = await muted();
    await made.tickAt(111);
    const { until } = (await made.state()).mute ?? { until: 0 };
    made.end();
    await made.runtime.stop();
    const again = desktops.start({ folder: made.folder, clock: made.clock, feed: made.feed, firstId: 3 });
    again.allWell();
    expect((await again.state()).mute?.until).toBe(until);
    expect(held(await again.state())).toEqual(['a1#1']);
    await again.clock.advance(60 * minute + grouped);
    expect((await again.state()).mute).toBeNull();
    expect(again.notifier.shown.map(({ title }) => title)).toEqual(['While it was muted: 1 alarm']);
    expect(again.speaker.open()).toBe(1);
  });

  test('that ended while the app was away is told at its start; what was told stays told', async () => {
    const made = await muted(15);
    await made.tickAt(111);
    await made.tickAt(100);
    made.end();
    await made.runtime.stop();
    const clock = createFakeClock(made.clock.now() + 60 * minute);
    const again = desktops.start({ folder: made.folder, clock, feed: made.feed, firstId: 3 });
    again.allWell();
    await again.clock.advance(grouped);
    expect(again.notifier.shown.map(({ title }) => title)).toEqual(['While it was muted: 1 alarm']);
    expect((await again.state()).ringing).toEqual([]);
    again.end();
    await again.runtime.stop();
    const third = desktops.start({ folder: made.folder, clock, feed: made.feed, firstId: 3 });
    const state = await third.state();
    expect([state.ringing, state.summary?.why, state.summary?.firings.length]).toEqual([[], 'muted', 1]);
  });
});

describe('quiet hours', () => {
  const local = (ms: number) => {
    const date = new Date(ms);
    return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
  };
  /** From two minutes after the start, for an hour. */
  const hour = (loudMayPass = false) => ({
    on: true,
    from: local(testStart + 2 * minute),
    to: local(testStart + 62 * minute),
    loudMayPass,
  });

  async function within(loudMayPass = false): Promise<Desktop> {
    const made = await armed();
    await made.ok('settings.set', { quietHours: hour(loudMayPass) });
    await made.clock.advance(3 * minute);
    return made;
  }

  test('are told while they are in force', async () => {
    const made = await armed();
    await made.ok('settings.set', { quietHours: hour() });
    expect((await made.state()).quietNow).toBeNull();
    await made.clock.advance(3 * minute);
    expect((await made.state()).quietNow).toMatchObject({ loudMayPass: false });
    await made.clock.advance(60 * minute);
    expect((await made.state()).quietNow).toBeNull();
  });

  test('hold what comes true, and tell it in one digest at their end', async () => {
    const made = await within();
    await made.tickAt(111);
    await made.clock.advance(10 * minute);
    expect([made.speaker.attempts, made.notifier.shown, made.summons.calls]).toEqual([[], [], []]);
    await made.clock.advance(50 * minute);
    expect(made.notifier.shown.map(({ title }) => title)).toEqual(['During quiet hours: 1 alarm']);
    expect([made.speaker.open(), audible(await made.state())]).toEqual([1, ['a1#1']]);
    expect((await made.state()).summary?.why).toBe('quiet hours');
  });

  test('loud alarms may pass where that is set, and the others wait', async () => {
    const made = await within(true);
    await made.ok('alarm.edit', { id: 'a2', urgency: 'normal' });
    await made.tickAt(121);
    await made.clock.advance(grouped);
    expect([audible(await made.state()), held(await made.state())]).toEqual([['a1#1'], ['a2#1']]);
    expect(made.speaker.open()).toBe(1);
    await made.ok('ring.test', {});
  });

  test('a mute that ends in them frees nothing', async () => {
    const made = await within();
    await made.ok('mute.set', { minutes: 15 });
    await made.tickAt(111);
    await made.clock.advance(20 * minute);
    expect([(await made.state()).mute, held(await made.state())]).toEqual([null, ['a1#1']]);
    expect(made.notifier.shown).toEqual([]);
    await made.clock.advance(60 * minute);
    expect(audible(await made.state())).toEqual(['a1#1']);
  });

  test('that are switched off in their middle end at once', async () => {
    const made = await within();
    await made.tickAt(111);
    await made.ok('settings.set', { quietHours: { ...hour(), on: false } });
    await made.clock.advance(grouped);
    expect([made.speaker.open(), made.notifier.shown.length]).toEqual([1, 1]);
  });

  test('that begin as they end are refused', async () => {
    const made = await armed();
    const reply = await made.refused('settings.set', {
      quietHours: { ...hour(), from: '08:00', to: '08:00' },
    });
    expect(reply.code).toBe('bad-input');
  });
});

test('a silent alarm is in the list alone, whatever is muted', async () => {
  const made = await muted();
  await made.alarm(target(105));
  await made.ok('alarm.edit', { id: 'a3', urgency: 'silent' });
  await made.tickAt(106);
  expect([audible(await made.state()), held(await made.state())]).toEqual([['a3#1'], []]);
});

test('without notifications rings are heard and seen all the same', async () => {
  const made = await armed();
  await made.ok('settings.set', { notifications: false });
  await made.tickAt(111);
  await made.clock.advance(grouped);
  expect([made.notifier.shown, made.speaker.open(), made.summons.calls.length]).toEqual([[], 1, 1]);
});
