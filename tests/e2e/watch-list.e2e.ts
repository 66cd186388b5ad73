import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings, narrow, wide } from './axe-findings.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const codes = ['BTC', 'ETH', 'SOL', 'ADA', 'XRP', 'DOGE', 'LTC', 'DOT', 'TRX', 'AVAX'];
const rising = [100, 101, 102, 103, 104, 105, 106, 107];

let world: World;
let page: Page;

beforeAll(async () => {
  const files = codes.map((code, index) => [
    `${code}USDT`,
    minutesOf(
      start,
      rising.map((price) => price + index),
    ),
  ]);
  world = await createWorld({ files: Object.fromEntries(files), start });
  page = await world.open();
  await page.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
  for (const code of codes) await world.call('pair.add', { id: `binance:${code}USDT` });
  await world.settle();
  await world.tick();
});
afterAll(async () => {
  await world?.close();
});

const row = (code: string) => page.locator(`[data-pair="binance:${code}USDT"]`);
const shown = () =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-pair]')].map((element) =>
      (element.dataset['pair'] ?? '').replace(/^binance:|USDT$/g, ''),
    ),
  );
const kept = async () => (await world.state()).pairs.map(({ base }) => base);
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    return element?.dataset['pair'] ?? element?.getAttribute('aria-label') ?? '';
  });

/** Picks a row up: the library listens to the arrows from the next turn on, which a busy page reaches after the key. */
async function pickUp(place: number): Promise<void> {
  await page.keyboard.press('Space');
  await expect.poll(() => told().textContent()).toBe(`BTC/USDT is at number ${place} of 10.`);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
}
const told = () => page.locator('[id^="DndLiveRegion"]');

test('each pair has its price, its change and the line of its day', async () => {
  await row('SOL')
    .getByText(/^10\d(\.\d+)?$/)
    .waitFor();
  await expect.poll(() => page.locator('[data-pair] svg[viewBox="0 0 72 28"]').count()).toBe(codes.length);
});

test('a pair is moved by its grip with the keyboard, which is told while it happens', async () => {
  await row('BTC').focus();
  const grip = page.getByRole('button', { name: 'Move BTC/USDT' });
  await grip.waitFor();
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Move BTC/USDT');
  await pickUp(1);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => told().textContent()).toBe('BTC/USDT is at number 2 of 10.');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => told().textContent()).toBe('BTC/USDT is at number 3 of 10.');
  await page.keyboard.press('Space');
  await expect.poll(async () => (await kept()).slice(0, 3)).toEqual(['ETH', 'SOL', 'BTC']);
  await expect.poll(async () => (await shown()).slice(0, 3)).toEqual(['ETH', 'SOL', 'BTC']);
});

test('Escape leaves it where it was', async () => {
  await page.getByRole('button', { name: 'Move BTC/USDT' }).focus();
  await pickUp(3);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => told().textContent()).toBe('BTC/USDT is at number 4 of 10.');
  await page.keyboard.press('Escape');
  await expect.poll(() => told().textContent()).toBe('BTC/USDT stays where it was.');
  expect((await kept()).slice(0, 3)).toEqual(['ETH', 'SOL', 'BTC']);
});

test('a pair is dragged with the mouse', async () => {
  await row('AVAX').hover();
  const grip = await page.getByRole('button', { name: 'Move AVAX/USDT' }).boundingBox();
  const target = await row('SOL').boundingBox();
  if (!grip || !target) throw new Error('nothing to drag');
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(grip.x + grip.width / 2, grip.y - 20, { steps: 4 });
  await page.mouse.move(grip.x + grip.width / 2, target.y + target.height / 2, { steps: 12 });
  await expect.poll(() => told().textContent()).toBe('AVAX/USDT is at number 2 of 10.');
  await page.mouse.up();
  await expect.poll(async () => (await kept()).slice(0, 4)).toEqual(['ETH', 'AVAX', 'SOL', 'BTC']);
});

test('Alt with an arrow, and the menu of a row, move it too', async () => {
  await row('ETH').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(async () => (await kept()).slice(0, 2)).toEqual(['AVAX', 'ETH']);
  await expect.poll(async () => (await shown()).slice(0, 2)).toEqual(['AVAX', 'ETH']);
  expect(await focused()).toBe('binance:ETHUSDT');
  const menu = page.getByRole('menu', { name: 'ETH/USDT' });
  // The row may be on its way to its place still, and take the focus along.
  await expect
    .poll(async () => {
      if (!(await menu.isVisible())) {
        await page.getByRole('button', { name: 'More about ETH/USDT' }).press('Enter');
        await menu.waitFor({ timeout: 1_000 }).catch(() => {});
      }
      return menu.isVisible();
    })
    .toBe(true);
  const focusedRole = () => page.evaluate(() => document.activeElement?.closest('[role="menu"]')?.role);
  await expect.poll(focusedRole).toBe('menu');
  await page.keyboard.press('m');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Move up');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await kept()).slice(0, 2)).toEqual(['ETH', 'AVAX']);
  await expect.poll(focused).toBe('More about ETH/USDT');
});

test('the order, and by what the list is sorted, survive a restart', async () => {
  const before = await kept();
  await page.getByLabel('Sort').selectOption({ label: 'Name' });
  await expect.poll(shown).toEqual(codes.toSorted());
  expect(await page.getByRole('button', { name: /^Move / }).count()).toBe(0);
  await world.restart();
  page = await world.reopen(page);
  await row('ETH').waitFor();
  expect(await kept()).toEqual(before);
  expect(await shown()).toEqual(codes.toSorted());
  await page.getByLabel('Sort').selectOption({ label: 'Own order' });
  await expect.poll(shown).toEqual(before);
});

test('the list is filtered by code and by state', async () => {
  const alarm = { kind: 'target', price: 200, direction: 'up' } as const;
  await world.call('alarm.add', { pairId: 'binance:DOTUSDT', condition: alarm });
  await page.getByLabel('Show', { exact: true }).selectOption({ label: 'With alarms' });
  await expect.poll(shown).toEqual(['DOT']);
  await row('DOT').getByText('▲ 200 · ').waitFor();
  await page.getByLabel('Show', { exact: true }).selectOption({ label: 'All' });
  await page.getByLabel('Filter by code or name').fill('x');
  await expect.poll(async () => (await shown()).toSorted()).toEqual(['AVAX', 'TRX', 'XRP']);
  await page.getByLabel('Filter by code or name').fill('nothing of the kind');
  await page.getByRole('button', { name: 'Show all pairs' }).click();
  await expect.poll(async () => (await shown()).length).toBe(codes.length);
});

test('the arrows, Home and End walk the list, Delete removes, Undo brings it back to its place', async () => {
  const before = await kept();
  await row(before[0] ?? '').focus();
  await page.keyboard.press('End');
  expect(await focused()).toBe(`binance:${before.at(-1)}USDT`);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe(`binance:${before[1]}USDT`);
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await kept()).length).toBe(codes.length - 1);
  await expect.poll(focused).toBe(`binance:${before[2]}USDT`);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(kept).toEqual(before);
  await expect.poll(shown).toEqual(before);
});

test('axe finds nothing on the list and on the menu of a row', async () => {
  expect(await findings(world, page)).toEqual([]);
  await row('SOL').click({ button: 'right' });
  await page.getByRole('menu', { name: 'SOL/USDT' }).waitFor();
  expect(await findings(world, page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('wide or narrow, no code and no price is cut off', async () => {
  for (const size of [narrow, { width: 720, height: 600 }, wide]) {
    await world.host.resize(page, size);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-pair] b')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => element.textContent),
    );
    expect(cut).toEqual([]);
  }
  await world.host.resize(page, wide);
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
