import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings, narrow, wide } from './axe-findings.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const flat = (price: number) => minutesOf(start, [price, price, price, price]);

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: flat(100), DOGEUSDT: flat(0.2), ETHUSDT: flat(5) }, start });
  page = await world.open(wide);
  await world.call('pair.add', { text: 'btcusdt' });
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
});
afterAll(async () => {
  await world?.close();
});

const press = (key: string) => page.keyboard.press(key);
const bar = () => page.getByRole('dialog', { name: 'Command bar' });
const says = (text: string | RegExp) => bar().getByText(text).first().waitFor();
const alarms = async () => (await world.state()).alarms.map(({ pairId, condition }) => [pairId, condition]);
async function open(): Promise<void> {
  await press('Control+k');
  await bar().waitFor();
}
const closed = () => bar().waitFor({ state: 'detached' });

test('an alarm is typed, understood, and there with Enter', async () => {
  await open();
  await page.keyboard.type('btc below 58,5');
  await says(/Rings when BTC\/USDT reaches 58\.5 from above, 41\.50 % away\./);
  await press('Enter');
  await closed();
  expect(await alarms()).toEqual([['binance:BTCUSDT', { kind: 'target', price: 58.5, direction: 'down' }]]);
  await page.getByText('Reaches 58.5 from above').first().waitFor();
});

test('and taken back by its message', async () => {
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(alarms).toEqual([]);
});

test('a pair that is not watched comes along, found by a name with a slip in it', async () => {
  await open();
  await page.keyboard.type('dogecon every 10%');
  await says('DOGE/USDT is not watched yet and will be from then on.');
  await press('Enter');
  await closed();
  await page.getByRole('heading', { name: /DOGE\/USDT/ }).waitFor();
  await world.settle();
  expect(await alarms()).toEqual([['binance:DOGEUSDT', { kind: 'step', every: 10, unit: 'percent' }]]);
  expect((await world.state()).pairs.map(({ id, name }) => [id, name])).toContainEqual([
    'binance:DOGEUSDT',
    'Dogecoin',
  ]);
});

test('undone, the pair is gone with its alarm', async () => {
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await world.state()).pairs.map(({ id }) => id)).toEqual(['binance:BTCUSDT']);
});

test('Enter at once, before any answer, does the same', async () => {
  await open();
  await page.keyboard.type('eth 5% in 15m');
  await press('Enter');
  await closed();
  await world.settle();
  const [alarm] = await alarms();
  expect(alarm).toMatchObject(['binance:ETHUSDT', { kind: 'move', percent: 5, over: { ms: 900_000 } }]);
});

test('what holds already asks when it rings', async () => {
  await open();
  await page.keyboard.type('btc below 200');
  await says(/it is there already/);
  await press('Tab');
  await press('ArrowRight');
  await says(/Rings now/);
  expect(await findings(world, page)).toEqual([]);
  await press('Escape');
  await closed();
});

test('several coins with one ticker: a choice, then it is done', async () => {
  await open();
  await page.keyboard.type('btc usd above 300');
  await says('Several coins have this ticker. Choose the one you mean.');
  expect(await bar().getByRole('option').allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining('Bitcoin'), expect.stringContaining('batcat')]),
  );
  await press('Enter');
  await bar().waitFor();
  await press('ArrowDown');
  await press('Enter');
  await closed();
  await world.settle();
  expect((await alarms()).at(-1)?.[0]).toBe('coingecko:bitcoin/usd');
});

test('pairs are opened and views shown', async () => {
  await open();
  await page.keyboard.type('eth');
  await bar()
    .getByRole('option', { name: /ETH\/USDT.*Open/ })
    .waitFor();
  await press('Enter');
  await page.getByRole('heading', { name: /ETH\/USDT/ }).waitFor();
  await open();
  await page.keyboard.type('settings');
  await press('Enter');
  await page.getByRole('heading', { name: 'Settings' }).first().waitFor();
  await open();
  await page.keyboard.type('pause all');
  await press('Enter');
  await closed();
  await expect.poll(async () => (await world.state()).alarms.every(({ paused }) => paused)).toBe(true);
});

test('what is missing is said, in either theme and width axe finds nothing', async () => {
  await open();
  expect(await findings(world, page)).toEqual([]);
  await page.keyboard.type('btc between 50');
  await says('Say both ends: between 50k and 60k.');
  expect(await findings(world, page)).toEqual([]);
  await press('Escape');
});

test('on a narrow page its button opens it, and the focus goes back there', async () => {
  await world.host.resize(page, narrow);
  const button = page.getByRole('button', { name: /^Type an alarm/ });
  await button.click();
  await bar().waitFor();
  await page.keyboard.type('doge');
  await bar()
    .getByRole('option', { name: /Dogecoin/ })
    .first()
    .waitFor();
  await press('Escape');
  await closed();
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  await world.host.resize(page, wide);
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
