import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings, wide } from './axe-findings.ts';
import { addAlarm, addPair, fillIn } from './hands.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const pairId = 'binance:BTCUSDT';
const many = 300;
/** Rows in sight, and some around: far fewer than there are. */
const mostDrawn = 60;

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({
    files: { BTCUSDT: minutesOf(start, [100, 100, 106, 100, 100, 109, 109]) },
    start,
  });
  page = await world.open(wide);
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
});
afterAll(async () => {
  await world?.close();
});

const form = () => page.getByRole('region', { name: 'New alarm' });
const count = async () => (await world.state()).alarms.length;
const focused = () =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '';
  });

/** Walks on with Tab until something of that name has the focus. */
async function tabTo(name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (name.test(await focused())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} is not reached by Tab`);
}

interface Exported {
  readonly alarms: readonly Readonly<Record<string, unknown>>[];
}

/** Many alarms at once, as a file brings them. */
async function importAlarms(prices: readonly number[]): Promise<void> {
  const exportedAll = (await world.call('data.export', {})) as { data: { text: string } };
  const file = JSON.parse(exportedAll.data.text) as Exported;
  const [like] = file.alarms;
  const alarms = prices.map((price) => ({
    ...like,
    id: `many-${price}`,
    condition: { kind: 'target', price, direction: 'up' },
  }));
  const text = JSON.stringify({ ...file, alarms: [...file.alarms, ...alarms] });
  const preview = (await world.call('data.previewImport', { text })) as { data: { token: string } };
  await world.call('data.applyImport', { token: preview.data.token });
  await world.settle();
}

/** Does it, and answers the text of the file that it hands over. */
async function exported(button: Locator): Promise<string> {
  await page.evaluate(() => {
    const kept = globalThis as unknown as { exported: Blob[] };
    kept.exported = [];
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      kept.exported.push(blob);
      return make(blob);
    };
    // A window of a test keeps no files.
    HTMLAnchorElement.prototype.click = () => {};
  });
  await button.click();
  const text = () =>
    page.evaluate(async () => {
      const [blob] = (globalThis as unknown as { exported: Blob[] }).exported;
      return blob === undefined
        ? ''
        : new Uint8Array(await blob.arrayBuffer()).reduce(
            (all, byte) => all + String.fromCodePoint(byte),
            '',
          );
    });
  await expect.poll(text).not.toBe('');
  return text();
}

test('a preset fills the price in, the direction follows, and how often it would have rung comes by itself', async () => {
  await form().getByRole('button', { name: 'Use 5 % above the price' }).click();
  expect(await form().getByLabel('Price in USDT').inputValue()).toBe('105');
  await expect.poll(() => form().innerText()).toContain('reaches 105 from below, 5.00 % away');
  await expect.poll(() => form().innerText()).toMatch(/It would have rung 0 times in the last 30 days/);
  await form().getByRole('button', { name: 'Add alarm' }).click();
  await expect.poll(count).toBe(1);
});

test('a second one like it is refused, with a way to the first', async () => {
  await fillIn(form(), { 'Price in USDT': '105' });
  await form().getByText('There is one already that does the same.').waitFor();
  await form().getByRole('button', { name: 'Add alarm' }).click();
  await form().getByText('does the same: BTC/USDT reaches 105 from below').waitFor();
  expect(await count()).toBe(1);
  await form().getByRole('button', { name: 'Show it' }).click();
  const [alarm] = (await world.state()).alarms;
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-alarm'))).toBe(alarm?.id);
});

test('the chart of a ring is looked at while it rings on, and it is dismissed from its bar', async () => {
  await world.tick(12);
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: /^Open chart/ }).click();
  await dialog.waitFor({ state: 'detached' });
  const bar = page.getByRole('region', { name: 'Ringing' });
  expect(await bar.innerText()).toContain('Rings on: BTC/USDT rose to 105');
  await expect.poll(async () => (await world.listen(page)).playing).toBe(1);
  expect(await findings(world, page)).toEqual([]);
  await bar.getByRole('button', { name: 'Show what rings' }).click();
  await dialog.waitFor();
  await dialog.getByRole('button', { name: /^Open chart/ }).click();
  await bar.getByRole('button', { name: 'Dismiss' }).click();
  await bar.waitFor({ state: 'detached' });
  await expect.poll(async () => (await world.listen(page)).playing).toBe(0);
});

test('one is duplicated, changed and added', async () => {
  await page.getByRole('button', { name: /^Duplicate: BTC\/USDT reaches 105/ }).click();
  const price = form().getByLabel('Price in USDT');
  await expect.poll(() => price.inputValue()).toBe('105');
  await price.fill('107');
  await form().getByRole('button', { name: 'Add alarm' }).click();
  await expect.poll(count).toBe(2);
});

test('of hundreds of alarms only those in sight are drawn, down to the last', async () => {
  await importAlarms(Array.from({ length: many - 2 }, (_, index) => 202 + index));
  await page.getByRole('button', { name: /All alarms/ }).click();
  const table = page.getByRole('table');
  await table.waitFor();
  // The head, and that of the pair.
  await expect.poll(() => table.getAttribute('aria-rowcount')).toBe(String(many + 2));
  await expect.poll(() => table.getByRole('row').count()).toBeGreaterThan(5);
  expect(await table.getByRole('row').count()).toBeLessThan(mostDrawn);
  await page.locator('.detail').evaluate((element) => element.scrollTo(0, element.scrollHeight));
  // What has rung rests, and stands behind all that are armed.
  await table.getByText('Reaches 105 from below').waitFor();
  expect(await table.getByRole('row').count()).toBeLessThan(mostDrawn);
  await page.locator('.detail').evaluate((element) => element.scrollTo(0, 0));
});

test('those of one state are shown, selected and axe finds nothing', async () => {
  await page.getByRole('button', { name: /^fired 1$/ }).click();
  const table = page.getByRole('table');
  await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('3');
  await page.getByRole('radio', { name: 'All in one list' }).check();
  await table.getByRole('checkbox', { name: 'Select all that are shown' }).check();
  await page.getByText('1 selected').waitFor();
  expect(await findings(world, page)).toEqual([]);
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await page.getByRole('button', { name: /^all 300$/ }).click();
});

test('all are deleted with the keyboard alone, and one undo brings them back', async () => {
  await page.getByRole('heading', { name: /^All alarms/ }).focus();
  await tabTo(/^Select all that are shown$/);
  await page.keyboard.press('Space');
  await page.getByText(`${many} selected`).waitFor();
  await page.getByRole('heading', { name: /^All alarms/ }).focus();
  await tabTo(/^Delete$/);
  await page.keyboard.press('Enter');
  await expect.poll(count).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.keyboard.press('F8');
  await tabTo(/^Undo$/);
  await page.keyboard.press('Enter');
  await expect.poll(count).toBe(many);
});

test('many are paused and resumed at once', async () => {
  const table = page.getByRole('table');
  await table.getByRole('checkbox', { name: 'Select all that are shown' }).check();
  const bulk = page.getByRole('group', { name: 'What to do with those selected' });
  await bulk.getByRole('button', { name: 'Pause' }).click();
  const paused = async () => (await world.state()).alarms.filter((alarm) => alarm.paused).length;
  await expect.poll(paused).toBe(many);
  await bulk.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(paused).toBe(0);
  await bulk.getByRole('button', { name: 'Clear selection' }).click();
});

test('what rang is exported, safe for spreadsheets', async () => {
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await page.getByLabel('Kind of alarm').selectOption({ label: 'price' });
  await page.getByLabel('When').selectOption({ label: 'last 24 hours' });
  const csv = await exported(page.getByRole('button', { name: 'Export as CSV' }));
  const lines = csv.trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('BTC/USDT,Rule: reaches 105 from below,up,105,');
  const json = await exported(page.getByRole('button', { name: 'Export as JSON' }));
  expect(JSON.parse(json)).toMatchObject({ kind: 'history', firings: [{ pair: { id: pairId } }] });
  await page.getByLabel('Kind of alarm').selectOption({ label: 'steps' });
  await page.getByRole('heading', { name: 'Nothing like that has rung' }).waitFor();
  await page.getByRole('button', { name: 'Show everything' }).click();
});

test('why an alarm did not ring on a day is told in words, and axe finds nothing', async () => {
  await page.getByText('Why did it not ring?').click();
  const why = page.getByRole('region', { name: 'Why did it not ring?' });
  await why.getByLabel('Alarm').selectOption({ label: 'BTC/USDT reaches 105 from below' });
  await why.getByLabel('Day').fill('2026-01-05');
  await why.getByRole('button', { name: 'Look at that day' }).click();
  const answer = () => why.locator('[aria-live]').innerText();
  await expect.poll(answer).toMatch(/came true 1 time that day:[\s\S]*▲ 106\s+it rang/);
  await why.getByLabel('Alarm').selectOption({ label: 'BTC/USDT reaches 499 from below' });
  await why.getByRole('button', { name: 'Look at that day' }).click();
  await expect.poll(() => why.innerText()).toMatch(/never came true that day\. Nearest: 106, 370\.75 % away/);
  expect(await findings(world, page)).toEqual([]);
});

test('several ring: a line each, and all are dismissed at once', async () => {
  // Axe looks at all of a page, which has been done with hundreds.
  const far = (await world.state()).alarms.filter(
    ({ condition }) => condition.kind === 'target' && condition.price > 200,
  );
  await world.call('alarm.remove', { ids: far.map(({ id }) => id) });
  await page
    .getByRole('button', { name: /BTC\/USDT/ })
    .first()
    .click();
  await addAlarm(page, 'Price', { 'Price in USDT': '108', Direction: 'from below' });
  await world.tick(12);
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  await expect.poll(() => dialog.getByRole('listitem').count()).toBe(2);
  expect(await findings(world, page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Dismiss all (2)' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await world.state()).ringing).toEqual([]);
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
