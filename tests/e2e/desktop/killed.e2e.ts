import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import type { Snapshot } from '../../../src-shared/contract/schemas.ts';
import { tellFigures } from '../../figures.ts';
import { startMarketReplay } from '../../market-replay/market-replay.ts';
import { launchDesktop, listenToDesktop, pageOf } from '../hosts/desktop-host.ts';
import { minutesOf } from '../steady-market.ts';
import { ended, pressTray, seen } from './desk-hands.ts';

/** Rounds in which the main process is killed while it rings. */
const rounds = Number(process.env['KILL_DESKTOP_ROUNDS'] ?? 3);
const btc = 'binance:BTCUSDT';
const dataDir = mkdtempSync(path.join(tmpdir(), 'alarm-killed-'));
const closers: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closers.reverse()) await close();
  rmSync(dataDir, { recursive: true, force: true });
});

interface PageGlobals {
  readonly app: {
    readonly call: (name: string, input: unknown) => Promise<{ ok: boolean; data: unknown; message: string }>;
  };
}

async function ask(app: ElectronApplication, name: string, input: unknown): Promise<unknown> {
  const reply = await (await pageOf(app)).evaluate(
    ([command, given]) => (globalThis as unknown as PageGlobals).app.call(command as string, given),
    [name, input],
  );
  if (!reply.ok) throw new Error(reply.message);
  return reply.data;
}
const ringing = async (app: ElectronApplication) =>
  ((await ask(app, 'state.get', {})) as Snapshot).ringing.map((one) => one.id);

test(
  'a main process that is killed while it rings, rings again after the next start, with everything',
  async () => {
    const startsAt = Math.floor(Date.now() / 60_000) * 60_000;
    const prices = Array.from({ length: 60 }, (_, minute) => 100 + minute);
    const market = await startMarketReplay({
      files: { BTCUSDT: minutesOf(startsAt, prices) },
      now: startsAt,
    });
    closers.push(() => market.close());
    const launch = () =>
      launchDesktop({
        dataDir,
        environment: {
          CRYPTO_ALARM_SOURCE: 'binance',
          CRYPTO_ALARM_BINANCE_REST: market.url,
          CRYPTO_ALARM_POLL_SECONDS: '1',
        },
      });
    let app = await launch();
    await ask(app, 'pair.add', { id: btc });
    const price = async () => ((await ask(app, 'state.get', {})) as Snapshot).pairs[0]?.price;
    await expect.poll(price).toBe(100);
    const condition = { kind: 'target', price: 100.5, direction: 'up' };
    await ask(app, 'alarm.add', { pairId: btc, condition });
    market.advance(90_000);
    await expect.poll(() => ringing(app)).toHaveLength(1);
    const [firing] = await ringing(app);
    for (let round = 0; round < rounds; round += 1) {
      const gone = ended(app);
      app.process().kill('SIGKILL');
      await gone;
      app = await launch();
      expect(await ringing(app)).toEqual([firing]);
      await (await pageOf(app)).getByRole('alertdialog').waitFor();
      await expect.poll(async () => (await listenToDesktop(app)).peak).toBeGreaterThan(0.05);
      await expect.poll(async () => (await seen(app)).notifications.at(-1)?.title).toMatch(/^BTC\/USDT/);
    }
    await pressTray(app, 'Dismiss the alarm');
    await expect.poll(() => ringing(app)).toEqual([]);
    const gone = ended(app);
    app.process().kill('SIGKILL');
    await gone;
    app = await launch();
    expect(await ringing(app)).toEqual([]);
    tellFigures(`kills of the desktop: ${rounds} while it rang, and rang again each time`);
    await app.close();
  },
  60_000 + rounds * 20_000,
);
