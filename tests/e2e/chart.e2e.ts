import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '../../bench/market.ts';
import type { Candle } from '../../src-core/sample.ts';
import { findings, narrow, wide } from './axe-findings.ts';
import { addPair } from './hands.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const minute = 60_000;
const pairId = 'binance:BTCUSDT';

/** Forty days around 1,000 that end there, and an hour that stays. */
function walk(): Candle[] {
  const random = seeded(4);
  const prices = [1_000];
  for (let back = 0; back < 40 * 1_440; back += 1) {
    const last = prices.at(-1) ?? 1_000;
    prices.push(Number((last + (random() - 0.5) + (1_000 - last) * 0.002).toFixed(2)));
  }
  const closes = [...prices.toReversed(), ...Array.from({ length: 60 }, () => 1_000)];
  return closes.map((close, index) => {
    const open = closes[index - 1] ?? close;
    const openTime = start + (index - prices.length) * minute;
    return {
      openTime,
      intervalMs: minute,
      open,
      high: Math.max(open, close),
      low: Math.min(open, close),
      close,
    };
  });
}

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: walk() }, start });
  page = await world.open(wide);
  await page.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
  await world.tick();
});
afterAll(async () => {
  await world?.close();
});

const chart = () => page.getByRole('figure', { name: 'Chart of BTC/USDT' });
const rows = () => chart().getByRole('row');
const level = (name = /^Level of the alarm/) => chart().getByRole('slider', { name });
const asked = () => world.market.requests.filter(({ path }) => path.includes('klines')).length;
const alarms = async () => (await world.state()).alarms;
const conditions = async () => (await alarms()).map((alarm) => alarm.condition);
const priceOf = async (): Promise<number> => {
  const [condition] = await conditions();
  return condition?.kind === 'target' ? condition.price : Number.NaN;
};

async function choose(name: string): Promise<void> {
  await chart().getByRole('radio', { name, exact: true }).check();
  await world.settle();
}

/** The middle of the left half of the drawing, where no handle stands, at the height of something. */
async function beside(thing: Locator): Promise<{ x: number; y: number }> {
  await thing.scrollIntoViewIfNeeded();
  const [box, drawing] = [await thing.boundingBox(), await chart().locator('canvas').first().boundingBox()];
  if (box === null || drawing === null) throw new Error('nothing to be seen');
  return { x: drawing.x + drawing.width / 4, y: box.y + box.height / 2 };
}

test('the last day comes up by itself, and each range has its bars', async () => {
  await chart().getByRole('button', { name: 'Show as table' }).click();
  // One for each stretch, the one that runs, and the head of the table.
  for (const [range, words, bars] of [
    ['1D', 'the last 24 hours', 144],
    ['1H', 'the last hour', 60],
    ['4H', 'the last 4 hours', 240],
    ['1W', 'the last 7 days', 168],
    ['1M', 'the last 30 days', 180],
    ['1Y', 'the last year', 40],
  ] as const) {
    await choose(range);
    await chart()
      .getByRole('table', { name: new RegExp(words) })
      .waitFor();
    await expect.poll(async () => Math.abs((await rows().count()) - 1 - bars)).toBeLessThanOrEqual(2);
    await expect.poll(() => chart().locator('figcaption').textContent()).toContain(words);
  }
  await chart().getByRole('button', { name: 'Show as table' }).click();
  // What is read aloud is short.
  await expect.poll(() => rows().count()).toBeLessThanOrEqual(25);
});

test('looking at them again costs the source nothing', async () => {
  const before = asked();
  for (const range of ['1H', '1W', '1Y', '1D']) await choose(range);
  const after = asked();
  expect(after - before).toBe(0);
});

test('a range that goes back farther than the prices says so', async () => {
  await choose('1Y');
  await chart()
    .getByText(/^Prices go back to/)
    .waitFor();
  await choose('1D');
});

test('a live price goes into the last bar', async () => {
  await world.tick(4);
  const { pairs } = await world.state();
  const price = pairs[0]?.price?.toFixed(2).replace('1000', '1,000') ?? '';
  await expect.poll(() => chart().textContent()).toContain(`C ${price}`);
});

test('a line that is dragged changes its alarm, and Undo changes it back', async () => {
  await world.call('alarm.add', { pairId, condition: { kind: 'target', price: 1_005, direction: 'up' } });
  await level().waitFor();
  const from = await beside(level());
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 5, from.y + 25, { steps: 4 });
  await chart().getByText('Let go to set it').waitFor();
  expect(await priceOf()).toBe(1_005);
  await page.mouse.up();
  await expect.poll(priceOf).toBeLessThan(1_005);
  await page
    .getByText(/^Changed: BTC\/USDT reaches .* from below\.$/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(priceOf).toBe(1_005);
});

test('arrow keys move it, Enter sets it, Escape leaves it', async () => {
  // What was undone before is told to the page a moment later.
  await expect.poll(() => level().getAttribute('aria-valuenow')).toBe('1005');
  await level().focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => level().getAttribute('aria-valuenow')).toBe('1006');
  await page.keyboard.press('Escape');
  await expect.poll(() => level().getAttribute('aria-valuenow')).toBe('1005');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(priceOf).toBe(1_007);
});

test('a click says what an alarm there would do, and adds it', async () => {
  const { x, y } = await beside(level());
  await page.mouse.click(x, y + 40);
  const offer = page.getByRole('dialog', { name: /^Alarm at/ });
  await offer.getByText(/^Rings when BTC\/USDT reaches .* from (below|above), .* away\.$/).waitFor();
  expect(await findings(world, page)).toEqual([]);
  await offer.getByRole('button', { name: /^Add alarm at/ }).click();
  await expect.poll(async () => (await alarms()).length).toBe(2);
  await page
    .getByText(/^Added: BTC\/USDT reaches/)
    .first()
    .waitFor();
});

test('or takes the price to the form', async () => {
  const { x, y } = await beside(level().first());
  await page.mouse.click(x, y + 60);
  await page.getByRole('button', { name: 'More choices' }).click();
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value ?? ''))
    .toMatch(/^[\d,.]+$/);
  expect(await alarms()).toHaveLength(2);
});

test('what a window alarm watches and where an extreme trails is drawn without a word too many', async () => {
  for (const condition of [
    { kind: 'move', percent: 5, direction: 'any', over: { kind: 'window', ms: 3_600_000, from: 'extreme' } },
    { kind: 'extreme', extreme: 'max', percent: 2, since: { kind: 'pair added' } },
  ] as const) {
    await world.call('alarm.add', { pairId, condition });
  }
  await expect.poll(() => chart().locator('figcaption').textContent()).toContain('Alarm levels: ');
});

test('a ring is marked, with its proof on focus', async () => {
  await world.call('alarm.add', {
    pairId,
    condition: { kind: 'target', price: 900, direction: 'up' },
    ringNow: true,
  });
  await page.getByRole('alertdialog').waitFor();
  await world.call('ring.dismissAll', {});
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  const mark = chart().getByRole('button', { name: /See all rings$/ });
  await mark.focus();
  await page.getByRole('tooltip').getByText('Rule: reaches 900 from below').first().waitFor();
  await page.keyboard.press('Escape');
});

test('the table is shown by its button, and scrolled by keys', async () => {
  await chart().getByRole('button', { name: 'Show as table' }).click();
  const table = page.getByRole('region', { name: 'Prices of BTC/USDT, the last 24 hours, newest first' });
  await table.waitFor();
  expect(await findings(world, page)).toEqual([]);
  await table.focus();
  await page.keyboard.press('End');
  await expect.poll(() => table.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
  await chart().getByRole('button', { name: 'Show as table' }).click();
});

test('kind and range are remembered', async () => {
  await choose('Area');
  await choose('1W');
  await expect.poll(async () => (await world.state()).settings.chart).toEqual({ kind: 'area', range: '1W' });
  await world.restart();
  page = await world.reopen(page);
  await chart().waitFor();
  expect(await chart().getByRole('radio', { name: '1W' }).isChecked()).toBe(true);
  expect(await chart().getByRole('radio', { name: 'Area' }).isChecked()).toBe(true);
});

test('axe finds nothing on the chart, and it works in the smallest window', async () => {
  expect(await findings(world, page)).toEqual([]);
  await world.host.resize(page, narrow);
  const row = page.getByRole('button', { name: /BTC\/USDT/ }).first();
  if (await row.isVisible()) await row.click();
  await choose('1D');
  await level().first().focus();
  expect(await level().first().isVisible()).toBe(true);
  await world.host.resize(page, wide);
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
