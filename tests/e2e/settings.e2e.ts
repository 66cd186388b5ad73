import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandOut } from '../../src-shared/contract/contract.ts';
import { addPair } from './hands.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const wide = { width: 1120, height: 800 };

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: minutesOf(start, [100, 101, 102, 103]) }, start });
  page = await world.open(wide);
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
});
afterAll(async () => {
  await world?.close();
});

const list = () => page.getByRole('navigation', { name: 'Sections of the settings' });
const theme = () => page.evaluate(() => document.documentElement.dataset['theme'] ?? 'system');
const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const colours = { light: 'rgb(245, 246, 248)', dark: 'rgb(14, 17, 22)' } as const;

test('each section of the list comes into sight, takes the focus and has an address', async () => {
  await page.getByRole('button', { name: 'Settings' }).click();
  for (const name of ['About', 'Sound', 'Data', 'General']) {
    await list().getByRole('link', { name }).click();
    const heading = page.getByRole('heading', { name, level: 3 });
    await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await heading.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(800);
    await expect.poll(() => list().getByRole('link', { name }).getAttribute('aria-current')).toBe('true');
    expect(await page.evaluate(() => location.hash)).toBe(`#settings/${name.toLowerCase()}`);
  }
});

test('an address leads to its section', async () => {
  await page.evaluate(() => {
    location.hash = '#settings/sources';
  });
  const heading = page.getByRole('heading', { name: 'Sources', level: 3 });
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('a theme is at work at once, whatever the system wants, and stands before the page is painted', async () => {
  for (const [name, colour, system] of [
    ['Dark', colours.dark, 'light'],
    ['Light', colours.light, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme: system });
    await page.getByRole('radio', { name }).click();
    await expect.poll(background).toBe(colour);
    await expect.poll(async () => (await world.state()).settings.theme).toBe(name.toLowerCase());
  }
  const first = await page.evaluate(async () => (await fetch(location.pathname)).text());
  expect(first).toContain('<html data-theme="light"');
  page = await world.reopen(page);
  await expect.poll(theme).toBe('light');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('radio', { name: 'System' }).click();
  await expect.poll(theme).toBe('system');
  await expect.poll(background).toBe(colours.dark);
});

test('another interval counts from the next price on, without a restart', async () => {
  const field = page.getByLabel('Ask for prices every');
  await field.fill('0');
  await field.press('Enter');
  await page.getByText('Use whole seconds from 1 to 300.').waitFor();
  expect((await world.state()).settings.pollMs).toBe(15_000);
  await field.fill('60');
  await field.press('Enter');
  await expect.poll(async () => (await world.state()).settings.pollMs).toBe(60_000);
  await world.settle();
  const next = async () => (await world.state()).sources.find(({ id }) => id === 'binance')?.nextTryInMs;
  await expect.poll(next).toBe(60_000);
  await field.fill('15');
  await field.press('Enter');
  await expect.poll(async () => (await world.state()).settings.pollMs).toBe(15_000);
  await world.settle();
});

test('a source is tested, and says why it does not answer', async () => {
  const binance = page.getByRole('region', { name: 'Binance', exact: true });
  await binance.getByRole('button', { name: /^Test this source/ }).click();
  await binance.getByText('It answered in').waitFor();
  world.market.failWith({ status: 451, body: '{"code":0,"msg":"restricted location"}' });
  await binance.getByRole('button', { name: /^Test this source/ }).click();
  await binance.getByText('It did not answer as it should: blocked in your country').waitFor();
  world.market.failWith(null);
});

test('a key is taken, told by nothing, and forgotten', async () => {
  const coingecko = page.getByRole('region', { name: 'CoinGecko', exact: true });
  await coingecko.getByLabel('Demo key of CoinGecko').fill('CG-end-to-end');
  await coingecko.getByRole('button', { name: 'Save key' }).click();
  await coingecko.getByRole('button', { name: 'Remove key' }).waitFor();
  const exported = (await world.call('data.export', {})) as { data: CommandOut<'data.export'> };
  const told = JSON.stringify([await world.state(), exported.data, await page.content()]);
  expect(told).not.toContain('CG-end-to-end');
  await coingecko.getByRole('button', { name: 'Remove key' }).click();
  await coingecko.getByRole('button', { name: 'Remove key' }).waitFor({ state: 'detached' });
});

test('a debug report is shown as it is copied', async () => {
  await page.getByRole('button', { name: 'Copy debug report' }).click();
  const text = await page.getByLabel('Text of the report').inputValue();
  expect(text).toContain(world.host.kind);
  expect(text).toContain('binance: live');
});

test('everything stays in reach at twice the size, in the smallest window', async () => {
  // 200 % of a window of 720 by 960 is laid out as 360 by 480.
  await world.host.resize(page, { width: 360, height: 480 });
  const parts = ['All alarms', 'History', 'Settings'];
  const tops = await Promise.all(
    parts.map((name) =>
      page.getByRole('button', { name }).evaluate((one) => one.getBoundingClientRect().top),
    ),
  );
  expect(new Set(tops).size).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await world.host.resize(page, wide);
});

test('a button without room for its name has it in a tip', async () => {
  const history = page.getByRole('button', { name: 'History' });
  await history.hover();
  await page.getByRole('tooltip', { name: 'History' }).waitFor();
  await page.mouse.move(500, 500);
  await page.getByRole('tooltip', { name: 'History' }).waitFor({ state: 'detached' });
});

test('no page complained', () => {
  expect(world.complaints.filter((text) => !text.includes('451'))).toEqual([]);
});
