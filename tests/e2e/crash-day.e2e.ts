import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Alarm } from '../../src-core/alarm.ts';
import { type Condition, modeOf } from '../../src-core/condition.ts';
import { type Sample, sampleOfClosedCandle } from '../../src-core/sample.ts';
import { defaultCooldownMs, usualAlarm } from '../../src-runtime/storage/rules-migrations.ts';
import { marketDataFolder } from '../market-replay/market-data.ts';
import { quoteAt } from '../market-replay/quote-steps.ts';
import { inWords } from '../reference/engine-firings.ts';
import { type ReferenceFiring, referenceFirings } from '../reference/reference.ts';
import { addAlarm, addPair } from './hands.ts';
import { createWorld, pollMs, type World } from './world.ts';

/** Bitcoin on 2021-05-19, when it fell by a quarter within half an hour and rose again. */
const file = 'binance-spot-BTCUSDT-1m-2021-04-02_2021-05-20.csv.gz';
const start = Date.UTC(2021, 4, 19, 12, 40);
const ticks = 160;
const dataThere = marketDataFolder() !== null;
if (!dataThere) console.warn('Skipped: the crash day needs the recorded prices of ../shared/market-data.');

const minute = 60_000;
const conditions: readonly Condition[] = [
  { kind: 'target', price: 35_000, direction: 'down' },
  { kind: 'target', price: 37_500, direction: 'up' },
  { kind: 'target', price: 20_000, direction: 'any' },
  { kind: 'extreme', extreme: 'max', percent: 12, since: { kind: 'pair added' } },
  { kind: 'extreme', extreme: 'min', percent: 10, since: { kind: 'alarm armed' } },
  { kind: 'extreme', extreme: 'max', percent: 7, since: { kind: 'window', ms: 20 * minute } },
  { kind: 'move', percent: 5, direction: 'up', over: { kind: 'window', ms: 5 * minute, from: 'extreme' } },
  { kind: 'move', percent: 10, direction: 'down', over: { kind: 'window', ms: 30 * minute, from: 'start' } },
  { kind: 'move', percent: 6, direction: 'any', over: { kind: 'since start' } },
];

let world: World;
let page: Page;

beforeAll(async () => {
  if (!dataThere) return;
  world = await createWorld({ files: { BTCUSDT: file }, start });
  page = await world.open();
});
afterAll(async () => {
  await world?.close();
});

/** What must ring, worked out from the recorded candles alone, without the engine. */
function expected(alarmIds: readonly string[], armedAt: number): ReferenceFiring[] {
  const candles = world.market.candles['BTCUSDT'] ?? [];
  const history = candles
    .filter((candle) => candle.openTime >= start - 24 * 60 * minute && candle.openTime + minute < start)
    .map(sampleOfClosedCandle);
  const sampleAt = (t: number): Sample => ({ t, price: quoteAt(candles, t)?.price ?? 0, kind: 'quote' });
  const sample = (t: number) => ({ kind: 'sample', sample: sampleAt(t), now: t }) as const;
  const alarm = (index: number): Alarm => ({
    id: alarmIds[index] ?? '',
    pairId: 'binance:BTCUSDT',
    condition: conditions[index] ?? { kind: 'target', price: 1, direction: 'any' },
    mode: modeOf(conditions[index] ?? { kind: 'target', price: 1, direction: 'any' }),
    cooldownMs: defaultCooldownMs,
    ...usualAlarm,
    createdAt: armedAt,
  });
  const adds = conditions.map((_, index) => ({ kind: 'add', at: armedAt, alarm: alarm(index) }) as const);
  const later = Array.from({ length: ticks }, (_, index) => sample(start + (index + 1) * pollMs));
  return referenceFirings({
    addedAt: start,
    history,
    staleMs: 60_000,
    steps: [sample(start), ...adds, ...later],
  }).firings;
}

test.skipIf(!dataThere)(
  'a crash day rings exactly what the slow reference says, with the same proof',
  async () => {
    await page.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
    await addPair(page, 'btcusdt');
    await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
    await world.settle();

    await addAlarm(page, 'Price', { 'Price in USDT': '35k', Direction: 'from above' });
    await addAlarm(page, 'Price', { 'Price in USDT': '37 500', Direction: 'from below' });
    await addAlarm(page, 'Price', { 'Price in USDT': '20,000', Direction: 'from either side' });
    await addAlarm(page, 'From high or low', {
      'What it does': 'falls from its highest',
      'By percent': '12',
      Counted: 'since the pair was added',
    });
    await addAlarm(page, 'From high or low', {
      'What it does': 'rises from its lowest',
      'By percent': '10',
      Counted: 'since this alarm is set',
    });
    await addAlarm(page, 'From high or low', {
      'What it does': 'falls from its highest',
      'By percent': '7',
      Counted: 'within a window',
      Window: '20',
      'Unit of the window': 'minutes',
    });
    await addAlarm(page, 'Move in time', {
      'By percent': '5',
      Direction: 'up',
      'Measured from': 'highest or lowest',
      Window: '5',
      'Unit of the window': 'minutes',
    });
    await addAlarm(page, 'Move in time', {
      'By percent': '10',
      Direction: 'down',
      'Measured from': 'price a window ago',
      Window: '30',
      'Unit of the window': 'minutes',
    });
    await addAlarm(page, 'Move in time', {
      'By percent': '6',
      Direction: 'either way',
      'Measured from': 'price at the start',
    });

    const before = await world.state();
    expect(before.alarms.map((alarm) => alarm.condition)).toEqual(conditions);
    await world.tick(ticks);

    const { ringing } = await world.state();
    const rung = ringing.flatMap((one) => (one.kind === 'firing' ? [one.firing] : []));
    const ids = before.alarms.map((alarm) => alarm.id);
    const told = rung.map(inWords);
    const wanted = expected(ids, start);
    // The day is known: it must ring, and not for the target it never came near.
    expect(new Set(wanted.map((firing) => firing.alarmId)).size).toBe(8);
    expect(told).toEqual(wanted);
  },
);

test.skipIf(!dataThere)('the dialog lists every ring with its proof, and Esc does not dismiss', async () => {
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  const { ringing } = await world.state();
  await expect.poll(() => dialog.getByRole('listitem').count()).toBe(ringing.length);
  expect(await dialog.getByRole('heading', { name: 'BTC/USDT fell to 35,000' }).count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  expect(await dialog.isVisible()).toBe(true);
  expect((await world.state()).ringing.length).toBe(ringing.length);
  const first = ringing[0];
  if (first?.kind !== 'firing') throw new Error('nothing rings');
  const time = new Date(first.firing.proof.after.t).toISOString().slice(11, 19);
  expect(await dialog.getByRole('listitem').first().innerText()).toContain(time);
});

test.skipIf(!dataThere)('one sound is heard however many ring, and the title says it', async () => {
  await expect.poll(async () => (await world.listen(page)).peak, { timeout: 10_000 }).toBeGreaterThan(0.05);
  expect((await world.listen(page)).playing).toBe(1);
  const titles = new Set<string>();
  await expect
    .poll(async () => titles.add(await page.title()).size, { interval: 200, timeout: 10_000 })
    .toBeGreaterThan(1);
});

test.skipIf(!dataThere)(
  'after a restart everything is there, and what nobody dismissed rings again',
  async () => {
    const before = await world.state();
    await world.restart();
    const after = await world.state();
    // How they reached people goes on: they ring again.
    const rung = ({ ringing }: typeof before) =>
      ringing.map((one) => (one.kind === 'firing' ? { ...one.firing, deliveries: [] } : one));
    expect(rung(after)).toEqual(rung(before));
    expect(after.pairs.map((pair) => pair.id)).toEqual(before.pairs.map((pair) => pair.id));
    const memory = (state: typeof before) =>
      state.alarms.map(({ id, condition, firedCount, lastFiredAt }) => ({
        id,
        condition,
        firedCount,
        lastFiredAt,
      }));
    expect(memory(after)).toEqual(memory(before));
    page = await world.reopen(page);
    await page.getByRole('alertdialog').waitFor();
  },
);

test.skipIf(!dataThere)('a dismissal in one place silences all', async () => {
  // The desktop has one window.
  const pages = world.host.kind === 'headless' ? [page, await world.open()] : [page];
  for (const one of pages) await one.getByRole('alertdialog').waitFor();
  const { ringing } = await world.state();
  await page.getByRole('button', { name: `Dismiss all (${ringing.length})` }).click();
  for (const one of pages) {
    await one.getByRole('alertdialog').waitFor({ state: 'detached' });
    await expect.poll(async () => (await world.listen(one)).playing).toBe(0);
    expect(await one.title()).toBe('Crypto Price Alarm');
  }
  expect((await world.state()).ringing).toEqual([]);
});

test.skipIf(!dataThere)(
  'a fired alarm is re-armed for a minute later and rings on the next crossing',
  async () => {
    const fired = page.getByRole('button', { name: /^Re-arm: .*37,500/ });
    await fired.click();
    const stateOfIt = async () => {
      const { alarms } = await world.state();
      return alarms.find(({ condition }) => condition.kind === 'target' && condition.price === 37_500)?.state;
    };
    await expect.poll(stateOfIt).toBe('cooling');
    await world.tick(6);
    expect(await stateOfIt()).toBe('armed');
  },
);

test.skipIf(!dataThere)('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
