import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPair } from '../hands.ts';
import { type DesktopUnderTest, onRealElectron, pageOf } from '../hosts/desktop-host.ts';
import { minutesOf } from '../steady-market.ts';
import { createDesktopWorld, type World } from '../world.ts';
import { closeIntoTray, pressTray, seen, trayLabels, type WithDouble, waitForWindows } from './desk-hands.ts';

const root = path.join(import.meta.dirname, '../../..');
const start = Date.UTC(2026, 0, 5, 12);
const symbols = ['BTC', 'ETH', 'SOL', 'XRP', 'ADA', 'LTC'];

let world: World<DesktopUnderTest>;
let page: Page;
const app = () => world.host.app();
const pictures: Record<string, string> = {};

beforeAll(async () => {
  const files = Object.fromEntries(
    symbols.map((symbol, n) => [`${symbol}USDT`, minutesOf(start, [100 + n])]),
  );
  world = await createDesktopWorld({ files, start });
  page = await world.open();
});
afterAll(async () => {
  await world?.close();
});

test('with nothing watched the tray says so', async () => {
  expect(await trayLabels(app())).toEqual([
    'Nothing watched yet',
    '-',
    'Open',
    'Settings …',
    '-',
    'Mute for an hour',
    'Pause monitoring',
    'Test alarm',
    '-',
    'Quit',
  ]);
  pictures['normal'] = (await seen(app())).image;
});

test('it shows the first five pairs with their prices, and that prices are live', async () => {
  for (const symbol of symbols) {
    await addPair(page, `${symbol}USDT`);
    await page.getByRole('heading', { name: `${symbol}/USDT` }).waitFor();
    await world.settle();
  }
  await world.tick();
  expect((await trayLabels(app())).slice(0, 9)).toEqual([
    'Prices are live: Binance',
    '-',
    'BTC/USDT  100',
    'ETH/USDT  101',
    'SOL/USDT  102',
    'XRP/USDT  103',
    'ADA/USDT  104',
    '-',
    'Open',
  ]);
  expect((await seen(app())).toolTip).toBe('Crypto Price Alarm\nPrices are live: Binance');
});

test('a pair that is pressed there comes up in the window, open or not', async () => {
  await pressTray(app(), 'SOL/USDT  102');
  await page.getByRole('heading', { level: 2, name: 'SOL/USDT' }).waitFor();
  await closeIntoTray(app(), page);
  await pressTray(app(), 'ETH/USDT  101');
  page = await world.open();
  await page.getByRole('heading', { level: 2, name: 'ETH/USDT' }).waitFor();
});

test('a menu whose text is the same is not replaced under the pointer', async () => {
  const before = [(await seen(app())).menusSet, (await seen(app())).imagesSet];
  await world.tick(10);
  expect([(await seen(app())).menusSet, (await seen(app())).imagesSet]).toEqual(before);
});

test('a source that refuses is told with its cause, and prices that grew old have a picture of their own', async () => {
  world.market.failWith({ status: 429, body: 'Throttled', headers: { 'retry-after': '60' } });
  await world.tick(6);
  expect((await trayLabels(app())).slice(0, 3)).toEqual([
    'No fresh prices from Binance: too many requests',
    '-',
    'BTC/USDT  100 (old)',
  ]);
  pictures['stale'] = (await seen(app())).image;
  world.market.failWith(null);
  await world.clock.advance(120_000);
  expect((await trayLabels(app()))[0]).toBe('Prices are live: Binance');
  expect((await seen(app())).image).toBe(pictures['normal']);
});

test('a pause asks nobody, is shown everywhere, and ends from the tray', async () => {
  await pressTray(app(), 'Pause monitoring');
  await page.getByText('Monitoring is paused: no prices').waitFor();
  expect((await trayLabels(app()))[0]).toBe('Paused: no alarm can ring');
  pictures['paused'] = (await seen(app())).image;
  const asked = world.market.requests.length;
  await world.clock.advance(600_000);
  expect(world.market.requests.length).toBe(asked);
  await pressTray(app(), 'Resume monitoring');
  await world.settle();
  expect(world.market.requests.length).toBeGreaterThan(asked);
  await page.getByText('Monitoring is paused: no prices').waitFor({ state: 'detached' });
});

test('the test alarm rings from the tray, and is dismissed there', async () => {
  await pressTray(app(), 'Test alarm');
  await page.getByRole('alertdialog').waitFor();
  expect(await trayLabels(app())).toEqual(
    expect.arrayContaining(['Ringing: Test alarm', 'Dismiss the alarm']),
  );
  pictures['ringing'] = (await seen(app())).image;
  await pressTray(app(), 'Dismiss the alarm');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  expect((await trayLabels(app()))[0]).toBe('Prices are live: Binance');
});

test('a mute for an hour is shown by picture, hint and page, and keeps an alarm silent until it is ended', async () => {
  await world.call('alarm.add', {
    pairId: 'binance:BTCUSDT',
    condition: { kind: 'target', price: 90, direction: 'up' },
    ringNow: false,
  });
  await pressTray(app(), 'Mute for an hour');
  await page.getByText(/^Muted until/).waitFor();
  const { image, toolTip } = await seen(app());
  pictures['muted'] = image;
  expect(toolTip).toMatch(/^Crypto Price Alarm\nMuted until \d\d:\d\d\nPrices are live: Binance$/);
  expect(await trayLabels(app())).toEqual(expect.arrayContaining(['End mute', 'Test alarm (silent now)']));
  await pressTray(app(), 'End mute');
  await page.getByText(/^Muted until/).waitFor({ state: 'detached' });
  expect((await seen(app())).image).toBe(pictures['normal']);
});

test('the settings open from there', async () => {
  await pressTray(app(), 'Settings …');
  await page.getByRole('heading', { level: 2, name: 'Settings' }).waitFor();
});

test('each state has a picture of its own', () => {
  expect(Object.keys(pictures)).toEqual(['normal', 'stale', 'paused', 'ringing', 'muted']);
  expect(new Set(Object.values(pictures)).size).toBe(5);
});

test.skipIf(onRealElectron)('the picture follows the colour of the bar', async () => {
  const setDark = (dark: boolean) =>
    app().evaluate((electron, value) => (electron as unknown as WithDouble).__double.setDark(value), dark);
  const file = (name: string) =>
    `data:image/png;base64,${readFileSync(path.join(root, 'assets/tray', name)).toString('base64')}`;
  expect((await seen(app())).image).toBe(file('normal-on-light.png'));
  await setDark(true);
  expect((await seen(app())).image).toBe(file('normal-on-dark.png'));
  expect((await seen(app())).image).not.toBe(pictures['normal']);
  await setDark(false);
  expect((await seen(app())).image).toBe(pictures['normal']);
});

test.skipIf(onRealElectron || process.platform === 'darwin')('a click on it opens the window', async () => {
  await closeIntoTray(app(), page);
  await waitForWindows(app(), { pages: 0, sounds: 0 });
  await app().evaluate((electron) => (electron as unknown as WithDouble).__double.clickTray());
  page = await pageOf(app());
  await page.getByRole('heading', { name: 'BTC/USDT' }).waitFor();
});

test('there is one tray, and no page complained', async () => {
  if (!onRealElectron) {
    const trays = await app().evaluate((electron) => (electron as unknown as WithDouble).__double.trays());
    expect(trays.length).toBe(1);
  }
  expect(world.complaints).toEqual([]);
});
