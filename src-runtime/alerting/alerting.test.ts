import { describe, expect, test } from 'vitest';
import { createFakeClock, settle } from '../testing/fake-clock.ts';
import { grouped, testDesktops } from '../testing/test-alerting.ts';
import { btc, second } from '../testing/test-runtime.ts';

const { start, armed, ringing } = testDesktops();

describe('an alarm that rings', () => {
  test('is one notification, one sound and a call of the window, at once', async () => {
    const { notifier, speaker, summons, notification } = await ringing();
    expect(notifier.shown).toHaveLength(1);
    expect(notification().title).toBe('BTC/USDT rose to 110');
    expect(notification().body).toMatch(/^100.* → 111.*\nRule: /);
    expect([speaker.attempts.length, summons.done]).toEqual([1, ['call']]);
  });

  test('records what really happened, in the order in which it happened', async () => {
    const { notification, sound, windowShows, deliveries, clock, runtime } = await ringing();
    expect(await deliveries('a1#1')).toEqual([]);
    windowShows();
    await clock.advance(second);
    notification().hear({ kind: 'shown' });
    sound().playing();
    expect(await deliveries('a1#1')).toEqual(['window shown', 'notification shown', 'sound played']);
    const [view] = runtime.ringing();
    expect(view).toMatchObject({
      firing: {
        deliveries: [
          { channel: 'window', outcome: 'shown', at: clock.now() - second, cause: null },
          { channel: 'notification', outcome: 'shown', at: clock.now(), cause: null },
          { channel: 'sound', outcome: 'played', at: clock.now(), cause: null },
        ],
      },
    });
  });

  test('does nothing more while it rings: no second notification, sound or call', async () => {
    const made = await ringing();
    made.windowShows();
    made.notification().hear({ kind: 'shown' });
    made.sound().playing();
    for (let count = 0; count < 20; count += 1) await made.tickAt(111 + count);
    expect([made.notifier.shown.length, made.speaker.attempts.length, made.summons.done]).toEqual([
      1,
      1,
      ['call'],
    ]);
    expect(await made.deliveries('a1#1')).toHaveLength(3);
    expect(await made.notices()).toEqual([]);
  });

  test('several of one tick are one notification that lists all, one sound, one call', async () => {
    const made = await ringing([110, 105, 107]);
    expect(made.notifier.shown).toHaveLength(1);
    expect(made.notification().title).toBe('3 alarms ring');
    expect(made.notification().body.split('\n')).toEqual(
      [107, 105, 110].map((price) => `BTC/USDT rose to ${price} · at 111.00`),
    );
    expect([made.speaker.attempts.length, made.summons.done]).toEqual([1, ['call']]);
    made.windowShows();
    made.notification().hear({ kind: 'shown' });
    made.sound().playing();
    for (const id of ['a1#1', 'a2#1', 'a3#1']) {
      expect(await made.deliveries(id)).toEqual(['window shown', 'notification shown', 'sound played']);
    }
  });

  test('rings all the same where the disk refuses', async () => {
    const made = await armed();
    made.disk.stateFails = true;
    await made.tickAt(111);
    await made.clock.advance(grouped);
    expect([made.notifier.shown.length, made.speaker.attempts.length, made.summons.done]).toEqual([
      1,
      1,
      ['call'],
    ]);
  });
});

describe('one that joins', () => {
  test('is a new notification that lists all; the sound goes on, and counts for it too', async () => {
    const made = await ringing([110, 120]);
    made.allWell();
    made.windowShows();
    made.notification().hear({ kind: 'shown' });
    made.sound().playing();
    await made.tickAt(121);
    expect(made.notifier.shown.map(({ title }) => title)).toEqual(['BTC/USDT rose to 110', '2 alarms ring']);
    expect(made.notification().body).toBe(
      'BTC/USDT rose to 120 · at 121.00\nBTC/USDT rose to 110 · at 111.00',
    );
    expect([made.speaker.attempts.length, made.speaker.open(), made.summons.done]).toEqual([
      1,
      1,
      ['call', 'call'],
    ]);
    expect(await made.deliveries('a2#1')).toEqual(['sound played', 'window shown', 'notification shown']);
    // The first was told already.
    expect(await made.deliveries('a1#1')).toEqual(['window shown', 'notification shown', 'sound played']);
  });

  test('before the sound can be heard, it is heard for both', async () => {
    const made = await ringing([110, 120]);
    await made.clock.advance(0);
    made.feed.price(btc, 121);
    made.runtime.pollNow('resume');
    await settle();
    expect(await made.ringing()).toHaveLength(2);
    made.sound().playing();
    expect(await made.deliveries('a1#1')).toEqual(['sound played']);
    expect(await made.deliveries('a2#1')).toEqual(['sound played']);
    expect(made.speaker.attempts).toHaveLength(1);
  });

  test('while the computer beeps has it recorded that its sound failed', async () => {
    const made = await ringing([110, 120]);
    made.sound().failed('no device');
    made.sound().failed('no device');
    await made.tickAt(121);
    expect((await made.deliveries('a2#1'))[0]).toBe('sound failed');
    expect((await made.causes('a2#1'))[0]).toBe('no device');
    expect(made.speaker.attempts).toHaveLength(2);
  });

  test('in the very turn in which the others are dismissed keeps the sound', async () => {
    const made = await ringing();
    made.allWell();
    made.sound().playing();
    await Promise.all([made.ok('ring.dismissAll', {}), made.ok('ring.test', {})]);
    await settle();
    expect(await made.ringing()).toEqual(['test']);
    expect([made.speaker.attempts.length, made.speaker.open()]).toEqual([1, 1]);
    expect(made.notification().title).toBe('Test alarm');
  });
});

describe('a notification that fails', () => {
  test.each([
    [
      'says so',
      async ({ notification }: Awaited<ReturnType<typeof ringing>>) => {
        notification().hear({ kind: 'failed', cause: 'no notification server' });
        return 'no notification server';
      },
    ],
    [
      'never answers for 3 seconds',
      async ({ clock }: Awaited<ReturnType<typeof ringing>>) => {
        await clock.advance(3 * second);
        return 'no answer within 3 s';
      },
    ],
  ])('and %s leaves sound and window alone; the firing and a notice say why', async (_, fail) => {
    const made = await ringing();
    made.sound().playing();
    const cause = await fail(made);
    made.windowShows();
    expect(await made.deliveries('a1#1')).toEqual(['sound played', 'notification failed', 'window shown']);
    expect(await made.causes('a1#1')).toEqual([null, cause, null]);
    expect(await made.notices()).toEqual([
      { id: 'notification-failed', code: 'notification-failed', params: { cause } },
    ]);
    expect([made.speaker.open(), made.summons.done, made.notifier.shown.length]).toEqual([1, ['call'], 1]);
  });

  test('before `show` returns is recorded once, and is not waited for', async () => {
    const made = await armed();
    made.notifier.onShow = ({ hear }) => hear({ kind: 'failed', cause: 'unsupported' });
    await made.tickAt(111);
    await made.clock.advance(10 * second);
    expect(await made.deliveries('a1#1')).toContain('notification failed');
    expect((await made.deliveries('a1#1')).filter((line) => line.startsWith('notification'))).toHaveLength(1);
    expect(made.speaker.attempts.length).toBeGreaterThan(0);
    expect(made.summons.done).toEqual(['call']);
  });

  test('is not failed while the 3 seconds are not over, nor when it answered in time', async () => {
    const made = await ringing();
    made.sound().playing();
    await made.clock.advance(3 * second - 1);
    expect(await made.deliveries('a1#1')).toEqual(['sound played']);
    made.notification().hear({ kind: 'shown' });
    await made.clock.advance(60 * second);
    expect(await made.deliveries('a1#1')).toEqual(['sound played', 'notification shown']);
  });

  test('but is shown later after all: that is recorded, and the notice goes', async () => {
    const made = await ringing();
    made.sound().playing();
    await made.clock.advance(5 * second);
    expect(await made.notices()).toHaveLength(1);
    made.notification().hear({ kind: 'shown' });
    expect(await made.deliveries('a1#1')).toEqual([
      'sound played',
      'notification failed',
      'notification shown',
    ]);
    expect(await made.notices()).toEqual([]);
  });

  test('with a cause of any length is recorded, and the snapshot still reads', async () => {
    const made = await ringing();
    made.notification().hear({ kind: 'failed', cause: 'x'.repeat(5_000) });
    const { ringing: rings } = await made.state();
    expect(rings).toMatchObject([{ firing: { deliveries: [{ outcome: 'failed' }] } }]);
    expect(await made.deliveries('a1#1')).toEqual(['notification failed']);
  });

  test('of an earlier notification says nothing about the one that took its place', async () => {
    const made = await ringing([110, 120]);
    made.sound().playing();
    made.feed.price(btc, 121);
    made.runtime.pollNow('resume');
    await made.clock.advance(grouped);
    const [first, second_] = made.notifier.shown;
    // The desktop answers late for the first: the second is waited for all the same.
    first?.hear({ kind: 'shown' });
    await made.clock.advance(3 * second);
    expect(await made.deliveries('a2#1')).toEqual(['sound played', 'notification failed']);
    expect(await made.deliveries('a1#1')).toEqual([
      'sound played',
      'notification shown',
      'notification failed',
    ]);
    second_?.hear({ kind: 'shown' });
    expect(await made.notices()).toEqual([]);
  });

  test('replaced within its 3 seconds is not waited for any more', async () => {
    const made = await ringing([110, 120]);
    made.sound().playing();
    made.feed.price(btc, 121);
    made.runtime.pollNow('resume');
    await made.clock.advance(grouped);
    made.notification().hear({ kind: 'shown' });
    await made.clock.advance(10 * second);
    expect(await made.deliveries('a1#1')).toEqual(['sound played', 'notification shown']);
    expect(await made.notices()).toEqual([]);
  });
});

describe('a sound that fails', () => {
  test('leaves notification and window alone; the firing and a notice say why', async () => {
    const made = await ringing();
    made.notification().hear({ kind: 'shown' });
    made.windowShows();
    await made.clock.advance(6 * second);
    expect(await made.deliveries('a1#1')).toEqual(['notification shown', 'window shown', 'sound failed']);
    const cause = 'nothing could be heard within 3 s';
    expect((await made.causes('a1#1')).at(-1)).toBe(cause);
    expect(await made.notices()).toEqual([{ id: 'sound-failed', code: 'sound-failed', params: { cause } }]);
    expect([made.notifier.shown.length, made.summons.done]).toEqual([1, ['call']]);
    expect(made.speaker.beeps.length).toBeGreaterThan(0);
  });

  test('before `play` returns lets notification and window go on', async () => {
    const made = await armed();
    made.speaker.onPlay = (sound) => sound.failed('no device');
    await made.tickAt(111);
    await made.clock.advance(grouped);
    expect([made.notifier.shown.length, made.summons.done, made.speaker.open()]).toEqual([1, ['call'], 0]);
    expect(await made.deliveries('a1#1')).toEqual(['sound failed']);
    await made.ok('ring.dismissAll', {});
    await settle();
    made.expectQuiet();
  });

  test('and is heard at the next ring: the notice goes', async () => {
    const made = await ringing([110, 120]);
    made.sound().failed('busy');
    made.sound().failed('busy');
    await made.ok('ring.dismissAll', {});
    expect((await made.notices()).map(({ id }) => id)).toContain('sound-failed');
    await made.tickAt(121);
    made.sound().playing();
    expect((await made.notices()).map(({ id }) => id)).not.toContain('sound-failed');
    expect(await made.deliveries('a2#1')).toEqual(['sound played']);
  });

  test('with a cause of any length is recorded, and the snapshot still reads', async () => {
    const made = await ringing();
    for (const index of [0, 1]) made.speaker.attempts[index]?.failed('y'.repeat(5_000));
    expect(await made.ringing()).toEqual(['a1#1']);
    expect(await made.deliveries('a1#1')).toEqual(['sound failed']);
  });
});

describe('what the user does with the notification', () => {
  test('a click opens the window and acknowledges nothing', async () => {
    const made = await ringing();
    made.notification().hear({ kind: 'shown' });
    made.sound().playing();
    made.notification().hear({ kind: 'clicked' });
    expect(made.summons.done).toEqual(['call', 'open']);
    expect(await made.ringing()).toEqual(['a1#1']);
    expect([made.speaker.open(), made.notifier.current()]).toEqual([1, made.notification()]);
    expect(await made.deliveries('a1#1')).toEqual([
      'notification shown',
      'sound played',
      'notification clicked',
    ]);
  });

  test('a click on one that failed to answer opens the window too', async () => {
    const made = await ringing();
    await made.clock.advance(4 * second);
    made.notification().hear({ kind: 'clicked' });
    expect(made.summons.done).toEqual(['call', 'open']);
  });

  test('dismissing acknowledges everything it listed, as “notification”, and all is quiet', async () => {
    const made = await ringing([110, 105]);
    made.notification().hear({ kind: 'shown' });
    made.sound().playing();
    made.notification().hear({ kind: 'dismiss' });
    await settle();
    expect(await made.ringing()).toEqual([]);
    expect(await made.acknowledgedBy()).toEqual({ 'a1#1': 'notification', 'a2#1': 'notification' });
    made.expectQuiet();
  });

  test('dismissing one that lists too many to name acknowledges all of them', async () => {
    const made = await ringing([101, 102, 103, 104, 105, 106, 107, 108]);
    made.notification().hear({ kind: 'dismiss' });
    await settle();
    expect(await made.ringing()).toEqual([]);
  });

  test('dismissing an earlier one leaves ringing what it did not list', async () => {
    const made = await ringing([110, 120]);
    const first = made.notification();
    await made.tickAt(121);
    first.hear({ kind: 'dismiss' });
    await settle();
    expect(await made.ringing()).toEqual(['a2#1']);
    expect(await made.acknowledgedBy()).toEqual({ 'a1#1': 'notification', 'a2#1': null });
    expect(made.speaker.open()).toBeLessThanOrEqual(1);
  });

  test('dismissing what somebody has dismissed already changes nothing', async () => {
    const made = await ringing();
    const notification = made.notification();
    await made.ok('ring.dismissAll', {}, 'browser');
    notification.hear({ kind: 'dismiss' });
    await settle();
    expect(await made.acknowledgedBy()).toEqual({ 'a1#1': 'browser' });
    expect(made.events('error')).toEqual([]);
    made.expectQuiet();
  });
});

describe('quiet again', () => {
  test.each([
    ['nothing has answered yet', () => {}],
    [
      'everything was seen and heard',
      (made: Awaited<ReturnType<typeof ringing>>) => {
        made.notification().hear({ kind: 'shown' });
        made.sound().playing();
        made.windowShows();
      },
    ],
    [
      'everything has failed',
      (made: Awaited<ReturnType<typeof ringing>>) => {
        made.notification().hear({ kind: 'failed', cause: 'no' });
        made.sound().failed('no');
        made.sound().failed('no');
      },
    ],
  ])('when %s, a dismissal by anyone ends notification, sound and window', async (_, happen) => {
    const made = await ringing();
    happen(made);
    await made.ok('ring.dismissAll', {}, 'browser');
    await settle();
    made.expectQuiet();
    const beeps = made.speaker.beeps.length;
    await made.clock.advance(10 * second);
    expect(made.speaker.beeps.length).toBe(beeps);
  });

  test('only when the last one is dismissed', async () => {
    const made = await ringing([110, 105]);
    made.sound().playing();
    await made.ok('ring.dismiss', { ids: ['a1#1'] });
    await settle();
    expect([made.speaker.open(), made.summons.done]).toEqual([1, ['call']]);
    await made.ok('ring.dismiss', { ids: ['a2#1'] });
    await settle();
    made.expectQuiet();
  });

  test('also when the alarm or its pair is removed', async () => {
    const made = await ringing();
    await made.ok('pair.remove', { id: btc });
    await settle();
    made.expectQuiet();
  });

  test('what a port reports afterwards is recorded, and wakes nothing', async () => {
    const made = await ringing();
    const [notification, sound] = [made.notification(), made.sound()];
    await made.ok('ring.dismissAll', {});
    await settle();
    notification.hear({ kind: 'shown' });
    sound.playing();
    made.windowShows();
    await settle();
    made.expectQuiet();
    expect(await made.deliveries('a1#1')).toEqual(['notification shown', 'window shown']);
    expect(made.notifier.shown).toHaveLength(1);
  });

  test('and ringing again starts anew: notification, sound, window', async () => {
    const made = await ringing([110, 120]);
    made.sound().playing();
    await made.ok('ring.dismissAll', {});
    await made.tickAt(121);
    expect([made.notifier.shown.length, made.speaker.attempts.length, made.speaker.open()]).toEqual([
      2, 2, 1,
    ]);
    expect(made.summons.done).toEqual(['call', 'calm', 'call']);
    expect(made.notification().title).toBe('BTC/USDT rose to 120');
    // The sound of the first ring says nothing about the second.
    expect(await made.deliveries('a2#1')).toEqual([]);
    made.sound().playing();
    expect(await made.deliveries('a2#1')).toEqual(['sound played']);
    expect(await made.deliveries('a1#1')).toEqual(['sound played']);
  });

  test('and ringing again: an answer for the notification before is not one for this one', async () => {
    const made = await ringing([110, 120]);
    const first = made.notification();
    made.sound().playing();
    await made.ok('ring.dismissAll', {});
    await made.tickAt(121);
    made.sound().playing();
    first.hear({ kind: 'shown' });
    await made.clock.advance(3 * second);
    expect(await made.deliveries('a2#1')).toEqual(['sound played', 'notification failed']);
  });
});

describe('what rang before the start', () => {
  test('rings again with notification, sound and window, and is recorded anew', async () => {
    const before = await ringing();
    before.notification().hear({ kind: 'shown' });
    before.sound().playing();
    const clock = createFakeClock(before.clock.now());
    before.crash();
    const again = start({ folder: before.folder, clock });
    await again.clock.advance(grouped);
    expect(again.notification().title).toBe('BTC/USDT rose to 110');
    expect([again.speaker.attempts.length, again.summons.done]).toEqual([1, ['call']]);
    again.notification().hear({ kind: 'shown' });
    again.windowShows();
    again.sound().playing();
    expect(await again.deliveries('a1#1')).toEqual([
      'notification shown',
      'sound played',
      'notification shown',
      'window shown',
      'sound played',
    ]);
  });

  test('was nothing: nothing is shown, played or called', async () => {
    const { notifier, speaker, summons, timers } = start();
    expect([notifier.shown, speaker.attempts, summons.done]).toEqual([[], [], []]);
    expect(timers.waiting()).toBe(0);
  });
});

describe('the test alarm', () => {
  test('is notification, sound and window like any other, and is recorded nowhere', async () => {
    const made = await armed();
    await made.ok('ring.test', {});
    await settle();
    expect(made.notification().title).toBe('Test alarm');
    expect([made.speaker.attempts.length, made.summons.done]).toEqual([1, ['call']]);
    made.notification().hear({ kind: 'shown' });
    made.sound().playing();
    made.windowShows();
    await settle();
    expect(made.events('info').filter((event) => event.startsWith('delivery.'))).toEqual([]);
    expect(await made.ringing()).toEqual(['test']);
    made.notification().hear({ kind: 'dismiss' });
    await settle();
    expect(await made.ringing()).toEqual([]);
    made.expectQuiet();
  });

  test('that reaches nobody says so in notices', async () => {
    const made = await armed();
    await made.ok('ring.test', {});
    await made.clock.advance(6 * second);
    expect((await made.notices()).map(({ id }) => id)).toEqual(['notification-failed', 'sound-failed']);
  });

  test('that an alarm joins lists both, and records for the alarm only', async () => {
    const made = await armed();
    await made.ok('ring.test', {});
    await settle();
    made.allWell();
    made.sound().playing();
    await made.tickAt(111);
    await made.clock.advance(grouped);
    expect(made.notification().body).toBe('BTC/USDT rose to 110 · at 111.00\nTest alarm');
    expect(made.speaker.attempts).toHaveLength(1);
    expect(await made.deliveries('a1#1')).toEqual(['sound played', 'window shown', 'notification shown']);
  });
});

describe('ended', () => {
  test.each([
    ['while nothing rings', async () => armed()],
    ['while it waits for everything', async () => ringing()],
    [
      'while it rings',
      async () => {
        const made = await ringing();
        made.notification().hear({ kind: 'shown' });
        made.sound().playing();
        return made;
      },
    ],
    [
      'while it beeps',
      async () => {
        const made = await ringing();
        await made.clock.advance(8 * second);
        return made;
      },
    ],
  ])('%s: nothing is shown or heard, and no timer is left', async (_, prepare) => {
    const made = await prepare();
    made.end();
    made.expectQuiet();
  });

  test('it hears of no further ring, and of nothing that its ports still report', async () => {
    const made = await ringing([110, 120]);
    made.end();
    made.notification().hear({ kind: 'clicked' });
    made.notification().hear({ kind: 'failed', cause: 'the app is gone' });
    made.sound().playing();
    made.sound().failed('the app is gone');
    made.windowShows();
    expect(await made.deliveries('a1#1')).toEqual([]);
    await made.tickAt(121);
    expect(made.notifier.shown).toHaveLength(1);
    expect(made.speaker.attempts).toHaveLength(1);
    expect(made.summons.done).toEqual(['call', 'calm']);
    expect(await made.notices()).toEqual([]);
    expect(await made.ringing()).toEqual(['a1#1', 'a2#1']);
  });

  test('what it had recorded is there after the next start, and rings', async () => {
    const made = await ringing();
    made.notification().hear({ kind: 'shown' });
    made.end();
    const clock = createFakeClock(made.clock.now());
    await made.runtime.stop();
    made.notification().hear({ kind: 'shown' });
    const again = start({ folder: made.folder, clock });
    expect(again.speaker.attempts).toHaveLength(1);
    expect(await again.deliveries('a1#1')).toEqual(['notification shown']);
  });
});

describe('a port that throws', () => {
  const broken = () => {
    throw new Error('broken');
  };

  test('a notification that throws has failed, and sound and window come', async () => {
    const made = await armed();
    Object.assign(made.notifier, { show: broken });
    await made.tickAt(111);
    await made.clock.advance(grouped);
    made.sound().playing();
    made.windowShows();
    expect((await made.deliveries('a1#1')).sort()).toEqual([
      'notification failed',
      'sound played',
      'window shown',
    ]);
    expect(await made.notices()).toMatchObject([
      { code: 'notification-failed', params: { cause: 'broken' } },
    ]);
  });

  test('a window that throws has failed, and sound and notification come', async () => {
    const made = await armed();
    Object.assign(made.summons, { call: broken });
    await made.tickAt(111);
    await made.clock.advance(grouped);
    made.sound().playing();
    made.notification().hear({ kind: 'shown' });
    expect(await made.deliveries('a1#1')).toEqual(['window failed', 'sound played', 'notification shown']);
    expect(await made.notices()).toEqual([]);
  });

  test('a sound that throws gives way to the beep, and window and notification come', async () => {
    const made = await armed();
    Object.assign(made.speaker, { play: broken });
    await made.tickAt(111);
    await made.clock.advance(grouped);
    made.windowShows();
    made.notification().hear({ kind: 'shown' });
    expect(made.speaker.beeps.length).toBeGreaterThan(0);
    expect(await made.deliveries('a1#1')).toEqual(['sound failed', 'window shown', 'notification shown']);
  });
});
