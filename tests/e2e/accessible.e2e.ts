import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings, narrow, wide } from './axe-findings.ts';
import { addAlarm, addPair, fillIn, openOptions } from './hands.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: minutesOf(start, [100, 100, 101, 106, 100]) }, start });
  page = await world.open(wide);
});
afterAll(async () => {
  await world?.close();
});

const found = () => findings(world, page);
const form = () => page.locator('form').filter({ has: page.getByRole('button', { name: 'Add alarm' }) });

test('empty, axe finds nothing', async () => {
  await page.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
  expect(await found()).toEqual([]);
});

test('an error beside its field, axe finds nothing', async () => {
  await addPair(page, 'BTCUSD');
  await page.getByText('Did you mean').waitFor();
  expect(await found()).toEqual([]);
});

test('a pair with its chart, alarms and form, axe finds nothing', async () => {
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
  await addAlarm(page, 'Price', { 'Price in USDT': '105', Direction: 'from below' });
  await world.tick();
  expect(await found()).toEqual([]);
  await world.host.resize(page, narrow);
  await page.getByRole('button', { name: 'All pairs' }).waitFor();
  await world.host.resize(page, wide);
});

test('every kind of alarm with what is wrong in it and all options, axe finds nothing', async () => {
  await openOptions(page);
  await form().getByLabel('Note (optional)').waitFor();
  for (const kind of ['Channel', 'From high or low', 'Move in time', 'Steps']) {
    await form().getByRole('radio', { name: kind }).check();
    await form().getByRole('button', { name: 'Add alarm' }).click();
    await form()
      .getByRole('status')
      .filter({ hasText: 'Alarm added' })
      .or(form().getByRole('alert').first())
      .waitFor();
  }
  await form().getByRole('radio', { name: 'Channel' }).check();
  await fillIn(form(), { 'After a ring': 'go on', 'Silent after a ring for': '', 'Way back': '11' });
  await form().getByRole('button', { name: 'Add alarm' }).click();
  await form().getByText('The way back can be 10 % at most.').waitFor();
  expect(await found()).toEqual([]);
});

test('there already, and how often it would have rung, axe finds nothing', async () => {
  await form().getByRole('radio', { name: 'Price', exact: true }).check();
  await fillIn(form(), {
    'Price in USDT': '99',
    Direction: 'from below',
    'Way back': '',
    'After a ring': 'rest until re-armed',
  });
  await form().getByRole('radio', { name: 'Ring now' }).waitFor();
  await form()
    .getByText(/would have rung/)
    .waitFor();
  expect(await found()).toEqual([]);
  await fillIn(form(), { 'Price in USDT': '' });
});

test('an alarm being edited, and why it has not rung, axe finds nothing', async () => {
  const row = page.locator('.alarms > li').filter({ hasText: 'Reaches 105' });
  await row.getByRole('button', { name: /^Why/ }).click();
  await row.getByText('Last judged').waitFor();
  await row.getByRole('button', { name: /^Edit/ }).click();
  await row.getByRole('button', { name: 'Save' }).waitFor();
  expect(await found()).toEqual([]);
  await row.getByRole('button', { name: 'Cancel' }).click();
  await row.getByRole('button', { name: /^Why/ }).click();
});

test('alarms paused, axe finds nothing', async () => {
  await page.getByRole('button', { name: 'Pause all' }).click();
  await page.getByText('paused: not watched until resumed').first().waitFor();
  expect(await found()).toEqual([]);
  await page.getByRole('button', { name: 'Resume all' }).click();
  await page.getByText('paused: not watched until resumed').first().waitFor({ state: 'detached' });
});

test('settings with something wrong, axe finds nothing', async () => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('The sound of a ring ends after').selectOption({ label: 'a time' });
  await page.getByLabel('After', { exact: true }).fill('0');
  await page.getByLabel('After', { exact: true }).press('Enter');
  await page.getByText('Use whole minutes').waitFor();
  await page.getByRole('button', { name: 'Show licences' }).click();
  await page.getByText(/^react 19/).waitFor();
  await page.getByRole('button', { name: 'Copy debug report' }).click();
  await page.getByLabel('Text of the report').waitFor();
  await page.getByRole('button', { name: 'Test this source: Binance' }).click();
  await page.getByText('It answered in').waitFor();
  expect(await found()).toEqual([]);
  await page.getByLabel('The sound of a ring ends after').selectOption({ label: 'never' });
});

test('an empty history, axe finds nothing', async () => {
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await page.getByRole('heading', { name: 'Nothing has rung yet' }).waitFor();
  expect(await found()).toEqual([]);
  await page
    .getByRole('button', { name: /BTC\/USDT/ })
    .first()
    .click();
});

test('paused, axe finds nothing', async () => {
  await world.call('monitoring.pause', {});
  await page.getByText('Monitoring is paused').first().waitFor();
  expect(await found()).toEqual([]);
  await page.getByRole('button', { name: 'Resume monitoring' }).click();
  await page.getByText('Monitoring is paused').first().waitFor({ state: 'detached' });
  await world.settle();
});

test('all alarms, axe finds nothing', async () => {
  await page.getByRole('button', { name: /All alarms/ }).click();
  await page.getByRole('table').waitFor();
  expect(await found()).toEqual([]);
});

test('ringing, and being snoozed, axe finds nothing', async () => {
  await world.tick(12);
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  expect(await found()).toEqual([]);
  await dialog.getByRole('button', { name: /^Snooze: .* rose to 105/ }).click();
  await page.getByRole('menuitem', { name: /^Until a time/ }).waitFor();
  expect(await found()).toEqual([]);
  await page.getByRole('menuitem', { name: /^Unless it gets worse/ }).click();
  await dialog.getByLabel('At or above, in USDT').fill('1');
  await dialog.getByRole('button', { name: 'Snooze for 1 h' }).click();
  await dialog.getByText('The price is there already.').waitFor();
  expect(await found()).toEqual([]);
});

test('snoozed, axe finds nothing', async () => {
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Ring before that if it gets worse').uncheck();
  await dialog.getByRole('button', { name: 'Snooze for 1 h' }).click();
  await expect.poll(async () => (await world.state()).snoozed.length).toBe(1);
  // Others ring too, and are over everything.
  await world.call('ring.dismissAll', {});
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('region', { name: 'Snoozed alarms' }).waitFor();
  expect(await found()).toEqual([]);
});

test('a history with a ring in it, axe finds nothing', async () => {
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await page.locator('.past-list summary').first().click();
  expect(await found()).toEqual([]);
});

test('a source that fails, axe finds nothing, and the page stays as wide as its window', async () => {
  world.market.failWith({ status: 451, body: '{"code":0,"msg":"restricted location"}' });
  await world.tick(6);
  await page
    .getByText(/blocked in your country/)
    .first()
    .waitFor();
  expect(await found()).toEqual([]);
  world.market.failWith(null);
  await world.clock.advance(400_000);
  await page.getByText('Live').first().waitFor();
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
