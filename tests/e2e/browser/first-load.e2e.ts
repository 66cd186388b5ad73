import path from 'node:path';
import type { Response } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstLoad } from '../../../bench/first-load.ts';
import { minutesOf } from '../steady-market.ts';
import { createHeadlessWorld, type World } from '../world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const budgetKB = 200;
const renderer = path.join(import.meta.dirname, '../../../dist/renderer');

let world: World;
beforeAll(async () => {
  world = await createHeadlessWorld({ files: { BTCUSDT: minutesOf(start, [100]) }, start });
});
afterAll(async () => {
  await world?.close();
});

test('the first load is less script than the budget, chart library included', () => {
  const { gzipped, files } = firstLoad(renderer);
  expect(files.length).toBeGreaterThan(0);
  // Less would mean that something has not been counted.
  expect(gzipped).toBeGreaterThan(100);
  expect(gzipped).toBeLessThan(budgetKB);
});

test('a page that shows its chart has fetched what was counted, and it travels as small as that', async () => {
  await world.call('pair.add', { id: 'binance:BTCUSDT' });
  await world.settle();
  const page = await world.open();
  const fetched: Response[] = [];
  page.on('response', (response) => void (response.url().endsWith('.js') && fetched.push(response)));
  await page.reload();
  await page.locator('canvas').first().waitFor();
  const names = fetched.map((response) => new URL(response.url()).pathname.slice(1));
  expect(names).toEqual(expect.arrayContaining([...firstLoad(renderer).files]));
  for (const response of fetched) expect(response.headers()['content-encoding']).toBe('gzip');
  expect(world.complaints).toEqual([]);
});
