import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPair } from '../hands.ts';
import type { HeadlessUnderTest } from '../hosts/headless-host.ts';
import { minutesOf } from '../steady-market.ts';
import { createHeadlessWorld, type World } from '../world.ts';

const start = Date.UTC(2026, 0, 5, 12);

let world: World<HeadlessUnderTest>;

beforeAll(async () => {
  world = await createHeadlessWorld({ files: { BTCUSDT: minutesOf(start, [100, 101]) }, start });
});
afterAll(async () => {
  await world?.close();
});

test('a page that loses the host says so, and finds it again by itself', async () => {
  const page = await world.open();
  const status = () => page.getByRole('banner').innerText();
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
  await world.host.stop();
  await expect.poll(status, { timeout: 10_000 }).toContain('App not reachable');
  await world.host.start();
  await expect.poll(status, { timeout: 20_000 }).toMatch(/Live|Starting/);
  expect(world.complaints).toEqual([]);
});
