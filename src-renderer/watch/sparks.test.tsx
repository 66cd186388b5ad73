// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { btc, cannedSnapshot, eth, sol } from '../testing/canned.ts';
import { refused } from '../testing/fake-host.ts';
import { manyPairs } from '../testing/many-pairs.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

const minute = 60_000;
let app: RenderedApp;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  app.stop();
  vi.useRealTimers();
});

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const asked = () => app.host.calledWith('sparks.get') as { ids: string[] }[];
const lines = () =>
  [...document.querySelectorAll('[data-pair] svg path:first-child')].map((path) => path.getAttribute('d'));

it('asks once for the lines of the pairs in sight, and again when they are old', async () => {
  app = await renderApp(cannedSnapshot({ pairs: [btc, eth] }));
  await pass(200);
  expect(asked()).toEqual([{ ids: [btc.id, eth.id] }]);
  expect(document.querySelectorAll('[data-pair] svg[viewBox="0 0 72 28"]')).toHaveLength(2);
  await pass(14 * minute);
  expect(asked()).toHaveLength(1);
  await pass(3 * minute);
  expect(asked()).toHaveLength(2);
});

it('asks anew for a pair whose past has been filled, and for one that is added', async () => {
  app = await renderApp(cannedSnapshot({ pairs: [btc, eth] }));
  await pass(200);
  await app.send({ histories: [eth.id] });
  await pass(200);
  expect(asked().at(-1)).toEqual({ ids: [eth.id] });
  await app.send({ pairs: [sol] });
  await pass(200);
  expect(asked().at(-1)).toEqual({ ids: [sol.id] });
});

it('the last point is the price of now', async () => {
  app = await renderApp(cannedSnapshot({ pairs: [btc], alarms: [] }));
  await pass(200);
  const before = lines();
  await app.send({ pairs: [{ ...btc, price: 80_000, t: (btc.t ?? 0) + 15_000 }] });
  expect(lines()).not.toEqual(before);
  expect(asked()).toHaveLength(1);
});

it('without an answer there is no line, the row stays, and it asks again after a minute', async () => {
  app = await renderApp(cannedSnapshot({ pairs: [btc] }), {
    'sparks.get': () => refused('no-answer', 'The app did not answer.'),
  });
  await pass(200);
  expect(document.querySelectorAll('[data-pair] svg[viewBox="0 0 72 28"]')).toHaveLength(0);
  expect(screen.queryByText('The app did not answer.')).toBeNull();
  await pass(minute);
  expect(asked()).toHaveLength(2);
});

it('a page that nobody sees asks for nothing', async () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  app = await renderApp(manyPairs(3));
  await pass(5 * minute);
  expect(asked()).toEqual([]);
  vi.restoreAllMocks();
});
