import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { licences } from '../scripts/licences/plugin.ts';
import { launchBrowser } from '../tests/e2e/browser.ts';
import { median, type Row, row } from './row.ts';

const points = 100_000;
const rounds = 7;
const root = path.join(import.meta.dirname, '..');

/** The script of the page that opens charts; its styles are in it. */
async function bundle(): Promise<string> {
  const made = await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [react(), licences(root)],
    define: { 'process.env.NODE_ENV': '"production"', __APP_VERSION__: '"bench"', 'import.meta': '{}' },
    build: {
      write: false,
      target: 'chrome140',
      rolldownOptions: {
        input: path.join(root, 'src-renderer/testing/chart-bench.tsx'),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  const outputs = (Array.isArray(made) ? made : [made]).flatMap((one) => ('output' in one ? one.output : []));
  return outputs.map((one) => (one.type === 'chunk' ? one.code : '')).join('\n');
}

type Opens = { openChart: (way: 'bare' | 'ours', count: number) => Promise<number> };

function open(page: Page, way: 'bare' | 'ours'): Promise<number> {
  return page.evaluate(([name, count]) => (globalThis as unknown as Opens).openChart(name, count), [
    way,
    points,
  ] as const);
}

/** A chart of many points, from nothing to what is painted, beside the library alone with the same points. */
export async function chartRow(): Promise<Row> {
  const script = await bundle();
  const browser = await launchBrowser();
  try {
    // The bare library throws at a language such as en-US@posix, and then paints nothing.
    const page = await browser.newPage({ viewport: { width: 1120, height: 800 }, locale: 'en-US' });
    await page.setContent('<!doctype html><title>bench</title>');
    await page.addScriptTag({ content: script });
    const times = { bare: [] as number[], ours: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const [bare, ours] = [await open(page, 'bare'), await open(page, 'ours')];
      // The first of each is compiled on the way.
      if (round === 0) continue;
      times.bare.push(bare);
      times.ours.push(ours);
    }
    const reference = median(times.bare);
    const name = `open a chart of ${points.toLocaleString('en')} points; reference: the chart library alone`;
    return row(name, 'ms', median(times.ours), reference, 2 * reference);
  } finally {
    await browser.close();
  }
}
