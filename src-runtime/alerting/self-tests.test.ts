import { describe, expect, test } from 'vitest';
import { second, target } from '../testing/test-runtime.ts';
import { grouped, testDesktops } from '../testing/test-alerting.ts';

const desktops = testDesktops();
const nothing = { by: 'desktop', supported: true, worked: false, cause: null, standIn: null };

describe('the test of notifications', () => {
  test('tells that it was shown', async () => {
    const { ok, testNotifier } = desktops.start();
    testNotifier.onShow = ({ hear }) => hear({ kind: 'shown' });
    expect(await ok('notification.test', {})).toEqual({ ...nothing, worked: true });
    expect(testNotifier.current()?.title).toBe('Test notification');
  });

  test('tells why it was not, and where the desktop knows none', async () => {
    const { ok, testNotifier } = desktops.start();
    const causes = ['the bus is away', 'this desktop shows no notifications'];
    testNotifier.onShow = ({ hear }) => hear({ kind: 'failed', cause: causes.shift() ?? '' });
    expect(await ok('notification.test', {})).toEqual({ ...nothing, cause: 'the bus is away' });
    expect(await ok('notification.test', {})).toMatchObject({ supported: false, worked: false });
  });

  test('gives up after three seconds', async () => {
    const { ok, clock } = desktops.start();
    const reply = ok('notification.test', {});
    await clock.advance(3 * second);
    expect(await reply).toEqual({ ...nothing, cause: 'no answer within 3 s' });
  });

  test('a notifier that throws has failed', async () => {
    const { ok, testNotifier } = desktops.start();
    testNotifier.onShow = () => {
      throw new Error('no display');
    };
    expect(await ok('notification.test', {})).toEqual({ ...nothing, cause: 'no display' });
  });

  test('leaves what rings alone', async () => {
    const made = await desktops.ringing();
    made.allWell();
    const before = made.notifier.current();
    made.testNotifier.onShow = ({ hear }) => hear({ kind: 'shown' });
    await made.ok('notification.test', {});
    expect(made.notifier.current()).toBe(before);
  });
});

describe('the test of a sound', () => {
  test('plays the sound of that direction once, and ends it', async () => {
    const { ok, speaker, clock } = desktops.start();
    speaker.onPlay = (sound) => sound.playing();
    expect(await ok('sound.test', { direction: 'down' })).toEqual({ ...nothing, worked: true });
    expect(speaker.attempts).toMatchObject([{ kind: 'chime', direction: 'down' }]);
    await clock.advance(6 * second);
    expect(speaker.open()).toBe(0);
  });

  test('tells that another one stood in, and why', async () => {
    const { ok, speaker } = desktops.start();
    speaker.onPlay = (sound) => sound.playing('404');
    expect(await ok('sound.test', { direction: 'up' })).toEqual({ ...nothing, worked: true, standIn: '404' });
  });

  test('tells why nothing was heard', async () => {
    const { ok, speaker } = desktops.start();
    speaker.onPlay = (sound) => sound.failed('no device');
    expect(await ok('sound.test', { direction: 'up' })).toEqual({ ...nothing, cause: 'no device' });
    expect(speaker.open()).toBe(0);
  });

  test('who tries the other one has heard enough of the first', async () => {
    const { ok, speaker } = desktops.start();
    speaker.onPlay = (sound) => sound.playing();
    await ok('sound.test', { direction: 'up' });
    await ok('sound.test', { direction: 'down' });
    expect(speaker.attempts.map((sound) => sound.isOpen())).toEqual([false, true]);
  });
});

describe('what is heard', () => {
  test('tells whether a price rose or fell', async () => {
    const made = await desktops.armed();
    made.allWell();
    await made.alarm(target(90, 'down'));
    await made.tickAt(89);
    await made.clock.advance(grouped);
    expect(made.speaker.attempts.map(({ kind, direction }) => [kind, direction])).toEqual([
      ['siren', 'down'],
    ]);
  });

  test('where another sound stands in, that is told until the right one is heard', async () => {
    const made = await desktops.armed([110, 120]);
    made.speaker.onPlay = (sound) => sound.playing('404');
    await made.tickAt(111);
    expect(await made.notices()).toMatchObject([{ code: 'sound-stand-in', params: { cause: '404' } }]);
    await made.ok('ring.dismissAll', {});
    made.speaker.onPlay = (sound) => sound.playing();
    await made.tickAt(121);
    expect(await made.notices()).toEqual([]);
  });
});
