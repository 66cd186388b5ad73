import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAlarm, addPair } from './hands.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);

let world: World;
let wide: Page;
let narrow: Page;

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: minutesOf(start, [100, 100, 101, 106, 100]) }, start });
  wide = await world.open();
  narrow = await world.open({ width: 360, height: 480 });
});
afterAll(async () => {
  await world?.close();
});

/** What axe finds wrong on a page in both themes, in short. */
async function findings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion, so that no colour is measured half way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const runner = (globalThis as unknown as { axe: typeof axe }).axe;
      const { violations: list } = await runner.run(document);
      return list.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
    });
    found.push(...violations.map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}

/** How far the page is wider than its window: nothing may be cut off. */
const overhang = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('empty, axe finds nothing', async () => {
  await wide.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
  expect(await findings(wide)).toEqual([]);
  expect(await findings(narrow)).toEqual([]);
  expect(await overhang(narrow)).toBe(0);
});

test('an error beside its field, axe finds nothing', async () => {
  await addPair(wide, 'BTCUSD');
  await wide.getByText('Did you mean').waitFor();
  expect(await findings(wide)).toEqual([]);
});

test('a pair with its chart, alarms and form, axe finds nothing', async () => {
  await addPair(wide, 'btcusdt');
  await wide.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
  await addAlarm(wide, 'Price', { 'Price in USDT': '105', Direction: 'from below' });
  await world.tick();
  expect(await findings(wide)).toEqual([]);
  await narrow
    .getByRole('button', { name: /BTC\/USDT/ })
    .first()
    .click();
  await narrow.getByRole('button', { name: 'All pairs' }).waitFor();
  expect(await findings(narrow)).toEqual([]);
  expect(await overhang(narrow)).toBe(0);
});

test('all alarms, axe finds nothing', async () => {
  await wide.getByRole('button', { name: /All alarms/ }).click();
  await wide.getByRole('table').waitFor();
  expect(await findings(wide)).toEqual([]);
});

test('a pair and an alarm are added and removed by keyboard alone', async () => {
  const { alarms } = await world.state();
  await wide.getByRole('button', { name: /^Remove alarm: .*105/ }).focus();
  await wide.keyboard.press('Enter');
  await expect.poll(async () => (await world.state()).alarms.length).toBe(alarms.length - 1);
  await wide.keyboard.press('F8');
  await wide.getByRole('button', { name: 'Undo' }).focus();
  await wide.keyboard.press('Enter');
  await expect.poll(async () => (await world.state()).alarms.length).toBe(alarms.length);
});

test('ringing, axe finds nothing, and the keyboard dismisses', async () => {
  await world.tick(12);
  await wide.getByRole('alertdialog').waitFor();
  await narrow.getByRole('alertdialog').waitFor();
  expect(await findings(wide)).toEqual([]);
  expect(await findings(narrow)).toEqual([]);
  expect(await overhang(narrow)).toBe(0);
  const dismiss = wide.getByRole('alertdialog').getByRole('button', { name: 'Dismiss' });
  for (let presses = 0; presses < 5; presses += 1) {
    if (await dismiss.evaluate((button) => button === document.activeElement)) break;
    await wide.keyboard.press('Tab');
  }
  await wide.keyboard.press('Enter');
  await wide.getByRole('alertdialog').waitFor({ state: 'detached' });
  expect((await world.state()).ringing).toEqual([]);
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
