import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { CommandIn, CommandName } from '../../src-shared/contract/contract.ts';
import type { AnyReply } from '../../src-shared/contract/dispatch.ts';
import type { Snapshot } from '../../src-shared/contract/schemas.ts';
import {
  type MarketReplay,
  type MarketReplaySettings,
  startMarketReplay,
} from '../market-replay/market-replay.ts';
import { type DesktopUnderTest, startDesktopUnderTest } from './hosts/desktop-host.ts';
import { type HeadlessUnderTest, startHeadlessUnderTest } from './hosts/headless-host.ts';
import type { Heard, HostSettings, HostUnderTest, Size, WorldClock } from './hosts/host-under-test.ts';

/** The usual setting, at the start of every world. */
export const pollMs = 15_000;
const usual: Size = { width: 1120, height: 800 };

/** A real host with the built interface in a real browser; market and clock belong to the test. */
export interface World<Host extends HostUnderTest = HostUnderTest> {
  readonly market: MarketReplay;
  readonly host: Host;
  readonly clock: Pick<WorldClock, 'now' | 'advance'>;
  /** A page at the interface; what it complains of is kept. */
  readonly open: (size?: Size) => Promise<Page>;
  /** Console errors, policy violations and crashes of all pages. */
  readonly complaints: string[];
  /** Stops the host and starts another one on the same data folder. */
  readonly restart: () => Promise<void>;
  /** Stops the host, lets time pass without it, and starts another one on the same data folder. */
  readonly away: (ms: number) => Promise<void>;
  /** The page after a restart: the same one loaded anew, or the new window. */
  readonly reopen: (page: Page) => Promise<Page>;
  /** One poll later: the answer is judged, stored and told. */
  readonly tick: (times?: number) => Promise<void>;
  /** Waits until what a command started (a poll, a request for candles) is done. */
  readonly settle: () => Promise<void>;
  readonly call: <K extends CommandName>(name: K, input: CommandIn<K>) => Promise<AnyReply>;
  readonly listen: (page: Page) => Promise<Heard>;
  readonly state: () => Promise<Snapshot>;
  readonly close: () => Promise<void>;
}

export interface WorldSettings {
  readonly files: MarketReplaySettings['files'];
  readonly start: number;
  readonly autoplay?: boolean;
  /** Offers the first start, as to somebody new; put off otherwise. */
  readonly firstStart?: boolean;
}

async function createWorldOn<Host extends HostUnderTest>(
  startHost: (settings: HostSettings) => Promise<Host>,
  { files, start, autoplay = false, firstStart = false }: WorldSettings,
): Promise<World<Host>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'alarm-e2e-'));
  const complaints: string[] = [];
  let market: MarketReplay | undefined;
  const host = await startHost({
    dataDir,
    startsAt: start,
    autoplay,
    complain: (text) => complaints.push(text),
    async startMarket(now) {
      market = await startMarketReplay({ files, now });
      return market;
    },
  });
  if (market === undefined) throw new Error('a host without a market');
  const served = market;
  if (!firstStart) await host.call('settings.set', { welcomed: true });
  return {
    market: served,
    host,
    clock: host.clock,
    complaints,
    open: (size = usual) => host.open(size),
    async restart() {
      await host.stop();
      await host.start();
    },
    async away(ms) {
      await host.stop();
      await host.pass(ms);
      await host.start();
    },
    async reopen(page) {
      if (host.kind === 'desktop') return host.open(usual);
      await page.reload();
      return page;
    },
    async tick(times = 1) {
      for (let count = 0; count < times; count += 1) await host.clock.advance(pollMs);
    },
    settle: () => host.clock.settle(),
    call: host.call,
    listen: host.listen,
    async state() {
      const reply = await host.call('state.get', {});
      if (!reply.ok) throw new Error(reply.message);
      return reply.data as Snapshot;
    },
    async close() {
      const before = complaints.length;
      await host.close();
      await served.close();
      rmSync(dataDir, { recursive: true, force: true });
      // What the host itself has to say comes with its end.
      if (complaints.length > before) throw new Error(complaints.slice(before).join('\n'));
    },
  };
}

export const createHeadlessWorld = (settings: WorldSettings): Promise<World<HeadlessUnderTest>> =>
  createWorldOn(startHeadlessUnderTest, settings);
export const createDesktopWorld = (settings: WorldSettings): Promise<World<DesktopUnderTest>> =>
  createWorldOn(startDesktopUnderTest, settings);

/** The host that this run of the specs is about. */
export function createWorld(settings: WorldSettings): Promise<World> {
  return process.env['E2E_HOST'] === 'desktop' ? createDesktopWorld(settings) : createHeadlessWorld(settings);
}
