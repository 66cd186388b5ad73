import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CommandIn } from '../../../src-shared/contract/contract.ts';
import type { FiringView } from '../../../src-shared/contract/schemas.ts';
import { addPair } from '../hands.ts';
import { type DesktopUnderTest, listenToDesktop } from '../hosts/desktop-host.ts';
import { minutesOf } from '../steady-market.ts';
import { createDesktopWorld, type World } from '../world.ts';
import { pressTray, seen, told, trayLabels, waitForWindows, windowsOf } from './desk-hands.ts';

const start = Date.UTC(2026, 0, 5, 12);
const btc = 'binance:BTCUSDT';
/** One more each minute, so that the next alarm is never far. */
const stairs = Array.from({ length: 240 }, (_, minute) => 100 + minute);

let world: World<DesktopUnderTest>;
const app = () => world.host.app();
const firings = async (): Promise<FiringView[]> =>
  (await world.state()).ringing.flatMap((one) => (one.kind === 'firing' ? [one.firing] : []));
const deliveries = async () => told((await firings())[0]?.deliveries ?? []);
/** Whether the window, put out of the way before, has come up. */
const isUp = async () => (await windowsOf(app())).some((window) => !window.sound && !window.minimized);
const quiet = () => waitForWindows(app(), { pages: 1, sounds: 0 });
const notified = async () => (await seen(app())).notifications;

beforeAll(async () => {
  world = await createDesktopWorld({ files: { BTCUSDT: minutesOf(start, stairs) }, start });
  const page = await world.open();
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
});
beforeEach(async () => {
  await app().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
});
afterEach(async () => {
  await world.call('ring.dismissAll', {});
  await quiet();
});
afterAll(async () => {
  await world?.close();
});

/** Sets an alarm a little above the price, and lets the next minute ring it. */
async function ring(options: Pick<CommandIn<'alarm.add'>, 'urgency' | 'note'>): Promise<void> {
  const { pairs } = await world.state();
  const condition = { kind: 'target', price: (pairs[0]?.price ?? 0) + 0.1, direction: 'up' } as const;
  const reply = await world.call('alarm.add', { pairId: btc, condition, ...options });
  if (!reply.ok) throw new Error(reply.message);
  await world.tick(5);
  await expect.poll(firings).toHaveLength(1);
}

test('a normal alarm chimes once and shows a notification with its note; the window stays away', async () => {
  const before = (await notified()).length;
  await ring({ urgency: 'normal', note: 'sell half' });
  await expect.poll(deliveries).toEqual(['sound played', 'notification shown']);
  expect((await notified()).length).toBe(before + 1);
  expect((await notified()).at(-1)?.body).toMatch(/^sell half\n/);
  // The chime is over by itself.
  await quiet();
  expect([await isUp(), (await firings()).length]).toEqual([false, 1]);
});

test('a silent alarm is in the list and the tray alone', async () => {
  const before = (await notified()).length;
  await ring({ urgency: 'silent' });
  await expect.poll(() => trayLabels(app())).toContain('Dismiss the alarm');
  await world.tick(4);
  expect([await deliveries(), await isUp(), (await notified()).length]).toEqual([[], false, before]);
});

test('a loud alarm that nobody acknowledges is no siren any more after a while, and rings on', async () => {
  await world.call('settings.set', { softenAfterMs: 60_000 });
  await ring({ urgency: 'loud' });
  await expect.poll(async () => (await listenToDesktop(app())).peak).toBeGreaterThan(0.05);
  await expect.poll(isUp).toBe(true);
  await world.tick(5);
  await quiet();
  expect(await firings()).toHaveLength(1);
});

test('a snoozed alarm is quiet, is counted in the tray, and rings as new', async () => {
  await world.call('settings.set', { softenAfterMs: 600_000 });
  await ring({ urgency: 'loud' });
  await expect.poll(async () => (await listenToDesktop(app())).peak).toBeGreaterThan(0.05);
  const [firing] = await firings();
  const snooze = { ids: [firing?.id ?? ''], for: { minutes: 2 } };
  expect(await world.call('ring.snooze', snooze)).toMatchObject({ ok: true });
  await quiet();
  await expect.poll(() => trayLabels(app())).toContain('1 alarm is snoozed');
  const before = (await notified()).length;
  await world.tick(9);
  await expect.poll(async () => (await listenToDesktop(app())).peak).toBeGreaterThan(0.05);
  await expect.poll(async () => (await notified()).length).toBe(before + 1);
  await pressTray(app(), 'Dismiss the alarm');
  await quiet();
  await expect.poll(() => trayLabels(app())).not.toContain('1 alarm is snoozed');
});
