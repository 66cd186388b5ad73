import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createBuilder } from 'vite';
import { readPages } from '../src-runtime/hosting/pages.ts';
import { launchBrowser } from '../tests/e2e/browser.ts';
import { firstLoad } from './first-load.ts';
import { median, type Row, row } from './row.ts';

const root = path.join(import.meta.dirname, '..');
const size = { width: 1120, height: 800 };
const rounds = 5;
const updates = 30;
const seconds = 5;
const perSecond = 200;

/** What `src-renderer/testing/bench.tsx` puts into the page. */
interface BenchPage {
  readonly bench: {
    readonly prepare: (times: number) => void;
    readonly all: () => Promise<void>;
    readonly prepareStream: (total: number) => void;
    readonly stream: (perSecond: number) => Promise<number[]>;
  };
}

const ways = ['ours', 'plain'] as const;
type Way = (typeof ways)[number];

async function build(folder: string): Promise<void> {
  const input = ['index.html', 'testing/bench.html'].map((file) => path.join(root, 'src-renderer', file));
  const builder = await createBuilder({
    root: path.join(root, 'src-renderer'),
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input } },
  });
  const { client } = builder.environments;
  if (client === undefined) throw new Error('nothing to build for a page');
  await builder.build(client);
}

/** The built page on an address of this computer. */
async function serve(folder: string) {
  const pages = readPages(folder);
  const server = createServer((request, response) => {
    const page = pages.get((request.url ?? '/').split('?')[0] ?? '/');
    response.writeHead(page ? 200 : 404, page && { 'content-type': page.type }).end(page?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/testing/bench.html`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function open(browser: Browser, url: string, way: Way, pairs: number): Promise<Page> {
  const page = await browser.newPage({ viewport: size });
  await page.goto(`${url}?way=${way}&pairs=${pairs}`);
  await page.getByText('P001/USDT').first().waitFor();
  // What a page fetches once it is at rest is there, and the chart has been drawn.
  await page.waitForTimeout(3_000);
  return page;
}

/** How long scripts have kept the processor busy in the page so far, in ms: what else runs on it does not count. */
async function scriptTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1_000;
  };
}

const inPage = {
  prepare: (page: Page) =>
    page.evaluate((times) => (globalThis as unknown as BenchPage).bench.prepare(times), updates),
  all: (page: Page) => page.evaluate(() => (globalThis as unknown as BenchPage).bench.all()),
  prepareStream: (page: Page, total: number) =>
    page.evaluate((count) => (globalThis as unknown as BenchPage).bench.prepareStream(count), total),
  stream: (page: Page) =>
    page.evaluate((rate) => (globalThis as unknown as BenchPage).bench.stream(rate), perSecond),
};

/** ms of script for one update of 200 pairs, both ways in turn: what slows one down slows the other. */
async function updateTimes(browser: Browser, url: string): Promise<Record<Way, number>> {
  const opened = await Promise.all(
    ways.map(async (way) => {
      const page = await open(browser, url, way, 200);
      return { way, page, scripts: await scriptTime(page) };
    }),
  );
  const times: Record<Way, number[]> = { ours: [], plain: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const { way, page, scripts } of opened) {
      await page.bringToFront();
      await inPage.prepare(page);
      const before = await scripts();
      await inPage.all(page);
      // The first ones are compiled meanwhile.
      if (round > 0) times[way].push(((await scripts()) - before) / updates);
    }
  }
  await Promise.all(opened.map(({ page }) => page.close()));
  return { ours: median(times.ours), plain: median(times.plain) };
}

/** How far frames are apart (95th percentile) and how much script runs in a second, in ms, under a stream of updates. */
async function streamTimes(browser: Browser, url: string, way: Way) {
  const page = await open(browser, url, way, 500);
  const scripts = await scriptTime(page);
  const total = perSecond * seconds;
  await inPage.prepareStream(page, total / 2);
  await inPage.stream(page);
  await inPage.prepareStream(page, total);
  const before = await scripts();
  const apart = (await inPage.stream(page)).toSorted((a, b) => a - b);
  const script = ((await scripts()) - before) / seconds;
  await page.close();
  return { frame: apart[Math.floor(apart.length * 0.95)] ?? Number.NaN, script };
}

/** The interface in a real browser: what it loads, and what prices cost it. */
export async function interfaceRows(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'alarm-bench-page-'));
  await build(folder);
  const served = await serve(folder);
  const browser = await launchBrowser();
  try {
    const load = firstLoad(path.join(root, 'dist/renderer'));
    const { ours, plain } = await updateTimes(browser, served.url);
    const [stream, plainStream] = [
      await streamTimes(browser, served.url, 'ours'),
      await streamTimes(browser, served.url, 'plain'),
    ];
    const name = `500 pairs, ${perSecond} updates a second`;
    return [
      row(
        'first load of the interface: script, gzipped, chart library included',
        'KB',
        load.gzipped,
        load.inOnePiece,
        200,
      ),
      row(
        '200 pairs with an alarm each updating at once in the interface: script per update',
        'ms',
        ours,
        plain,
        8,
      ),
      row(`${name}: between two frames, 95th percentile`, 'ms', stream.frame, plainStream.frame, 20),
      row(`${name}: script in a second`, 'ms', stream.script, plainStream.script, 200),
    ];
  } finally {
    await browser.close();
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
