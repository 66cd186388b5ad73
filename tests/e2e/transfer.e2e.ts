import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportPlan } from '../../src-shared/contract/transfer.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: minutesOf(start, [100, 101, 102]) }, start });
  page = await world.open();
  await page.getByRole('heading', { name: 'Watch your first pair' }).waitFor();
});
afterAll(async () => {
  await world?.close();
});

interface PageGlobals {
  readonly app?: { readonly call: (name: string, input: unknown) => Promise<unknown> };
}

/** As the page itself sends a file: over the desktop's bridge, or to the host that it came from. */
function importFrom(text: string): Promise<unknown> {
  return page.evaluate(async (file) => {
    const { app } = globalThis as PageGlobals;
    if (app !== undefined) return app.call('data.previewImport', { text: file });
    const response = await fetch('/app/import', { method: 'POST', body: file });
    return (await response.json()) as unknown;
  }, text);
}

test('a file far larger than a message comes in from the page, and its pair is watched', async () => {
  const history = Array.from({ length: 20_000 }, (_, index) => ({
    price: 100 + (index % 7),
    timestamp: index,
  }));
  const text = JSON.stringify({
    assets: { BTCUSDT: { ticker: 'BTCUSDT', base: 'BTC', quote: 'USDT', name: 'BTC/USDT' } },
    alarms: { one: { ticker: 'BTCUSDT', type: 'target', targetPrice: 500, direction: 'up' } },
    price_history: { BTCUSDT: history },
  });
  expect(text.length).toBeGreaterThan(500_000);
  const preview = (await importFrom(text)) as { ok: true; data: ImportPlan };
  expect(preview).toMatchObject({
    ok: true,
    data: { from: 'first app', pairs: { added: [{ id: 'binance:BTCUSDT' }] }, alarms: { added: [{}] } },
  });
  expect((await world.state()).pairs).toEqual([]);
  const applied = await world.call('data.applyImport', { token: preview.data.token });
  expect(applied).toMatchObject({ ok: true, data: { pairs: 1, alarms: 1 } });
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
});

test('what is exported and read again changes nothing', async () => {
  const exported = (await world.call('data.export', {})) as { ok: true; data: { text: string } };
  expect(await importFrom(exported.data.text)).toMatchObject({
    ok: true,
    data: {
      from: 'this app',
      pairs: { added: [], present: [{}], refused: [] },
      alarms: { added: [], present: [{}], refused: [] },
      settings: { changed: [] },
    },
  });
});

test('a file that is none is refused, and the page complains of nothing', async () => {
  expect(await importFrom('{"half":')).toMatchObject({ ok: false, code: 'unreadable-import' });
  // Chromium notes every answer of 400 by itself.
  expect(world.complaints.filter((text) => !text.includes('status of 400'))).toEqual([]);
  world.complaints.length = 0;
});
