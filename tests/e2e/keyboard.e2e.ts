import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: minutesOf(start, [100, 100, 106, 106, 106]) }, start });
  page = await world.open();
  await page.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
});
afterAll(async () => {
  await world?.close();
});

const press = (key: string) => page.keyboard.press(key);
const type = (text: string) => page.keyboard.type(text);
const mostPresses = 80;

/** What has the focus, by the name that a screen reader says. */
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return '';
    const label =
      element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent;
    return (label ?? element.textContent ?? '').trim();
  });

/** Walks on with Tab until something of that name has the focus. */
async function tabTo(name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let count = 0; count < mostPresses; count += 1) {
    const here = await focused();
    if (typeof name === 'string' ? here === name : name.test(here)) return;
    seen.push(here);
    await press('Tab');
  }
  throw new Error(`${name} is not reached by Tab, only ${[...new Set(seen)].join(' | ')}`);
}

const alarm = async () => (await world.state()).alarms[0];

test('a pair is added', async () => {
  await tabTo('Add a pair');
  await type('btcusdt');
  await press('Enter');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
});

test('a channel alarm with a note is added', async () => {
  await tabTo('Price');
  await press('ArrowRight');
  for (let count = 0; !(await focused()).startsWith('More options') && count < mostPresses; count += 1) {
    await press('Shift+Tab');
  }
  await press('Enter');
  await tabTo('Note (optional)');
  await type('Look.');
  await tabTo('Lower end in USDT');
  await type('95');
  await tabTo('Upper end in USDT');
  await type('103');
  await press('Enter');
  await expect.poll(alarm).toMatchObject({ condition: { low: 95, high: 103 }, note: 'Look.' });
});

test('it is edited, and the focus comes back to where it was', async () => {
  await press('Escape');
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-pair]')?.focus());
  await tabTo(/^Edit: BTC\/USDT leaves/);
  await press('Enter');
  await expect.poll(focused).toBe('Channel');
  await tabTo('Upper end in USDT');
  await press('Control+a');
  await type('105');
  await press('Enter');
  await expect.poll(async () => (await alarm())?.condition).toMatchObject({ low: 95, high: 105 });
  await expect.poll(focused).toMatch(/^Edit: BTC\/USDT leaves 95 to 105/);
});

test('it is paused and resumed, and asked why it has not rung', async () => {
  await tabTo(/^Pause: /);
  await press('Enter');
  await expect.poll(async () => (await alarm())?.paused).toBe(true);
  await expect.poll(focused).toMatch(/^Resume: /);
  await press('Enter');
  await expect.poll(async () => (await alarm())?.paused).toBe(false);
  for (let count = 0; count < 3; count += 1) await press('Shift+Tab');
  expect(await focused()).toMatch(/^Why has it not rung/);
  await press('Enter');
  await page.getByRole('region', { name: 'Why has it not rung?' }).waitFor();
});

test('it is removed, and comes back', async () => {
  await tabTo(/^Remove alarm: /);
  await press('Enter');
  await expect.poll(async () => (await world.state()).alarms.length).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await press('F8');
  await tabTo('Undo');
  await press('Enter');
  await expect.poll(async () => (await world.state()).alarms.length).toBe(1);
});

test('a ring is snoozed, and dismissed in its line', async () => {
  await world.tick(10);
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  await press('Escape');
  expect(await dialog.isVisible()).toBe(true);
  await tabTo(/^Snooze: BTC\/USDT rose/);
  await press('Enter');
  await page.getByRole('menu').waitFor();
  await press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  expect(await dialog.isVisible()).toBe(true);
  await expect.poll(focused).toMatch(/^Snooze: /);
  await press('Enter');
  await expect.poll(focused).toBe('Snooze for 5 min');
  for (const name of ['Snooze for 15 min', 'Snooze for 1 h']) {
    await press('ArrowDown');
    await expect.poll(focused).toBe(name);
  }
  await press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('region', { name: 'Snoozed alarms' }).waitFor();
  await tabTo(/^Dismiss: BTC\/USDT rose/);
  await press('Enter');
  await expect.poll(async () => (await world.state()).snoozed).toEqual([]);
});

test('the test alarm is dismissed', async () => {
  await tabTo('Settings');
  await press('Enter');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await tabTo('Test alarm');
  await press('Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  await tabTo('Dismiss');
  await press('Enter');
  await dialog.waitFor({ state: 'detached' });
});

test('settings are changed, and the history is read', async () => {
  await tabTo('Settings');
  await press('Enter');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await tabTo('A loud ring that nobody dismisses softens after');
  await press('Control+a');
  await type('20');
  await press('Enter');
  await expect.poll(async () => (await world.state()).settings.softenAfterMs).toBe(1_200_000);
  await tabTo('History');
  await press('Enter');
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await tabTo(/BTC\/USDT rose out of its channel/);
  await press('Enter');
  await page.getByText(/^Dismissed .* by:/).waitFor();
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
