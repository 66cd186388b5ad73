// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { btc, cannedSnapshot, ethRing } from '../testing/canned.ts';
import { drawn } from '../testing/fake-chart.ts';
import { done, refused } from '../testing/fake-host.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';
import { minuteLine } from './minute-line.ts';

vi.mock('./price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp | undefined;
afterEach(() => {
  app?.stop();
  app = undefined;
});

const minute = 60_000;
const base = 1_700_000_040_000;
const caption = () => document.querySelector('.chart')?.textContent;

it('sorts, keeps one price per minute, and drops what no chart can show', () => {
  const line = minuteLine(
    [
      [base + 2 * minute, 3],
      [base, 1],
      [base + 10_000, 1.5],
      [base + 2 * minute, 4],
      [base + minute, Number.NaN],
      [base + minute, -1],
      [base - 25 * 60 * minute, 9],
    ],
    base + 2 * minute,
  );
  expect(line.map((place) => place.price)).toEqual([1.5, null, 4]);
  const seconds = line.map((place) => place.second);
  expect(seconds).toEqual([...new Set(seconds)].toSorted((a, b) => a - b));
});

it('marks a hole, so that its stretch does not look like prices', () => {
  const line = minuteLine(
    [
      [base, 1],
      [base + minute, 1],
      [base + 60 * minute, 2],
    ],
    base + 60 * minute,
  );
  expect(line).toHaveLength(61);
  expect(line.flatMap((place, index) => (place.beforeHole ? [index] : []))).toEqual([1]);
});

it('draws the fetched line, carries it on live, and draws levels and rings', async () => {
  if (ethRing.kind !== 'firing') throw new Error('a firing');
  const { firing } = ethRing;
  const t = btc.t ?? 0;
  app = await renderApp(cannedSnapshot(), {
    'chart.get': () =>
      done({
        points: [[t - 5 * minute, 58_000]],
        firings: [{ ...firing, pairId: btc.id }],
        history: 'complete',
      }),
  });
  expect(drawn.levels).toEqual([60_000, 56_017.6, 55_290, 60_164.88, 56_660.12]);
  expect(drawn.marks).toHaveLength(1);
  await app.send({ pairs: [{ ...btc, t: t + minute, price: 59_000 }] });
  expect(drawn.lines.at(-1)?.at(-1)?.price).toBe(59_000);
  expect(drawn.lines.at(-1)?.at(0)?.price).toBe(58_000);
});

it('says in words that there are no prices, only live ones, or old ones', async () => {
  app = await renderApp(cannedSnapshot({ pairs: [{ ...btc, price: null, t: null, ageMs: null }] }));
  expect(caption()).toContain('No prices yet.');
  app.stop();
  app = await renderApp(cannedSnapshot({ pairs: [{ ...btc, stale: true, ageMs: 372_000 }] }), {
    'chart.get': () => done({ points: [], firings: [], history: 'live only' }),
  });
  expect(caption()).toContain('No past prices at this source');
  expect(caption()).toContain('No new price for 6 min: alarms wait.');
});

it('says why it could not be fetched, and tries again', async () => {
  let fails = true;
  app = await renderApp(cannedSnapshot(), {
    'chart.get': () =>
      fails
        ? refused('source-unavailable', 'Binance cannot be asked now.')
        : done({ points: [], firings: [], history: 'complete' }),
  });
  expect(caption()).toContain('The chart could not be fetched. Binance cannot be asked now.');
  fails = false;
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  });
  expect(caption()).toContain('from 58,412.50');
});
