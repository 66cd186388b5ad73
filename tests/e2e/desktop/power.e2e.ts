import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPair } from '../hands.ts';
import type { DesktopUnderTest, MainGlobals } from '../hosts/desktop-host.ts';
import { minutesOf } from '../steady-market.ts';
import { createDesktopWorld, type World } from '../world.ts';

const start = Date.UTC(2026, 0, 5, 12);

let world: World<DesktopUnderTest>;
const asked = () => world.market.requests.length;
const timers = () =>
  world.host.app().evaluate(() => (globalThis as unknown as MainGlobals).cryptoAlarmClock.waiting());
const power = (event: 'suspend' | 'resume') =>
  world.host.app().evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);

beforeAll(async () => {
  world = await createDesktopWorld({ files: { BTCUSDT: minutesOf(start, [100]) }, start });
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

test('a sleep that nobody announced is noticed by the clock, and prices are asked for at once', async () => {
  const before = asked();
  await world.host.sleep(8 * 3_600_000);
  await world.clock.advance(5_000);
  expect(asked()).toBe(before + 1);
});

test('after twenty sleeps there are as many timers as before, and one request a poll', async () => {
  const before = await timers();
  for (let night = 0; night < 20; night += 1) {
    await power('suspend');
    await world.settle();
    await world.host.sleep(8 * 3_600_000);
    await power('resume');
    await world.settle();
    await world.tick();
  }
  expect(await timers()).toBe(before);
  const requests = asked();
  await world.tick(4);
  expect(asked()).toBe(requests + 4);
});
