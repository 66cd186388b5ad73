import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAlarm, addPair } from './hands.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);

let world: World;
let page: Page;
const wide = { width: 1120, height: 800 };
/** The narrowest with list and pair beside each other. */
const middle = { width: 720, height: 600 };
const narrow = { width: 360, height: 480 };

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: minutesOf(start, [100, 100, 101, 106, 100]) }, start });
  page = await world.open(wide);
});
afterAll(async () => {
  await world?.close();
});

/** What axe finds wrong on the page in both themes, wide and narrow, in short. */
async function findings(): Promise<string[]> {
  const found: string[] = [];
  for (const size of [wide, middle, narrow]) {
    await world.host.resize(page, size);
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without motion, so that no colour is measured half way.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const runner = (globalThis as unknown as { axe: typeof axe }).axe;
        const { violations: list } = await runner.run(document);
        return list.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
      });
      found.push(...violations.map((violation) => `${size.width} ${colorScheme}: ${violation}`));
    }
    if ((await overhang()) !== 0) found.push(`${size.width}: wider than its window`);
  }
  await world.host.resize(page, wide);
  return found;
}

/** How far the page is wider than its window: nothing may be cut off. */
const overhang = () =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('empty, axe finds nothing', async () => {
  await page.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
  expect(await findings()).toEqual([]);
});

test('an error beside its field, axe finds nothing', async () => {
  await addPair(page, 'BTCUSD');
  await page.getByText('Did you mean').waitFor();
  expect(await findings()).toEqual([]);
});

test('a pair with its chart, alarms and form, axe finds nothing', async () => {
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
  await addAlarm(page, 'Price', { 'Price in USDT': '105', Direction: 'from below' });
  await world.tick();
  expect(await findings()).toEqual([]);
  await world.host.resize(page, narrow);
  await page.getByRole('button', { name: 'All pairs' }).waitFor();
  await world.host.resize(page, wide);
});

test('paused, axe finds nothing', async () => {
  await world.call('monitoring.pause', {});
  await page.getByText('Monitoring is paused').first().waitFor();
  expect(await findings()).toEqual([]);
  await page.getByRole('button', { name: 'Resume monitoring' }).click();
  await page.getByText('Monitoring is paused').first().waitFor({ state: 'detached' });
  await world.settle();
});

test('all alarms, axe finds nothing', async () => {
  await page.getByRole('button', { name: /All alarms/ }).click();
  await page.getByRole('table').waitFor();
  expect(await findings()).toEqual([]);
});

test('a pair and an alarm are added and removed by keyboard alone', async () => {
  const { alarms } = await world.state();
  await page.getByRole('button', { name: /^Remove alarm: .*105/ }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await world.state()).alarms.length).toBe(alarms.length - 1);
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await world.state()).alarms.length).toBe(alarms.length);
});

test('ringing, axe finds nothing, and the keyboard dismisses', async () => {
  await world.tick(12);
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  expect(await findings()).toEqual([]);
  const dismiss = dialog.getByRole('button', { name: 'Dismiss' });
  for (let presses = 0; presses < 5; presses += 1) {
    if (await dismiss.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect((await world.state()).ringing).toEqual([]);
});

test('a source that fails, axe finds nothing, and the page stays as wide as its window', async () => {
  world.market.failWith({ status: 451, body: '{"code":0,"msg":"restricted location"}' });
  await world.tick(6);
  await page
    .getByText(/blocked in your country/)
    .first()
    .waitFor();
  expect(await findings()).toEqual([]);
  world.market.failWith(null);
  await world.clock.advance(400_000);
  await page.getByText('Live').first().waitFor();
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
