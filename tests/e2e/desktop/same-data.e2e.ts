import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Snapshot } from '../../../src-shared/contract/schemas.ts';
import { type MarketReplay, startMarketReplay } from '../../market-replay/market-replay.ts';
import { startDesktopUnderTest } from '../hosts/desktop-host.ts';
import { startHeadlessUnderTest } from '../hosts/headless-host.ts';
import type { HostSettings, HostUnderTest } from '../hosts/host-under-test.ts';
import { minutesOf } from '../steady-market.ts';

const start = Date.UTC(2026, 0, 5, 12);
const btc = 'binance:BTCUSDT';
const dataDir = mkdtempSync(path.join(tmpdir(), 'alarm-same-'));
const markets: MarketReplay[] = [];
afterAll(async () => {
  for (const market of markets) await market.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const settings = (startsAt: number): HostSettings => ({
  dataDir,
  startsAt,
  autoplay: true,
  complain: () => {},
  async startMarket(now) {
    const files = { BTCUSDT: minutesOf(start, [100, 111, 100, 122]) };
    const market = await startMarketReplay({ files, now });
    markets.push(market);
    return market;
  },
});

async function ok(
  host: HostUnderTest,
  ...[name, input]: Parameters<HostUnderTest['call']>
): Promise<unknown> {
  const reply = await host.call(name, input);
  if (!reply.ok) throw new Error(reply.message);
  return reply.data;
}
const state = async (host: HostUnderTest) => (await ok(host, 'state.get', {})) as Snapshot;
/** What a move to the other host must not change. */
const kept = ({ pairs, alarms, ringing }: Snapshot) => ({
  pairs: pairs.map(({ id, addedAt, price }) => ({ id, addedAt, price })),
  alarms: alarms.map(({ id, condition, mode, firedCount, state: shown }) => ({
    id,
    condition,
    mode,
    firedCount,
    shown,
  })),
  ringing: ringing.map(({ id }) => id),
});
const alarm = (host: HostUnderTest, price: number) =>
  ok(host, 'alarm.add', { pairId: btc, condition: { kind: 'target', price, direction: 'up' } });

test('a data folder moves from host to host and back, and keeps everything', async () => {
  let host: HostUnderTest = await startDesktopUnderTest(settings(start));
  await host.open({ width: 1120, height: 800 });
  await ok(host, 'pair.add', { id: btc });
  await host.clock.settle();
  await alarm(host, 110);
  await alarm(host, 120);
  await host.clock.advance(120_000);
  const onDesktop = kept(await state(host));
  expect(onDesktop.ringing).toHaveLength(1);
  let now = host.clock.now();
  await host.close();

  host = await startHeadlessUnderTest(settings(now));
  expect(kept(await state(host))).toEqual(onDesktop);
  await ok(host, 'ring.dismissAll', {});
  await host.clock.settle();
  await host.clock.advance(120_000);
  const onHeadless = kept(await state(host));
  expect(onHeadless.ringing).toHaveLength(1);
  expect(onHeadless.ringing).not.toEqual(onDesktop.ringing);
  now = host.clock.now();
  await host.close();

  host = await startDesktopUnderTest(settings(now));
  expect(kept(await state(host))).toEqual(onHeadless);
  await host.close();
});
