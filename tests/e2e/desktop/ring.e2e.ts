import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FiringView } from '../../../src-shared/contract/schemas.ts';
import type { NotificationMode } from '../../double/desk.ts';
import { addPair } from '../hands.ts';
import { type DesktopUnderTest, onRealElectron, pageOf } from '../hosts/desktop-host.ts';
import { listenTo } from '../hosts/host-under-test.ts';
import { minutesOf } from '../steady-market.ts';
import { createDesktopWorld, type World } from '../world.ts';
import {
  closeIntoTray,
  pagesOf,
  pressTray,
  seen,
  told,
  type WithDouble,
  waitForWindows,
  windowsOf,
} from './desk-hands.ts';

const start = Date.UTC(2026, 0, 5, 12);
const btc = 'binance:BTCUSDT';
/** One more each minute, so that the next alarm is never far. */
const stairs = Array.from({ length: 120 }, (_, minute) => 100 + minute);

let world: World<DesktopUnderTest>;
const app = () => world.host.app();
const page = (): Promise<Page> => pageOf(app());
const dialog = async () => (await page()).getByRole('alertdialog');
const firings = async (): Promise<FiringView[]> =>
  (await world.state()).ringing.flatMap((one) => (one.kind === 'firing' ? [one.firing] : []));
const loud = () => expect.poll(async () => (await world.listen(await page())).peak).toBeGreaterThan(0.05);
const notified = async () => (await seen(app())).notifications;
/** The desktop is asked before it is shown. */
const titled = (title: string | RegExp) =>
  expect.poll(async () => (await notified()).at(-1)?.title).toMatch(title);
const quiet = async () => {
  await waitForWindows(app(), { pages: 1, sounds: 0 });
  await (await dialog()).waitFor({ state: 'detached' });
};

beforeAll(async () => {
  world = await createDesktopWorld({ files: { BTCUSDT: minutesOf(start, stairs) }, start });
  const first = await world.open();
  await addPair(first, 'btcusdt');
  await first.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
});
afterEach(async () => {
  if ((await windowsOf(app())).every((window) => window.sound)) await pressTray(app(), 'Open');
  await world.call('ring.dismissAll', {});
  await quiet();
});
afterAll(async () => {
  await world?.close();
});

/** Sets alarms a little above the price, and lets the next minute ring them. */
async function ring(alarms = 1): Promise<void> {
  const before = (await notified()).length;
  const { pairs } = await world.state();
  const price = pairs[0]?.price ?? 0;
  for (let n = 1; n <= alarms; n += 1) {
    const condition = { kind: 'target', price: price + n / 10, direction: 'up' } as const;
    const reply = await world.call('alarm.add', { pairId: btc, condition });
    if (!reply.ok) throw new Error(reply.message);
  }
  // A minute's price is first seen a quarter of a minute into it.
  await world.tick(5);
  await expect.poll(async () => (await notified()).length).toBeGreaterThan(before);
}

describe('an alarm that comes true', () => {
  test('shows a notification with what happened and why, and makes no sound of its own', async () => {
    await ring();
    await titled(/^BTC\/USDT rose to \d+\.1$/);
    const last = (await notified()).at(-1);
    expect(last?.body).toMatch(
      /^\d+ → \d+\nRule: reaches \d+\.1 from below\nBinance · seen .*\d\d:\d\d:\d\d, before that \d+/,
    );
    expect(last?.silent).toBe(true);
    if (onRealElectron) return;
    const shown = await app().evaluate((electron) =>
      (electron as unknown as WithDouble).__double.notifications.shown().at(-1),
    );
    expect(shown).toMatchObject({
      urgency: 'critical',
      timeoutType: 'never',
      actions: ['Dismiss'],
      open: true,
    });
  });

  test('is heard from a hidden window of its own, which is gone when it is dismissed', async () => {
    await ring();
    await loud();
    // What is heard first may be the last of the sound before.
    const hidden = async () => (await windowsOf(app())).filter((window) => window.sound);
    await expect.poll(hidden).toMatchObject([{ visible: false, focused: false }]);
    const throttled = await app().evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .filter((window) => window.webContents.getURL().includes('sound.html'))
        .map((window) => window.webContents.getBackgroundThrottling()),
    );
    expect(throttled).toEqual([false]);
    // The page of the interface plays nothing itself.
    expect(await listenTo(await page())).toEqual({ peak: 0, playing: 0, state: 'none' });
    await (await dialog()).getByRole('button', { name: 'Dismiss', exact: true }).click();
    await quiet();
    if (!onRealElectron) await expect.poll(() => pagesOf(app())).toBe(1);
  });

  test('keeps with it how it reached people, also after a restart', async () => {
    await ring();
    const wanted = ['notification shown', 'sound played', 'window shown'];
    await expect.poll(async () => told((await firings())[0]?.deliveries ?? []).sort()).toEqual(wanted);
    const [before] = await firings();
    await world.restart();
    const [after] = await firings();
    expect(after?.deliveries.slice(0, 3)).toEqual(before?.deliveries.slice(0, 3));
    await loud();
    await expect.poll(async () => (await notified()).length).toBe(1);
  });

  test('with the window closed brings it up on its pair, without taking the keyboard', async () => {
    await closeIntoTray(app(), await page());
    await waitForWindows(app(), { pages: 0, sounds: 0 });
    await pressTray(app(), 'Test alarm');
    await (await dialog()).waitFor();
    await expect
      .poll(async () => (await windowsOf(app())).filter((window) => !window.sound))
      .toEqual([{ visible: true, focused: false, minimized: false, sound: false }]);
    const flashed = async () => (await seen(app())).flashes.at(-1);
    expect(await flashed()).toBe(true);
    await world.call('ring.dismissAll', {});
    await expect.poll(flashed).toBe(false);
  });
});

describe('several alarms', () => {
  test('at once make one sound and one notification that lists them all', async () => {
    const before = (await notified()).length;
    await ring(3);
    await titled('3 alarms ring');
    const after = await notified();
    expect(after.length).toBe(before + 1);
    expect(after.at(-1)?.body.split('\n')).toHaveLength(3);
    await loud();
    await waitForWindows(app(), { pages: 1, sounds: 1 });
    expect(await (await dialog()).getByRole('listitem').count()).toBe(3);
  });

  test('one that joins later is told with the others, and the sound goes on', async () => {
    await ring();
    await loud();
    await ring();
    await titled('2 alarms ring');
    if (!onRealElectron) {
      // The one before is gone: they do not pile up.
      const open = await app().evaluate(
        (electron) =>
          (electron as unknown as WithDouble).__double.notifications.shown().filter((one) => one.open).length,
      );
      expect(open).toBe(1);
    }
    await waitForWindows(app(), { pages: 1, sounds: 1 });
    const [first, second] = await firings();
    expect(told(second?.deliveries ?? [])).toEqual(expect.arrayContaining(['sound played']));
    expect(told(first?.deliveries ?? []).filter((line) => line === 'sound played')).toHaveLength(1);
  });
});

describe.skipIf(onRealElectron)('a notification', () => {
  test('that is clicked opens the window, is recorded, and dismisses nothing', async () => {
    await ring();
    await closeIntoTray(app(), await page());
    await waitForWindows(app(), { pages: 0, sounds: 1 });
    await app().evaluate(async (electron) => {
      const { __double } = electron as unknown as WithDouble;
      // An app that keeps no reference to it loses the click here.
      await __double.collectGarbage();
      __double.notifications.click(__double.notifications.shown().length - 1);
    });
    await (await dialog()).waitFor();
    await expect
      .poll(async () => (await windowsOf(app())).find((window) => !window.sound)?.focused)
      .toBe(true);
    const [firing] = await firings();
    expect(told(firing?.deliveries ?? [])).toContain('notification clicked');
  });

  test('has a button that dismisses, and its going away is no act', async () => {
    const press = (what: 'close' | 'action') =>
      app().evaluate(async (electron, done) => {
        const { notifications, collectGarbage } = (electron as unknown as WithDouble).__double;
        await collectGarbage();
        const last = notifications.shown().length - 1;
        if (done === 'close') notifications.close(last);
        else notifications.action(last, 0);
      }, what);
    await ring();
    await press('close');
    expect((await firings()).length).toBe(1);
    await world.call('ring.dismissAll', {});
    await ring();
    await press('action');
    await expect.poll(async () => (await firings()).length).toBe(0);
    await quiet();
  });

  const setMode = (mode: NotificationMode) =>
    app().evaluate((electron, wanted) => {
      (electron as unknown as WithDouble).__double.notifications.mode = wanted;
    }, mode);

  test.each([{ kind: 'failed', cause: 'not allowed' }, { kind: 'never shown' }] as const)(
    'that is $kind keeps neither sound nor window from working, and is told',
    async (mode) => {
      await setMode(mode);
      try {
        await ring();
        await loud();
        await (await dialog()).waitFor();
        await (await page()).getByText(/No notification was shown: /).waitFor();
        await (await page())
          .getByText(/The desktop showed no notification/)
          .first()
          .waitFor();
        const [firing] = await firings();
        const failure = firing?.deliveries.find((delivery) => delivery.outcome === 'failed');
        const cause = mode.kind === 'failed' ? mode.cause : expect.stringMatching(/answer/);
        expect(failure).toMatchObject({ channel: 'notification', cause });
      } finally {
        await setMode({ kind: 'show' });
      }
      await world.call('ring.dismissAll', {});
      await ring();
      await (await page())
        .getByText(/The desktop showed no notification/)
        .first()
        .waitFor({ state: 'detached' });
    },
  );
});

describe('what breaks while it rings', () => {
  const crashSound = () =>
    app().evaluate(({ BrowserWindow }) => {
      const sound = BrowserWindow.getAllWindows().find((window) =>
        window.webContents.getURL().includes('sound.html'),
      );
      sound?.webContents.forcefullyCrashRenderer();
    });

  test('a sound window that dies is made anew', async () => {
    const played = async () =>
      (await firings())[0]?.deliveries.filter(({ outcome }) => outcome === 'played').length;
    await ring();
    await expect.poll(played).toBe(1);
    await crashSound();
    await expect.poll(played).toBe(2);
    await loud();
    await waitForWindows(app(), { pages: 1, sounds: 1 });
  });

  test.skipIf(onRealElectron)(
    'a sound that cannot be kept alive gives way to a beep, and is told',
    async () => {
      await ring();
      const failed = async () =>
        (await firings())[0]?.deliveries.some(
          ({ channel, outcome }) => channel === 'sound' && outcome === 'failed',
        );
      await expect
        .poll(async () => {
          await crashSound();
          return failed();
        })
        .toBe(true);
      const beeps = () => app().evaluate((electron) => (electron as unknown as WithDouble).__double.beeps);
      const before = await beeps();
      await expect.poll(beeps).toBeGreaterThan(before + 1);
      await (await page())
        .getByText(/The alarm sound could not be played/)
        .first()
        .waitFor();
      await world.call('ring.dismissAll', {});
      await quiet();
      const after = await beeps();
      await ring();
      await loud();
      await (await page())
        .getByText(/The alarm sound could not be played/)
        .first()
        .waitFor({ state: 'detached' });
      expect(await beeps()).toBe(after);
    },
  );

  test('a window whose page dies shows the ring again, and the sound never stops', async () => {
    await ring();
    await loud();
    const crashed = await page();
    await app().evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find(
        (each) => !each.webContents.getURL().includes('sound.html'),
      );
      window?.webContents.forcefullyCrashRenderer();
    });
    expect((await world.host.listen(crashed)).peak).toBeGreaterThan(0.05);
    // The driver of this test gives up on a page that crashed once, so the window itself is asked.
    const shows = () =>
      app().evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows().find(
          (each) => !each.webContents.getURL().includes('sound.html'),
        );
        return Promise.race([
          window?.webContents.executeJavaScript("document.querySelector('[role=alertdialog]') !== null"),
          new Promise((resolve) => setTimeout(resolve, 500, false)),
        ]);
      });
    await expect.poll(shows).toBe(true);
    await app().evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) {
        if (!window.webContents.getURL().includes('sound.html')) window.close();
      }
    });
    await waitForWindows(app(), { pages: 0, sounds: 1 });
    await pressTray(app(), 'Open');
    await (await dialog()).waitFor();
    expect((await firings()).length).toBe(1);
  });
});
