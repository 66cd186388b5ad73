import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPair } from './hands.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
/** Longer than the whole spec: a source that stands in must not be out of prices itself. */
const prices = Array.from({ length: 120 }, (_, minute) => 100 + (minute % 3));

let world: World;
let page: Page;
const status = () => page.getByRole('banner').innerText();

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: minutesOf(start, prices) }, start });
  page = await world.open();
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
  // That prices are out rings too, over everything; here it is about what the header says.
  await world.call('settings.set', { tellBlind: false });
});
afterAll(async () => {
  await world?.close();
});

test('the header says that prices are live, and from where', async () => {
  await world.tick();
  await expect.poll(status).toMatch(/Live\s+Binance/);
});

test('a source that refuses is told with its cause and the next try, and a stale price waits', async () => {
  world.market.failWith({ status: 429, body: 'Throttled', headers: { 'retry-after': '240' } });
  await world.tick(6);
  await expect.poll(status).toContain('too many requests');
  expect(await status()).toContain('next try in');
  expect((await world.state()).pairs[0]?.stale).toBe(true);
  expect((await world.state()).sources[0]?.failure?.kind).toBe('rate-limited');
});

test('Retry-After is obeyed to the second, and recovery clears it', async () => {
  world.market.failWith(null);
  const asked = world.market.requests.length;
  // 240 s after the refusal, five of the six ticks of 15 s are over.
  await world.clock.advance(240_000 - 5 * 15_000 - 1_000);
  expect(world.market.requests.length).toBe(asked);
  await world.clock.advance(16_000);
  expect(world.market.requests.length).toBeGreaterThan(asked);
  await expect.poll(status).toMatch(/Live\s+Binance/);
  expect((await world.state()).pairs[0]?.stale).toBe(false);
});

test.each([
  ['a web page instead of data', { status: 200, body: '<html>hello</html>' }, 'a web page came'],
  ['nothing at all', { status: 200, body: '' }, 'made no sense'],
  ['half an answer', { status: 200, body: '[{"symbol":"BTCUSDT","lastPr' }, 'made no sense'],
  ['a server error', { status: 502, body: 'Bad gateway' }, 'servers have a problem'],
  ['a refusal by law', { status: 451, body: '{"code":0,"msg":"restricted location"}' }, 'blocked'],
] as const)('%s is told in words, and the watch goes on', async (_name, failure, words) => {
  const before = (await world.state()).pairs[0]?.t ?? 0;
  world.market.failWith(failure);
  await world.tick(2);
  await expect.poll(status).toContain(words);
  world.market.failWith(null);
  await world.clock.advance(400_000);
  await expect.poll(status).toMatch(/Live\s+Binance/);
  expect((await world.state()).pairs[0]?.t ?? 0).toBeGreaterThan(before);
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
