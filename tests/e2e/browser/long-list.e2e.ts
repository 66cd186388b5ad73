import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportPlan } from '../../../src-shared/contract/transfer.ts';
import { minutesOf } from '../steady-market.ts';
import { createHeadlessWorld, type World } from '../world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const count = 500;
const codes = Array.from({ length: count }, (_, index) => `P${String(index).padStart(3, '0')}`);
const mostRows = 60;
const megabyte = 1_000_000;

let world: World;
let page: Page;

async function bringIn(some: readonly string[]): Promise<void> {
  const assets = some.map((base) => {
    const ticker = `${base}USDT`;
    return [ticker, { ticker, base, quote: 'USDT', name: `${base}/USDT` }];
  });
  const text = JSON.stringify({ assets: Object.fromEntries(assets), alarms: {} });
  const preview = await world.call('data.previewImport', { text });
  if (!preview.ok) throw new Error(preview.message);
  const applied = await world.call('data.applyImport', { token: (preview.data as ImportPlan).token });
  if (!applied.ok) throw new Error(applied.message);
}

beforeAll(async () => {
  // Half an hour for each is enough; a day of all of them would be what this test spends its time on.
  const minutes = minutesOf(start, [100, 101, 102, 103]).slice(-34);
  const files = Object.fromEntries(codes.map((code) => [`${code}USDT`, minutes]));
  world = await createHeadlessWorld({ files, start });
  // An import takes so many at once.
  for (let first = 0; first < count; first += 100) await bringIn(codes.slice(first, first + 100));
  await world.settle();
  await world.tick();
  page = await world.open();
  await page.getByText(`Watching ${count} pairs`).waitFor();
}, 180_000);
afterAll(async () => {
  await world?.close();
});

const rowCount = () => page.locator('[data-pair]').count();
const row = (code: string) => page.locator(`[data-pair="binance:${code}USDT"]`);
const place = (code: string) =>
  row(code).evaluate((element) => {
    const item = element.closest('li');
    return [item?.ariaPosInSet, item?.ariaSetSize];
  });

test('of 500 pairs those in sight are there, and each says which it is', async () => {
  await expect.poll(rowCount).toBeLessThan(mostRows);
  expect(await place('P002')).toEqual(['3', '500']);
  await row('P000').focus();
  await page.keyboard.press('End');
  await row('P499').waitFor();
  expect(await place('P499')).toEqual(['500', '500']);
  await expect.poll(() => row('P499').evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await rowCount()).toBeLessThan(mostRows);
});

test('a new price is on the page with the next poll', async () => {
  await world.tick(4);
  await expect.poll(() => row('P499').textContent()).toContain('alarms101');
});

test('one of 500 is found by its code', async () => {
  await page.getByLabel('Filter by code or name').fill('p321');
  await expect.poll(rowCount).toBe(1);
  expect(await place('P321')).toEqual(['1', '1']);
  await page.getByLabel('Filter by code or name').fill('');
  await expect.poll(rowCount).toBeGreaterThan(10);
});

test('scrolled for long, the page does not grow', async () => {
  const session = await page.context().newCDPSession(page);
  const scroll = (times: number) =>
    page.evaluate(async (rounds) => {
      const list = document.querySelector('[data-pair]')?.closest('ul')?.parentElement;
      if (!list) throw new Error('nothing to scroll');
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let round = 0; round < rounds; round += 1) {
        for (let top = 0; top < list.scrollHeight; top += 700) {
          list.scrollTop = top;
          await frame();
        }
      }
      list.scrollTop = 0;
      await frame();
    }, times);
  const size = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes } = await session.send('Memory.getDOMCounters');
    return { usedSize, nodes };
  };
  await scroll(3);
  const before = await size();
  await scroll(12);
  const after = await size();
  expect(after.usedSize - before.usedSize).toBeLessThan(2 * megabyte);
  expect(after.nodes - before.nodes).toBeLessThan(2_000);
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
