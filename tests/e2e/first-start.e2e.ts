import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from './axe-findings.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const mostPresses = 40;

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({
    files: { BTCUSDT: minutesOf(start, [100, 100, 100, 106]) },
    start,
    firstStart: true,
  });
  page = await world.open();
});
afterAll(async () => {
  await world?.close();
});

const cards = () => page.getByRole('region', { name: 'First steps' });
const title = (name: string) => cards().getByRole('heading', { name, level: 2 });

/** Walks on with Tab until something of that name has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let count = 0; count < mostPresses; count += 1) {
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
    });
    if (here === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} is not reached by Tab`);
}

test('a pair is chosen by keyboard alone, from a card in which axe finds nothing', async () => {
  await title('Which price matters to you?').waitFor();
  expect(await findings(world, page)).toEqual([]);
  await tabTo('Watch BTC/USDT');
  await page.keyboard.press('Enter');
  await title('When should BTC/USDT ring?').waitFor();
  await world.settle();
});

test('an alarm is set on it', async () => {
  expect(await findings(world, page)).toEqual([]);
  await tabTo('Add this alarm');
  await page.keyboard.press('Enter');
  await title('Hear it once').waitFor();
  expect((await world.state()).alarms).toMatchObject([
    { condition: { kind: 'move', percent: 5, direction: 'any', over: { kind: 'since start' } } },
  ]);
});

test('the test alarm rings once, over the card', async () => {
  await tabTo('Ring the test alarm');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Dismiss' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await findings(world, page)).toEqual([]);
});

test('then the pair is there with its alarm, and the cards never come back', async () => {
  await tabTo('Start watching');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /BTC\/USDT/, level: 2 }).waitFor();
  await page.getByText('Moves 5 % either way').first().waitFor();
  expect((await world.state()).settings.welcomed).toBe(true);
  await world.restart();
  page = await world.reopen(page);
  await page.getByRole('heading', { name: /BTC\/USDT/, level: 2 }).waitFor();
  expect(await cards().count()).toBe(0);
  await world.tick(13);
  await page.getByRole('alertdialog').getByRole('heading', { name: 'BTC/USDT moved 6.00 % up' }).waitFor();
});

test('nobody complained', () => {
  expect(world.complaints).toEqual([]);
});

test('put off, it leaves the invitation to a first pair, after a restart too', async () => {
  const other = await createWorld({ files: { BTCUSDT: minutesOf(start, [100]) }, start, firstStart: true });
  try {
    let empty = await other.open();
    await empty.getByRole('button', { name: 'Set up later' }).click();
    await empty.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
    await expect.poll(async () => (await other.state()).settings.welcomed).toBe(true);
    await other.restart();
    empty = await other.reopen(empty);
    await empty.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
    expect(other.complaints).toEqual([]);
  } finally {
    await other.close();
  }
});
