import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAlarm, addPair, ringTest } from './hands.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const prices = [100, 100, 100, 101, 99, 100, 112, 100, 100, 100];

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({
    files: { BTCUSDT: minutesOf(start, prices), SHIBUSDT: minutesOf(start, [0.00001234, 0.00001235]) },
    start,
  });
  page = await world.open();
});
afterAll(async () => {
  await world?.close();
});

const addForm = () =>
  page.locator('form').filter({ has: page.getByRole('button', { name: 'Add', exact: true }) });

test('an empty list says what to do', async () => {
  await page.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
});

test.each([
  ['nothing', '', 'Type a pair first'],
  ['an emoji', '🦊🦊🦊', 'does not trade'],
  ['a script', '<img src=x onerror=alert(1)>', 'does not read as a pair'],
  ['10,000 characters', 'x'.repeat(10_000), 'too long'],
  ['a pair that is not traded', 'BTCUSD', 'Did you mean BTC/USDT'],
  ['three assets', 'a/b/c', 'does not read as a pair'],
])('adding %s is refused beside the field, in a sentence', async (_name, text, sentence) => {
  await addPair(page, text);
  const alert = addForm().getByRole('alert');
  await expect.poll(() => alert.innerText()).toContain(sentence);
  expect((await world.state()).pairs).toEqual([]);
});

test('a suggestion is one click away', async () => {
  await addPair(page, 'BTCUSD');
  await addForm()
    .getByRole('button', { name: /BTC\/USDT/ })
    .first()
    .click();
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
  expect((await world.state()).pairs.map((pair) => pair.id)).toEqual(['binance:BTCUSDT']);
  await expect.poll(() => page.getByRole('list').first().innerText()).toMatch(/\b100\b/);
});

test('the same pair twice is refused', async () => {
  await addPair(page, 'btc-usdt');
  await expect.poll(() => addForm().getByRole('alert').innerText()).toContain('on the watch list already');
});

test('a tiny price keeps its digits', async () => {
  await addPair(page, 'SHIB/USDT');
  await page.getByRole('heading', { name: /SHIB\/USDT/ }).waitFor();
  await world.tick();
  await expect.poll(() => page.locator('main, body').first().innerText()).toContain('0.00001234');
  await page
    .getByRole('button', { name: /BTC\/USDT/ })
    .first()
    .click();
});

test.each([
  ['nothing', ''],
  ['-5', '-5'],
  ['0', '0'],
  ['NaN', 'NaN'],
  ['Infinity', 'Infinity'],
  ['1e999', '1e999'],
  ['10,000 digits', '9'.repeat(10_000)],
  ['an emoji', '🦊'],
  ['a script', '<script>alert(1)</script>'],
])('a price of %s is refused beside its field, and nothing is added', async (_name, text) => {
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add alarm' }) });
  await form.getByRole('radio', { name: 'Price', exact: true }).check();
  await form.getByLabel('Price in USDT').fill(text);
  await form.getByRole('button', { name: 'Add alarm' }).click();
  await expect.poll(() => form.getByLabel('Price in USDT').getAttribute('aria-invalid')).toBe('true');
  expect((await world.state()).alarms).toEqual([]);
});

test('the sentence says what will happen and how far it is', async () => {
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add alarm' }) });
  await form.getByLabel('Price in USDT').fill('110');
  await form.getByLabel('Direction').selectOption({ label: 'from below' });
  await expect
    .poll(() => form.innerText())
    .toContain('Rings when BTC/USDT reaches 110 from below, 10.00 % away.');
  await form.getByLabel('Price in USDT').fill('90');
  await expect.poll(() => form.innerText()).toContain('it is there already');
});

test('a removed alarm and a removed pair come back with Undo', async () => {
  await addAlarm(page, 'Price', { 'Price in USDT': '110', Direction: 'from below' });
  const [alarm] = (await world.state()).alarms;
  await page.getByRole('button', { name: /^Remove alarm: .*110/ }).click();
  await expect.poll(async () => (await world.state()).alarms.length).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await world.state()).alarms.map((one) => one.id)).toEqual([alarm?.id]);

  await page.getByRole('button', { name: 'Remove pair' }).click();
  await expect.poll(async () => (await world.state()).pairs.length).toBe(1);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(async () => (await world.state()).alarms.map((one) => one.id)).toEqual([alarm?.id]);
});

test('an alarm that comes true rings over everything, with focus and with sound', async () => {
  await world.tick(26);
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain('BTC/USDT rose to 110');
  expect(await dialog.innerText()).toContain('▲ 112');
  expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await expect.poll(async () => (await world.listen(page)).peak, { timeout: 10_000 }).toBeGreaterThan(0.05);
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(async () => (await world.listen(page)).playing).toBe(0);
});

test('the test alarm pressed twice is one ring, and its dismissal ends it', async () => {
  await ringTest(page);
  await page.getByRole('alertdialog').waitFor();
  await world.call('ring.test', {});
  expect((await world.state()).ringing.length).toBe(1);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  expect((await world.state()).ringing).toEqual([]);
});

test('all alarms stand in one table, grouped by pair', async () => {
  await page.getByRole('button', { name: /All alarms/ }).click();
  const table = page.getByRole('table');
  await table.waitFor();
  expect(await table.innerText()).toContain('BTC/USDT');
  expect(await table.innerText()).toContain('Reaches 110 from below');
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
