import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPair } from '../hands.ts';
import type { DesktopUnderTest } from '../hosts/desktop-host.ts';
import { minutesOf } from '../steady-market.ts';
import { createDesktopWorld, type World } from '../world.ts';
import { pressTray, seen, trayLabels } from './desk-hands.ts';

const start = Date.UTC(2026, 0, 5, 12);

let world: World<DesktopUnderTest>;
const app = () => world.host.app();
const menuLabels = () =>
  app().evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label));
const plainly = (text: string) => text.replaceAll('\u00a0', ' ');

beforeAll(async () => {
  world = await createDesktopWorld({ files: { BTCUSDT: minutesOf(start, [1_000, 1_000]) }, start });
  const page = await world.open();
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
  await world.tick();
});
afterAll(async () => {
  await world?.close();
});

test('tray, menu and notifications change their language with the settings', async () => {
  expect((await trayLabels(app()))[0]).toBe('Prices are live: Binance');
  await world.call('settings.set', { language: 'ru' });
  expect((await trayLabels(app())).map(plainly)).toEqual([
    'Цены идут: Binance',
    '-',
    'BTC/USDT  1 000',
    '-',
    'Открыть',
    'Настройки …',
    '-',
    'Тишина на час',
    'Приостановить слежение',
    'Пробный будильник',
    '-',
    'Выйти',
  ]);
  expect((await seen(app())).toolTip).toBe('Crypto Price Alarm\nЦены идут: Binance');
  if (process.platform !== 'darwin') expect(await menuLabels()).toEqual(['Файл', 'Правка', 'Вид']);
  await pressTray(app(), 'Пробный будильник');
  await expect
    .poll(async () => (await seen(app())).notifications.at(-1))
    .toMatchObject({ title: 'Пробный будильник', body: expect.stringMatching(/^Так будильник выглядит/) });
  await pressTray(app(), 'Выключить 1 будильник');
  await world.call('settings.set', { language: 'system' });
  expect((await trayLabels(app()))[0]).toBe('Prices are live: Binance');
  if (process.platform !== 'darwin') expect(await menuLabels()).toEqual(['File', 'Edit', 'View']);
});
