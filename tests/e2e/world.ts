import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type HeadlessHost, startHeadless } from '../../src-headless/host.ts';
import { silentLog } from '../../src-runtime/log.ts';
import type { Snapshot } from '../../src-shared/contract/schemas.ts';
import {
  type MarketReplay,
  type MarketReplaySettings,
  startMarketReplay,
} from '../market-replay/market-replay.ts';
import { launchBrowser } from './browser.ts';
import { createDrivenClock, type DrivenClock } from './driven-clock.ts';

export const pollMs = 15_000;
const { version } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8'),
) as { version: string };
const pagesDir = path.join(import.meta.dirname, '../../dist/renderer');

/** The real host with the built interface in a real browser; market and clock belong to the test. */
export interface World {
  readonly market: MarketReplay;
  readonly clock: DrivenClock;
  readonly browser: Browser;
  readonly host: () => HeadlessHost;
  /** A page of its own browser context, at the interface; what it complains of is kept. */
  readonly open: (options?: { readonly width?: number; readonly height?: number }) => Promise<Page>;
  /** Console errors, policy violations and crashes of all pages. */
  readonly complaints: string[];
  /** Stops the host and starts another one on the same data folder. */
  readonly restart: () => Promise<void>;
  /** One poll later: the answer is judged, stored and told. */
  readonly tick: (times?: number) => Promise<void>;
  /** Waits until what a command started (a poll, a request for candles) is done: one timer for each source at work. */
  readonly settle: (sourcesAtWork?: number) => Promise<void>;
  readonly state: () => Promise<Snapshot>;
  readonly close: () => Promise<void>;
}

export interface WorldSettings {
  readonly files: MarketReplaySettings['files'];
  readonly start: number;
  readonly autoplay?: boolean;
}

export async function createWorld({ files, start, autoplay = false }: WorldSettings): Promise<World> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'alarm-e2e-'));
  const clock = createDrivenClock(start);
  const market = await startMarketReplay({ files, now: clock.now });
  const browser = await launchBrowser({ autoplay });
  const complaints: string[] = [];
  let port = 0;

  const startHost = () =>
    startHeadless({
      settings: {
        dataDir,
        host: '127.0.0.1',
        port,
        source: 'auto',
        pollMs,
        logLevel: 'silent',
        demo: false,
        binanceRest: market.url,
        coingeckoRest: market.url,
        coingeckoKey: undefined,
      },
      pagesDir,
      version,
      log: silentLog,
      clock,
      random: () => 0,
    });
  let host = await startHost();
  // The same address after a restart, so that open pages find it again.
  port = Number(new URL(host.address).port);

  return {
    market,
    clock,
    browser,
    complaints,
    host: () => host,
    async open({ width = 1120, height = 800 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        timezoneId: 'UTC',
        locale: 'en-US',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        const lostHost = /WebSocket connection|ERR_CONNECTION_REFUSED/.test(message.text());
        if (message.type() === 'error' && !lostHost) complaints.push(message.text());
      });
      await page.goto(host.address);
      return page;
    },
    async restart() {
      await host.stop();
      host = await startHost();
    },
    async tick(times = 1) {
      for (let count = 0; count < times; count += 1) await clock.advance(pollMs);
    },
    settle: (sourcesAtWork = 1) => clock.settle(sourcesAtWork + 1),
    async state() {
      const reply = await host.runtime.handle('state.get', {}, { client: 'test' });
      if (!reply.ok) throw new Error(reply.message);
      return reply.data as Snapshot;
    },
    async close() {
      await browser.close();
      await host.stop();
      await market.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
