// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ChartRange } from '../../src-shared/contract/chart.ts';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import { btc, cannedSnapshot, ethRing } from '../testing/canned.ts';
import { candlesOf, candleWalk, cannedChart } from '../testing/canned-chart.ts';
import { drawn } from '../testing/fake-chart.ts';
import { done, refused } from '../testing/fake-host.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('./price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp | undefined;
afterEach(() => {
  app?.stop();
  app = undefined;
});

const minute = 60_000;
const chart = () => screen.getByRole('figure', { name: 'Chart of BTC/USDT' });
const text = () => chart().textContent ?? '';
const press = (name: string) =>
  act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
  });
const choose = (name: string) =>
  act(async () => {
    fireEvent.click(within(chart()).getByRole('radio', { name }));
  });
const answers = (closes: readonly number[]) => ({
  'chart.get': ({ range = '1D' }: CommandIn<'chart.get'>) =>
    done(cannedChart(candlesOf(closes, 10 * minute), { range })),
});

it('draws the fetched bars, carries them on live, and draws levels, bands, trails and rings', async () => {
  if (ethRing.kind !== 'firing') throw new Error('a firing');
  const { firing } = ethRing;
  const proof = { ...firing.proof, proving: { price: 58_150, by: 'price' as const } };
  const t = btc.t ?? 0;
  const candles = candlesOf([58_000, 58_100, 58_200], 10 * minute, t);
  app = await renderApp(cannedSnapshot(), {
    'chart.get': () => done(cannedChart(candles, { firings: [{ ...firing, pairId: btc.id, proof }] })),
  });
  expect(drawn.bars.map((place) => place.bar?.close)).toEqual([58_000, 58_100, 58_200]);
  expect(drawn.levels.map((level) => level.price)).toEqual([
    60_000, 56_017.6, 55_290, 58_000, 60_164.88, 56_660.12,
  ]);
  expect(drawn.bands).toHaveLength(1);
  expect(drawn.trails).toHaveLength(1);
  expect(drawn.marks).toMatchObject([{ kind: 'rang', direction: 'down' }]);
  expect(screen.getByRole('button', { name: /Open history$/ })).toBeTruthy();
  const { times } = drawn;
  await app.send({ pairs: [{ ...btc, t: t + minute, price: 59_000 }] });
  expect(drawn.updates.at(-1)).toMatchObject({ close: 59_000, high: 59_000 });
  expect(drawn.times).toBe(times);
});

it('asks for a range when it is chosen, remembers it, and has seen ones at once', async () => {
  app = await renderApp(cannedSnapshot());
  const asked = () => app?.host.calledWith('chart.get') ?? [];
  expect(asked()).toEqual([{ pairId: btc.id, range: '1D' }]);
  await choose('1Y');
  expect(asked().at(-1)).toEqual({ pairId: btc.id, range: '1Y' });
  expect(drawn.bars).toHaveLength(365);
  expect(app.host.calledWith('settings.set')).toEqual([{ chart: { kind: 'candles', range: '1Y' } }]);
  await choose('Area');
  expect(drawn.kind).toBe('area');
  expect(app.host.calledWith('settings.set').at(-1)).toEqual({ chart: { kind: 'area', range: '1Y' } });
  // Nothing is answered any more: what was seen before is there all the same.
  app.host.answers['chart.get'] = () => new Promise<never>(() => {});
  await choose('1D');
  expect(drawn.bars).toHaveLength(144);
});

it('comes up as it was left', async () => {
  const snapshot = cannedSnapshot();
  app = await renderApp({
    ...snapshot,
    settings: { ...snapshot.settings, chart: { kind: 'line', range: '1H' } },
  });
  expect(drawn.kind).toBe('line');
  expect(within(chart()).getByRole<HTMLInputElement>('radio', { name: '1H' }).checked).toBe(true);
});

it('says in words that there are no prices, only live ones, few ones, or old ones', async () => {
  app = await renderApp(cannedSnapshot({ pairs: [{ ...btc, price: null, t: null, ageMs: null }] }));
  expect(text()).toContain('No prices yet.');
  app.stop();
  app = await renderApp(cannedSnapshot({ pairs: [{ ...btc, stale: true, ageMs: 372_000 }] }), {
    'chart.get': () => done(cannedChart([], { history: 'live only' })),
  });
  expect(text()).toContain('No past prices at this source');
  expect(text()).toContain('No new price for 6 min: alarms wait.');
  app.stop();
  app = await renderApp(cannedSnapshot(), answers([58_000, 58_100]));
  expect(text()).toContain('Prices go back to');
});

it('shows a line where a source has single prices, and says why', async () => {
  app = await renderApp(cannedSnapshot(), {
    'chart.get': () => done(cannedChart(candleWalk(58_000), { singlePrices: true })),
  });
  expect(drawn.kind).toBe('line');
  expect(within(chart()).queryByRole('radio', { name: 'Candles' })).toBeNull();
  expect(text()).toContain('Binance tells single prices some time apart, so this is a line');
});

it('says why it could not be fetched, and tries again', async () => {
  let fails = true;
  app = await renderApp(cannedSnapshot(), {
    'chart.get': () =>
      fails
        ? refused('source-unavailable', 'Binance cannot be asked now.')
        : done(cannedChart(candlesOf([58_000, 58_412.5], 10 * minute))),
  });
  expect(text()).toContain('The chart could not be fetched. Binance cannot be asked now.');
  fails = false;
  await press('Try again');
  expect(text()).toContain('to 58,412.50');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

it('a range that cannot be fetched leaves the one before on screen, and says so', async () => {
  const only: ChartRange = '1D';
  app = await renderApp(cannedSnapshot(), {
    'chart.get': ({ range = '1D' }) =>
      range === only
        ? done(cannedChart(candleWalk(58_000)))
        : refused('source-unavailable', 'Binance cannot be asked now.'),
  });
  await choose('1W');
  expect(drawn.bars).toHaveLength(144);
  expect(text()).toContain('Binance cannot be asked now.');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});

it('has the same in a table, newest first, which a button shows', async () => {
  app = await renderApp(cannedSnapshot(), answers([58_000, 58_100, 58_200]));
  const rows = () => within(chart()).getAllByRole('row');
  expect(rows().map((row) => row.lastElementChild?.textContent)).toEqual([
    'Close',
    '58,200.00',
    '58,100.00',
    '58,000.00',
  ]);
  expect(screen.queryByRole('region', { name: /^Prices of BTC\/USDT/ })).toBeNull();
  await press('Show as table');
  expect(
    screen.getByRole('region', { name: 'Prices of BTC/USDT, the last 24 hours, newest first' }),
  ).toBeTruthy();
});

it('tells the bar under the pointer, and its distance in percent and in typical moves', async () => {
  const closes = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 58_000 : 58_580));
  app = await renderApp(cannedSnapshot({ pairs: [{ ...btc, price: 58_000 }] }), answers(closes));
  await act(async () => drawn.point(drawn.bars[2]?.bar?.t ?? null, 60_900));
  expect(text()).toContain('O 58,580.00');
  expect(text()).toMatch(/60,900\.00 5\.00 % above the price now · 5\.0 typical moves of 10 min/);
  await act(async () => drawn.point(null, 56_550));
  expect(text()).toContain('2.50 % below the price now');
  await act(async () => drawn.point(null));
  expect(text()).not.toContain('typical moves');
});

it('shows where the alarm in the form would have rung, and forgets it with the pair', async () => {
  app = await renderApp(cannedSnapshot());
  const t = drawn.bars[50]?.bar?.t ?? 0;
  await act(async () =>
    app?.store.getState().setPreviewMarks([
      { t, direction: 'up' },
      { t: t - 30 * 86_400_000, direction: 'down' },
    ]),
  );
  expect(drawn.marks).toEqual([{ t, price: null, direction: 'up', kind: 'would ring' }]);
  expect(text()).toContain('Would have rung 1 time in this range.');
  await act(async () => app?.store.getState().select('binance:ETHUSDT'));
  expect(app.store.getState().previewMarks).toEqual([]);
});
