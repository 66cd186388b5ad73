import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from './axe-findings.ts';
import { addAlarm, addPair } from './hands.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const minute = 60_000;
const during = (minutes: number, price: number) => Array.from({ length: minutes }, () => price);
/** While nobody looks it rises and comes back, then it falls and stays there. */
const prices = [...during(10, 100), ...during(3, 106), ...during(8, 100), ...during(60, 94)];

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: minutesOf(start, prices) }, start });
  page = await world.open();
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
  await addAlarm(page, 'Price', { 'Price in USDT': '105', Direction: 'from below' });
  await addAlarm(page, 'Price', { 'Price in USDT': '95', Direction: 'from above' });
  await addAlarm(page, 'Price', { 'Price in USDT': '120', Direction: 'from below' });
  await world.tick(2);
});
afterAll(async () => {
  await world?.close();
});

const dialog = () => page.getByRole('alertdialog');
const panel = () => page.getByRole('region', { name: /^While you were away/ });

test('after an hour away, what came true is told: what is still so rings, as late', async () => {
  await world.away(60 * minute);
  page = await world.reopen(page);
  await world.tick(2);
  await dialog().waitFor();
  expect(await dialog().innerText()).toContain('BTC/USDT fell to 95');
  expect(await dialog().getByText('late', { exact: true }).count()).toBe(1);
  expect(await dialog().getByRole('listitem').count()).toBe(1);
  await dialog().getByRole('button', { name: 'Dismiss', exact: true }).click();
  await dialog().waitFor({ state: 'detached' });
});

test('a summary lists each with its time, and whether it is still so', async () => {
  await panel().waitFor();
  const lines = await panel().getByRole('listitem').allInnerTexts();
  expect(lines.map((line) => line.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/12:11 BTC\/USDT rose to 105 no longer so$/),
    expect.stringMatching(/12:22 BTC\/USDT fell to 95 still so, it rings$/),
  ]);
  expect(await panel().innerText()).toContain('2 alarms came true.');
});

test('axe finds nothing in it', async () => {
  expect(await findings(world, page)).toEqual([]);
});

test('“Got it” puts it away, and the history keeps it', async () => {
  await panel().getByRole('button', { name: 'Got it' }).click();
  await panel().waitFor({ state: 'detached' });
  expect((await world.state()).summary).toBeNull();
  await page.getByRole('button', { name: 'History' }).click();
  const list = page.locator('.past-list > li');
  await expect.poll(() => list.count()).toBe(2);
  expect(await list.last().innerText()).toContain('told in a summary');
  expect(await list.last().innerText()).toContain('late');
  await list.last().locator('summary').click();
  expect(await list.last().innerText()).toMatch(/Dismissed .* by: (browser|desktop)/);
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
