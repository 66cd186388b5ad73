import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { type HeadlessHost, startHeadless } from '../../../src-headless/host.ts';
import { silentLog } from '../../../src-runtime/log.ts';
import { launchBrowser } from '../browser.ts';
import { createDrivenClock } from '../driven-clock.ts';
import { countRequestsTo } from '../requests-under-way.ts';
import { type HostSettings, type HostUnderTest, listenTo, watchPage } from './host-under-test.ts';

const root = path.join(import.meta.dirname, '../../..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

export interface HeadlessUnderTest extends HostUnderTest {
  readonly browser: Browser;
  readonly address: () => string;
}

/** The real headless host, in this process, with the built interface in real browsers. */
export async function startHeadlessUnderTest(settings: HostSettings): Promise<HeadlessUnderTest> {
  const clock = createDrivenClock(settings.startsAt, () => requests.underWay());
  const market = await settings.startMarket(clock.now);
  const requests = countRequestsTo(market.url);
  const browser = await launchBrowser({ autoplay: settings.autoplay });
  let port = 0;
  const start = async (): Promise<HeadlessHost> => {
    const host = await startHeadless({
      settings: {
        dataDir: settings.dataDir,
        host: '127.0.0.1',
        port,
        // As the settings of the app have it: both sources, every 15 seconds.
        source: null,
        pollMs: null,
        logLevel: 'silent',
        demo: false,
        binanceRest: market.url,
        coingeckoRest: market.url,
        coingeckoKey: undefined,
      },
      pagesDir: path.join(root, 'dist/renderer'),
      version,
      log: silentLog,
      clock,
      random: () => 0,
    });
    // The same address after a restart, so that open pages find it again.
    port = Number(new URL(host.address).port);
    return host;
  };
  let host = await start();
  return {
    kind: 'headless',
    browser,
    address: () => host.address,
    clock,
    async open(viewport) {
      const context = await browser.newContext({ viewport, timezoneId: 'UTC', locale: 'en-US' });
      const page = await context.newPage();
      watchPage(page, settings.complain);
      await page.goto(host.address);
      return page;
    },
    resize: (page, size) => page.setViewportSize(size),
    call: (name, input) => host.runtime.handle(name, input, { client: 'test' }),
    listen: listenTo,
    async start() {
      host = await start();
    },
    stop: () => host.stop(),
    pass: (ms) => clock.advance(ms),
    async close() {
      await browser.close();
      await host.stop();
      requests.stop();
    },
  };
}
