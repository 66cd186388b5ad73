// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { cannedSnapshot, doge, eth, sol } from '../testing/canned.ts';
import { cannedSummary } from '../testing/canned-life.ts';
import { refused } from '../testing/fake-host.ts';
import { press } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const panel = () => screen.getByRole('region', { name: /^While you were away/ });

it('lists what came true while nobody could see it, each with its time and whether it is still so', async () => {
  app = await renderApp(cannedSnapshot({ summary: cannedSummary }));
  expect(within(panel()).getByRole('heading').textContent).toMatch(
    /^While you were away, .*\d\d:\d\d to .*\d\d:\d\d: 3 alarms came true\.$/,
  );
  const lines = within(panel())
    .getAllByRole('listitem')
    .map((each) => each.textContent);
  expect(lines).toEqual([
    expect.stringMatching(/^.*\d\d:\d\dETH\/USDT fell to 2,900still so, it rings$/),
    expect.stringMatching(/^.*\d\d:\d\dSOL\/USDT moved 5\.08 % upno longer so$/),
    expect.stringMatching(/^.*\d\d:\d\dDOGE\/USDT fell 10\.00 % from its highestno longer so$/),
  ]);
});

it('leads to the pair, also where it is gone by then', async () => {
  app = await renderApp(cannedSnapshot({ summary: cannedSummary, pairs: [eth, sol], alarms: [] }));
  await press('SOL/USDT moved 5.08 % up', panel());
  expect(app.store.getState()).toMatchObject({ selectedId: sol.id, view: 'pair', pane: 'detail' });
  expect(within(panel()).queryByRole('button', { name: /DOGE/ })).toBeNull();
  expect(panel().textContent).toContain(`${doge.base}/USDT fell`);
});

it('goes when it was read, and stays with the reason when that could not be told', async () => {
  app = await renderApp(cannedSnapshot({ summary: cannedSummary }), {
    'summary.dismiss': () => refused('no-answer', 'The app did not answer.'),
  });
  await press('Got it', panel());
  expect(app.host.calledWith('summary.dismiss')).toEqual([{}]);
  expect(panel().textContent).toContain('The app did not answer.');
  await app.send({ summary: null });
  expect(screen.queryByRole('region', { name: /^While you were away/ })).toBeNull();
});
