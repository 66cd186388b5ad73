import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings, wide } from './axe-findings.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const flat = (price: number) => minutesOf(start, [price, price, price, price]);

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({
    files: { BTCUSDT: flat(100), DOGEUSDT: flat(0.2), ETHUSDT: flat(5), ETHBTC: flat(0.05) },
    start,
  });
  page = await world.open(wide);
  await page.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
});
afterAll(async () => {
  await world?.close();
});

const field = () => page.getByRole('combobox', { name: 'Add a pair' });
const options = () => page.getByRole('listbox', { name: 'Pairs found' }).getByRole('option');
const ids = async () => (await world.state()).pairs.map(({ id }) => id);

test.each([
  ['bitcoin', 'BTC/USDT'],
  ['btc usdt', 'BTC/USDT'],
  ['btcusdt', 'BTC/USDT'],
  ['ether', 'ETH/USDT'],
  ['dogecon', 'DOGE/USDT'],
  ['ethbtc', 'ETH/BTC'],
])('%s finds %s first', async (text, label) => {
  await field().fill(text);
  await expect.poll(() => options().first().innerText()).toContain(label);
});

test('shows name, source and rank, and axe finds nothing', async () => {
  await field().fill('btc');
  await expect
    .poll(() => options().allInnerTexts())
    .toEqual(
      expect.arrayContaining([
        expect.stringMatching(/BTC\/USDT\s+Bitcoin\s+Binance · rank 1/),
        expect.stringMatching(/BTC\/USD\s+batcat\s+CoinGecko/),
      ]),
    );
  expect(await findings(world, page)).toEqual([]);
});

test('is added by keyboard alone', async () => {
  await field().fill('dogecoin');
  // Faster than any answer.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /DOGE\/USDT/ }).waitFor();
  expect(await ids()).toEqual(['binance:DOGEUSDT']);
  expect(await options().count()).toBe(0);
});

test('or by a click', async () => {
  await field().fill('ether');
  await options().filter({ hasText: 'ETH/BTC' }).click();
  await page.getByRole('heading', { name: /ETH\/BTC/ }).waitFor();
  expect(await ids()).toEqual(['binance:DOGEUSDT', 'binance:ETHBTC']);
});

test('what is watched says so, and comes up again', async () => {
  await field().fill('doge');
  await options()
    .filter({ hasText: /DOGE.*watched/ })
    .click();
  await page.getByRole('heading', { name: /DOGE\/USDT/ }).waitFor();
  expect(await ids()).toHaveLength(2);
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
