import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPair } from '../hands.ts';
import type { DesktopUnderTest, MainGlobals } from '../hosts/desktop-host.ts';
import { minutesOf } from '../steady-market.ts';
import { createDesktopWorld, type World } from '../world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const minute = 60_000;
const hour = 60 * minute;
/** Ten hours at 100, with a wick in the night. */
const wickAt = start + 200 * minute;
const night = minutesOf(start, Array<number>(600).fill(100)).map((candle) =>
  candle.openTime === wickAt ? { ...candle, high: 112 } : candle,
);

let world: World<DesktopUnderTest>;
const askedFor = (what: RegExp) => world.market.requests.filter(({ path }) => what.test(path)).length;
const asked = () => askedFor(/ticker/);
const timers = () =>
  world.host.app().evaluate(() => (globalThis as unknown as MainGlobals).cryptoAlarmClock.waiting());
const power = (event: 'suspend' | 'resume') =>
  world.host.app().evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);

beforeAll(async () => {
  world = await createDesktopWorld({ files: { BTCUSDT: night }, start });
  const page = await world.open();
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
  await world.tick();
});
afterAll(async () => {
  await world?.close();
});

test.each(['suspend', 'resume'] as const)('%s asks for prices at once', async (event) => {
  const before = asked();
  await power(event);
  await expect.poll(asked).toBe(before + 1);
  await world.settle();
});

test("prices are asked for through Electron's own network, which knows the proxies of the system", async () => {
  await world.host.app().evaluate(({ net }) => {
    const real = net.fetch.bind(net);
    Object.assign(globalThis, { throughElectron: 0 });
    net.fetch = (input, init) => {
      (globalThis as unknown as { throughElectron: number }).throughElectron += 1;
      return real(input, init);
    };
  });
  const before = asked();
  await world.tick();
  expect(asked()).toBe(before + 1);
  const through = await world.host
    .app()
    .evaluate(() => (globalThis as unknown as { throughElectron: number }).throughElectron);
  expect(through).toBe(1);
});

test('a sleep that nobody announced is noticed by the clock: the candles of the night come, then the price', async () => {
  const target = { kind: 'target', price: 110, direction: 'up' } as const;
  await world.call('alarm.add', { pairId: 'binance:BTCUSDT', condition: target });
  const [quotes, candles] = [asked(), askedFor(/klines/)];
  const before = (await world.state()).pairs[0]?.t ?? 0;
  await world.host.sleep(8 * hour);
  await world.clock.advance(5_000);
  expect(asked()).toBe(quotes + 1);
  expect(askedFor(/klines/)).toBeGreaterThan(candles);
  const { pairs, ringing, summary } = await world.state();
  expect(pairs[0]).toMatchObject({ stale: false, blind: false, notSeen: null });
  // It is back at 100, so it is told and does not ring.
  expect(ringing).toEqual([]);
  expect(summary?.firings).toMatchObject([
    {
      holds: false,
      firing: { t: wickAt + minute, late: true, proof: { proving: { price: 112, by: 'high' } } },
    },
  ]);
  expect(pairs[0]?.t).toBeGreaterThan(before + 8 * hour);
});

test('after twenty sleeps there are as many timers as before, and one request a poll', async () => {
  const before = await timers();
  for (let night = 0; night < 20; night += 1) {
    await power('suspend');
    await world.settle();
    await world.host.sleep(8 * hour);
    await power('resume');
    await world.settle();
    await world.tick();
  }
  expect(await timers()).toBe(before);
  const requests = asked();
  await world.tick(4);
  expect(asked()).toBe(requests + 4);
});
