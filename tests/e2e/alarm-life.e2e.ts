import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAlarm, addPair, fillIn } from './hands.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, pollMs, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const minute = 60_000;
/** What the price is in each minute, never 10 % from the one before; the story below goes through them in order. */
const prices = [
  100, 100, 104, 100, 100, 96, 100, 104, 109, 100, 109, 100, 109, 109, 109, 109, 109, 109, 109, 113, 113, 113,
];

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: minutesOf(start, prices) }, start });
  page = await world.open();
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
});
afterAll(async () => {
  await world?.close();
});

/** Goes on to the first price of a minute. */
async function goTo(index: number): Promise<void> {
  const left = start + index * minute + pollMs - world.clock.now();
  await world.tick(Math.round(left / pollMs));
  await expect.poll(async () => (await world.state()).pairs[0]?.price).toBe(prices[index]);
}

const dialog = () => page.getByRole('alertdialog');
const row = () => page.locator('.alarm');
const alarm = async () => (await world.state()).alarms[0];
const rings = async () => (await world.state()).ringing.length;
const quiet = () => expect.poll(async () => (await world.listen(page)).playing).toBe(0);

async function dismiss(): Promise<void> {
  await dialog().getByRole('button', { name: 'Dismiss', exact: true }).click();
  await dialog().waitFor({ state: 'detached' });
  await quiet();
}

test('a channel alarm with every option is added, and shows what was set', async () => {
  await addAlarm(
    page,
    'Channel',
    { 'What it does': 'leaves the channel', 'Lower end in USDT': '98', 'Upper end in USDT': '103' },
    {
      'How it rings': 'loud, until dismissed',
      'After a ring': 'go on',
      'Silent after a ring for': '1',
      'Unit of the silence': 'minutes',
      'Ends at (optional)': '2099-01-01T00:00',
      'Way back': '0.5',
      'Note (optional)': 'Look at the order book.',
    },
  );
  expect(await alarm()).toMatchObject({
    condition: { kind: 'channel', low: 98, high: 103, when: 'leaves' },
    mode: 'repeat',
    cooldownMs: minute,
    wayBack: 0.005,
    urgency: 'loud',
    note: 'Look at the order book.',
    expiresAt: Date.UTC(2099, 0, 1),
  });
  await expect.poll(() => row().innerText()).toContain('Leaves 98 to 103');
  expect(await row().innerText()).toContain('goes on, silent for 1 min after a ring');
  expect(await row().innerText()).toContain('Note: Look at the order book.');
});

test('it rings at one end, cools, and rings again at the other', async () => {
  await goTo(2);
  await dialog().waitFor();
  expect(await dialog().innerText()).toContain('BTC/USDT rose out of its channel, above 103');
  expect(await dialog().innerText()).toContain('Note: Look at the order book.');
  await dismiss();
  await expect.poll(() => row().innerText()).toMatch(/cooling/);
  await goTo(5);
  await dialog().waitFor();
  expect(await dialog().innerText()).toContain('BTC/USDT fell out of its channel, below 98');
  await dismiss();
});

test('edited, it has other ends from then on and keeps the rest', async () => {
  await row().getByRole('button', { name: /^Edit/ }).click();
  const form = page.getByRole('region', { name: /^Edit: BTC\/USDT leaves 98 to 103/ });
  expect(await form.getByLabel('Upper end in USDT').inputValue()).toBe('103');
  await fillIn(form, { 'Lower end in USDT': '90', 'Upper end in USDT': '80' });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => form.innerText()).toContain('The upper end has to be above the lower one.');
  await fillIn(form, { 'Upper end in USDT': '108' });
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  expect(await alarm()).toMatchObject({
    condition: { kind: 'channel', low: 90, high: 108, when: 'leaves' },
    note: 'Look at the order book.',
    wayBack: 0.005,
    firedCount: 2,
  });
  await goTo(7);
  expect(await rings()).toBe(0);
});

test('paused, it is not watched; resumed, it begins with the price of then', async () => {
  await row()
    .getByRole('button', { name: /^Pause/ })
    .click();
  await expect.poll(async () => (await alarm())?.state).toBe('paused');
  await expect.poll(() => row().innerText()).toContain('paused: not watched until resumed');
  await goTo(8);
  expect(await rings()).toBe(0);
  await row()
    .getByRole('button', { name: /^Resume/ })
    .click();
  await expect.poll(async () => (await alarm())?.state).toBe('armed');
  expect(await rings()).toBe(0);
  await goTo(9);
  await page.getByRole('button', { name: 'Pause all' }).click();
  await expect.poll(async () => (await alarm())?.paused).toBe(true);
  await page.getByRole('button', { name: 'Resume all' }).click();
  await expect.poll(async () => (await alarm())?.paused).toBe(false);
  await goTo(10);
  await dialog().waitFor();
  await dismiss();
});

test('snoozed, it is quiet and says until when; then it rings again, because it is still so', async () => {
  await goTo(12);
  await dialog().waitFor();
  await expect.poll(async () => (await world.listen(page)).playing).toBe(1);
  await dialog()
    .getByRole('button', { name: /^Snooze:/ })
    .click();
  await page.getByRole('menuitem', { name: 'Snooze for 5 min' }).click();
  await dialog().waitFor({ state: 'detached' });
  await quiet();
  const bar = page.getByRole('region', { name: 'Snoozed alarms' });
  expect(await bar.innerText()).toMatch(/Snoozed until .*12:17: BTC\/USDT rose out of its channel/);
  await expect.poll(() => row().innerText()).toMatch(/snoozed [45]:\d\d/);
  await goTo(16);
  expect((await world.state()).snoozed).toHaveLength(1);
  await goTo(17);
  await dialog().waitFor();
  await expect.poll(async () => (await world.listen(page)).playing).toBe(1);
  expect(await bar.count()).toBe(0);
});

test('snoozed until it gets worse, it rings as soon as it does', async () => {
  await dialog()
    .getByRole('button', { name: /^Snooze:/ })
    .click();
  await page.getByRole('menuitem', { name: /^Unless it gets worse/ }).click();
  const worse = dialog().getByLabel('At or above, in USDT');
  expect(await worse.inputValue()).toBe('110.1');
  await worse.fill('112');
  await dialog().getByRole('button', { name: 'Snooze for 1 h' }).click();
  await dialog().waitFor({ state: 'detached' });
  await goTo(18);
  expect(await rings()).toBe(0);
  const bar = page.getByRole('region', { name: 'Snoozed alarms' });
  expect(await bar.innerText()).toContain('or at 112 or above');
  await goTo(19);
  await dialog().waitFor();
  await dismiss();
});

test('it says why it has not rung', async () => {
  await row().getByRole('button', { name: /^Why/ }).click();
  const why = page.getByRole('region', { name: 'Why has it not rung?' });
  await expect.poll(() => why.innerText()).toMatch(/Last judged\s+.*12:19:15/);
  expect(await why.innerText()).toMatch(/State\s+(armed|cooling)/);
});

test('how often it would have rung is counted by the same rules', async () => {
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add alarm' }) });
  await form.getByRole('radio', { name: 'Channel' }).check();
  await fillIn(form, { 'Lower end in USDT': '98', 'Upper end in USDT': '103' });
  await expect.poll(() => form.innerText()).toMatch(/would have rung \d times? in the last 30 days\./);
});

test('the history has every ring with its proof, and who dismissed it', async () => {
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const list = page.locator('.past-list > li');
  await expect.poll(() => list.count()).toBe(4);
  await list.last().locator('summary').click();
  expect(await list.last().innerText()).toContain('BTC/USDT rose out of its channel, above 103');
  expect(await list.last().innerText()).toMatch(/Dismissed .* by: (browser|desktop)/);
  expect(await list.last().innerText()).toContain('Note: Look at the order book.');
});

test('settings are saved at once', async () => {
  await page.getByRole('button', { name: 'Settings' }).click();
  const soften = page.getByLabel('A loud ring that nobody dismisses softens after');
  await soften.fill('5');
  await soften.press('Enter');
  await page.getByText('Saved.').waitFor();
  expect((await world.state()).settings.softenAfterMs).toBe(5 * minute);
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
