import { expect } from 'vitest';
import type { DeliveryView, FiringView } from '../../src-shared/contract/schemas.ts';
import { startAlerting } from '../alerting/alerting.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeNotifier, createFakeSpeaker, createFakeSummons } from './fake-ports.ts';
import { temporaryFolders } from './temp-folder.ts';
import { btc, second, startTestRuntime, type TestRuntimeSettings, target } from './test-runtime.ts';

/** What comes true within this time is told by one notification. */
export const grouped = 2 * second;

/** The clock with its timers counted: those that were set by whoever has it. */
function counting(clock: FakeClock) {
  const waiting = new Set<object>();
  return {
    monotonic: clock.monotonic,
    setTimer(callback: () => void, ms: number) {
      const timer = {};
      waiting.add(timer);
      const cancel = clock.setTimer(() => {
        waiting.delete(timer);
        callback();
      }, ms);
      return () => {
        waiting.delete(timer);
        cancel();
      };
    },
    waiting: () => waiting.size,
  };
}

/** Runtimes with a desktop in the test's hands around each; made in the head of a test file, ended after each test. */
export function testDesktops() {
  const folders = temporaryFolders();

  /** A runtime with a pair at 100, and a desktop in the test's hands around it. */
  function start(more: Partial<TestRuntimeSettings> = {}) {
    const { clock = createFakeClock() } = more;
    const made = startTestRuntime({ folder: folders.make(), ...more, clock });
    folders.closeAfter(() => made.runtime.stop());
    const notifier = createFakeNotifier();
    const testNotifier = createFakeNotifier();
    const speaker = createFakeSpeaker(clock);
    const summons = createFakeSummons();
    const timers = counting(clock);
    const end = startAlerting({
      runtime: made.runtime,
      notifier,
      testNotifier,
      speaker,
      summons,
      clock: timers,
    });
    const last = <T>(all: readonly T[]): T => {
      const found = all.at(-1);
      if (found === undefined) throw new Error('there is none');
      return found;
    };
    const firingsOfChart = async (): Promise<FiringView[]> =>
      (await made.ok('chart.get', { pairId: btc })).firings;
    const lines = (deliveries: readonly DeliveryView[]) =>
      deliveries.map(({ channel, outcome }) => `${channel} ${outcome}`);
    return {
      ...made,
      notifier,
      testNotifier,
      speaker,
      summons,
      end,
      timers,
      notification: () => last(notifier.shown),
      sound: () => last(speaker.attempts),
      windowShows: () => last(summons.calls).shown(),
      /** How a firing reached people, from the disk. */
      deliveries: async (id: string): Promise<string[]> => {
        const firing = (await firingsOfChart()).find((one) => one.id === id);
        if (firing === undefined) throw new Error(`no firing ${id}`);
        return lines(firing.deliveries);
      },
      causes: async (id: string) =>
        (await firingsOfChart()).flatMap((one) =>
          one.id === id ? one.deliveries.map((each) => each.cause) : [],
        ),
      notices: async () => (await made.state()).notices,
      acknowledgedBy: async () =>
        Object.fromEntries((await firingsOfChart()).map((one) => [one.id, one.acknowledgedBy])),
      /** Everything is heard and seen at once from now on. */
      allWell: () => {
        notifier.onShow = ({ hear }) => hear({ kind: 'shown' });
        speaker.onPlay = (sound) => sound.playing();
        summons.onCall = () => last(summons.calls).shown();
      },
      expectQuiet: () => {
        expect(notifier.current()).toBeNull();
        expect(speaker.open()).toBe(0);
        expect(summons.done.at(-1)).toBe('calm');
        expect(timers.waiting()).toBe(0);
      },
    };
  }

  /** The same with alarms at these prices, not reached yet. */
  async function armed(prices: readonly number[] = [110]) {
    const made = start();
    await made.watch();
    for (const price of prices) await made.alarm(target(price));
    return made;
  }

  /** The same, with everything ringing that is reached by 111, and a notification tried; nothing was shown or heard yet. */
  async function ringing(prices: readonly number[] = [110]) {
    const made = await armed(prices);
    await made.tickAt(111);
    await made.clock.advance(grouped);
    return made;
  }

  return { start, armed, ringing };
}
