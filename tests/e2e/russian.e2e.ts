import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings, narrow, wide } from './axe-findings.ts';
import { addPair } from './hands.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const prices = [1_000, 1_000, 1_000, 1_000, 1_060, 1_060, 1_060];

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: minutesOf(start, prices) }, start });
  page = await world.open(wide);
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
});
afterAll(async () => {
  await world?.close();
});

const plainly = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('Crypto Price Alarm', '');
/** What is read on the page, with plain spaces. */
const read = async () => plainly(await page.locator('body').innerText());
const reads = (text: string | RegExp) => expect.poll(read).toMatch(text);

/** English words of the interface that would be left over; names and units of the market may stay. */
const leftOver = /\b(alarm|price|pair|settings|watch|ring|from|away|armed|ago)s?\b/i;

test('Russian is chosen in the settings, and everything is drawn anew without a restart', async () => {
  await page.getByRole('button', { name: 'Settings' }).click();
  const language = page.getByLabel('Language', { exact: true });
  await language.focus();
  await language.selectOption({ label: 'Русский' });
  await page.getByRole('heading', { name: 'Настройки' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('ru');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('setting-language');
  await reads(/В списке 1 пара/);
  await reads(/1 000/);
  expect(await read()).not.toMatch(leftOver);
  expect((await world.state()).settings).toMatchObject({ language: 'ru', numbers: 'system' });
});

test('numbers follow a format of their own, and go back to that of the language', async () => {
  await page.getByLabel('Числа', { exact: true }).selectOption({ label: '12,345.67' });
  await reads(/1,000/);
  await page.getByLabel('Числа', { exact: true }).selectOption('system');
  await reads(/1 000/);
  expect(await findings(world, page)).toEqual([]);
});

test('an alarm is set with a decimal comma, and its sentence is Russian', async () => {
  await page
    .getByRole('button', { name: /BTC\/USDT/ })
    .first()
    .click();
  await page.getByLabel('Цена в USDT').fill('1 050,5');
  await reads(/Сработает, когда BTC\/USDT дойдёт до 1 050,5 снизу\. Осталось 5,05 %\./);
  await page.getByRole('button', { name: 'Добавить будильник' }).click();
  await reads(/Будильник добавлен\./);
  await reads(/Дойдёт до 1 050,5 снизу/);
  const { alarms } = await world.state();
  expect(alarms.map(({ condition }) => condition)).toMatchObject([
    { kind: 'target', price: 1_050.5, direction: 'up' },
  ]);
  expect(await read()).not.toMatch(leftOver);
});

test('a refusal of the host is Russian too', async () => {
  await page.getByLabel('Добавить пару').fill('btc-usdt');
  await page.getByRole('button', { name: 'Добавить', exact: true }).click();
  await reads(/BTC\/USDT уже в списке\./);
  await page.getByLabel('Добавить пару').fill('');
});

test('axe finds nothing, and nothing is wider than its window', async () => {
  expect(await findings(world, page)).toEqual([]);
});

test('it rings in Russian, wide and narrow', async () => {
  await world.tick(20);
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  const said = async () => plainly(await dialog.innerText());
  expect(await said()).toMatch(/BTC\/USDT: рост до 1 050,5/);
  expect(await said()).toMatch(/Правило: дойдёт до 1 050,5 снизу/);
  expect(await said()).toMatch(/Binance · получено 5 янв\., \d\d:\d\d:\d\d/);
  expect(await said()).not.toMatch(leftOver);
  await world.host.resize(page, narrow);
  expect(await findings(world, page)).toEqual([]);
  await dialog
    .getByRole('button', { name: /^Выключить/ })
    .first()
    .click();
  await dialog.waitFor({ state: 'detached' });
});

test('after a restart it still speaks Russian', async () => {
  await world.restart();
  page = await world.reopen(page);
  await reads(/В списке 1 пара/);
  await page.getByRole('button', { name: 'История' }).click();
  await reads(/рост до 1 050,5/);
});

test('English is one choice away, and no page complained', async () => {
  await page.getByRole('button', { name: 'Настройки' }).click();
  await page.getByLabel('Язык', { exact: true }).selectOption({ label: 'English' });
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await reads(/Watching 1 pair/);
  await reads(/1,060/);
  expect(world.complaints.filter((text) => !/WebSocket|ERR_CONNECTION/.test(text))).toEqual([]);
});
