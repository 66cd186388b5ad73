/**
 * `npm run screenshots`: pictures of every screen in both themes, wide and narrow, into `.cache/screenshots`, and the
 * one of the README: the desktop's window, and what only a browser shows. Prices are made up.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { seeded } from '../bench/market.ts';
import type { Candle } from '../src-core/sample.ts';
import { addAlarm, addPair } from '../tests/e2e/hands.ts';
import type { DesktopUnderTest } from '../tests/e2e/hosts/desktop-host.ts';
import { createDesktopWorld, createHeadlessWorld, type World } from '../tests/e2e/world.ts';
import { root, run } from './run-command.ts';

const folder = path.join(root, '.cache', 'screenshots');
const start = Date.UTC(2026, 0, 5, 12);
const minute = 60_000;

/** A day and an hour of made-up minutes; after `start` the price goes on by `drift` a minute. */
function minutes(seed: number, price: number, digits: number, drift: number): Candle[] {
  const random = seeded(seed);
  const round = (value: number) => Number(value.toFixed(digits));
  const candles: Candle[] = [];
  let last = price;
  for (let index = -24 * 60; index < 60; index += 1) {
    const open = round(last);
    last *= 1 + (random() - 0.5) * 0.0016 + (index >= 0 ? drift : 0);
    const close = round(last);
    const [low, high] = [Math.min(open, close), Math.max(open, close)];
    candles.push({ openTime: start + index * minute, intervalMs: minute, open, high, low, close });
  }
  return candles;
}

const files = {
  BTCUSDT: minutes(3, 58_000, 2, 0.0015),
  ETHUSDT: minutes(5, 2_900, 2, -0.0004),
  SOLUSDT: minutes(8, 142, 2, 0.0002),
  DOGEUSDT: minutes(13, 0.2277, 5, 0),
  SHIBUSDT: minutes(21, 0.00001234, 8, 0),
};

const wide = { width: 1120, height: 800 };
const narrow = { width: 400, height: 640 };

async function picture(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

const chooseBitcoin = (page: Page) =>
  page
    .getByRole('button', { name: /BTC\/USDT/ })
    .first()
    .click();

async function fill(world: World, page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
  await picture(page, 'empty');
  await addPair(page, 'BTCUSD');
  await page.getByText('Did you mean').waitFor();
  await picture(page, 'unknown-pair');
  for (const symbol of Object.keys(files)) {
    await addPair(page, symbol);
    await page.getByRole('heading', { name: symbol.replace('USDT', '/USDT') }).waitFor();
    await world.settle();
  }
  const choose = (name: RegExp) => page.getByRole('button', { name }).first().click();
  const { pairs } = await world.state();
  const priceOf = (id: string) => pairs.find((pair) => pair.id === id)?.price ?? 1;
  await choose(/ETH\/USDT/);
  await addAlarm(page, 'Price', {
    'Price in USDT': String(Math.round(priceOf('binance:ETHUSDT') * 0.985)),
    Direction: 'from above',
  });
  await choose(/BTC\/USDT/);
  await addAlarm(page, 'Price', {
    'Price in USDT': String(Math.round(priceOf('binance:BTCUSDT') * 1.015)),
    Direction: 'from below',
  });
  await addAlarm(page, 'From high or low', { 'By percent': '8', Counted: 'since the pair was added' });
  await addAlarm(page, 'Move in time', { 'By percent': '5', Window: '15' });
  await world.tick(4);
}

/** The same state wide and narrow. */
async function both(world: World, page: Page, name: string): Promise<void> {
  await picture(page, name);
  await world.host.resize(page, narrow);
  await page.waitForTimeout(300);
  await picture(page, `narrow-${name}`);
  await world.host.resize(page, wide);
  await page.waitForTimeout(300);
}

async function calm(world: World, page: Page): Promise<void> {
  await fill(world, page);
  await page.getByLabel('By percent').fill('3');
  await page.getByText('away.').waitFor();
  await page.waitForTimeout(500);
  await picture(page, 'pair');
  await page.screenshot({ path: path.join(root, 'docs', 'screenshot.png') });
  await page.getByRole('button', { name: /All alarms/ }).click();
  await picture(page, 'all-alarms');
  await world.host.resize(page, narrow);
  await page.getByRole('button', { name: /All pairs/ }).click();
  await page.getByText('Watching 5 pairs').waitFor();
  await picture(page, 'narrow-list');
  await chooseBitcoin(page);
  await page.waitForTimeout(500);
  await picture(page, 'narrow-pair');
  await world.host.resize(page, wide);
}

async function trouble(world: World<DesktopUnderTest>, page: Page): Promise<void> {
  await world.call('monitoring.pause', {});
  await page.getByText('Monitoring is paused').first().waitFor();
  await both(world, page, 'paused');
  await world.call('monitoring.resume', {});
  await world.settle();
  world.market.failWith({ status: 429, body: 'Throttled', headers: { 'retry-after': '120' } });
  await world.tick(8);
  await page.getByText('too many requests').first().waitFor();
  await both(world, page, 'stale');
  world.market.failWith(null);
}

async function ring(world: World<DesktopUnderTest>, page: Page): Promise<void> {
  await world.clock.advance(11 * minute);
  await page.getByRole('alertdialog').waitFor();
  await both(world, page, 'ringing');
}

async function desktop(): Promise<void> {
  const world = await createDesktopWorld({ files, start });
  try {
    const page = await world.open(wide);
    await calm(world, page);
    await trouble(world, page);
    await ring(world, page);
  } finally {
    await world.close();
  }
}

/** What only a browser shows. */
async function browser(): Promise<void> {
  const world = await createHeadlessWorld({ files, start });
  try {
    const page = await world.open(wide);
    await page.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
    await addPair(page, 'BTCUSDT');
    await page.getByRole('heading', { name: 'BTC/USDT' }).waitFor();
    await world.settle();
    await world.host.stop();
    await page.getByText('App not reachable').first().waitFor();
    await picture(page, 'no-connection');
  } finally {
    await world.close();
  }
}

if ((await run('vite', ['build', '--logLevel', 'error'])) === 0) {
  mkdirSync(folder, { recursive: true });
  await desktop();
  await browser();
  const place = path.relative(process.cwd(), folder);
  console.log(`Pictures are in ${place}; the README's is docs/screenshot.png.`);
} else {
  process.exitCode = 1;
}
