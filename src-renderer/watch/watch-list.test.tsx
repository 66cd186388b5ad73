// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { Profiler } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { btc, cannedSnapshot, doge, eth, ethBtc, shib, sol } from '../testing/canned.ts';
import { refused } from '../testing/fake-host.ts';
import { press } from '../testing/hands.ts';
import { createMarket, manyPairs } from '../testing/many-pairs.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';
import type { PairRow as Row, RowProps } from './PairRow.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

const rendered: string[] = [];
vi.mock('./PairRow.tsx', async (original) => {
  const { PairRow } = await original<{ PairRow: typeof Row }>();
  return {
    rowPx: 52,
    PairRow: (props: RowProps) => (
      <Profiler id={props.id} onRender={() => void rendered.push(props.id)}>
        <PairRow {...props} />
      </Profiler>
    ),
  };
});

const inSight = 520;
let app: RenderedApp;
beforeEach(() => {
  localStorage.clear();
  // As many rows as a window has room for; jsdom lays nothing out.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(inSight);
});
afterEach(() => {
  app.stop();
  rendered.length = 0;
  vi.restoreAllMocks();
});

const list = () => screen.getByRole('region', { name: 'Watch list' });
const rows = () => within(list()).getAllByRole('listitem');
const mains = () => [...list().querySelectorAll<HTMLElement>('[data-pair]')];
const shownIds = () => mains().map((row) => row.dataset['pair']);
const main = (id: string) => mains().find((row) => row.dataset['pair'] === id) as HTMLElement;
const choose = (label: string, value: string) =>
  act(async () => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  });
const key = (id: string, name: string, more = {}) =>
  act(async () => {
    fireEvent.keyDown(main(id), { key: name, ...more });
  });
const idsOf = (count: number) => manyPairs(count).pairs.map(({ id }) => id);

it('lists pairs in the order that the host tells', async () => {
  app = await renderApp(cannedSnapshot());
  await app.send({ order: [shib, doge, ethBtc, sol, eth, btc].map(({ id }) => id) });
  expect(shownIds()).toEqual([shib, doge, ethBtc, sol, eth, btc].map(({ id }) => id));
});

it('sorts by name, and remembers that for the next time', async () => {
  app = await renderApp(cannedSnapshot());
  await choose('Sort', 'name');
  expect(shownIds()).toEqual([btc, doge, ethBtc, eth, shib, sol].map(({ id }) => id));
  app.stop();
  app = await renderApp(cannedSnapshot());
  expect(screen.getByLabelText<HTMLSelectElement>('Sort').value).toBe('name');
  expect(shownIds()[1]).toBe(doge.id);
});

it('rows sorted by change stay where they are while somebody points at them, and move later', async () => {
  vi.useFakeTimers();
  try {
    app = await renderApp(cannedSnapshot());
    await choose('Sort', 'change');
    expect(shownIds()[0]).toBe(sol.id);
    await act(async () => main(sol.id).focus());
    await app.send({ pairs: [{ ...eth, change24h: 50 }] });
    await act(() => vi.advanceTimersByTimeAsync(11_000));
    expect(shownIds()[0]).toBe(sol.id);
    await act(async () => main(sol.id).blur());
    await act(() => vi.advanceTimersByTimeAsync(11_000));
    expect(shownIds()[0]).toBe(eth.id);
  } finally {
    vi.useRealTimers();
  }
});

it('moves a pair with Alt and an arrow, shows that at once, says it, and asks the host to keep it', async () => {
  app = await renderApp(cannedSnapshot(), { 'pair.order': () => new Promise(() => {}) });
  await key(eth.id, 'ArrowDown', { altKey: true });
  const expected = [btc, sol, eth, ethBtc, doge, shib].map(({ id }) => id);
  expect(shownIds()).toEqual(expected);
  expect(app.host.calledWith('pair.order')).toEqual([{ ids: expected }]);
  expect(within(list()).getByText('ETH/USDT is now number 3 of 6.')).toBeTruthy();
  await key(btc.id, 'ArrowUp', { altKey: true });
  expect(app.host.calledWith('pair.order')).toHaveLength(1);
});

it('a move that the host refuses is taken back, with the reason', async () => {
  app = await renderApp(cannedSnapshot(), {
    'pair.order': () => refused('storage-failed', 'It could not be stored.'),
  });
  await key(eth.id, 'ArrowDown', { altKey: true });
  expect(shownIds()).toEqual([btc, eth, sol, ethBtc, doge, shib].map(({ id }) => id));
  expect(screen.getByText('It could not be stored.')).toBeTruthy();
});

it('only the own order can be changed by hand', async () => {
  app = await renderApp(cannedSnapshot());
  expect(screen.getAllByRole('button', { name: /^Move / })).toHaveLength(6);
  await choose('Sort', 'name');
  expect(screen.queryAllByRole('button', { name: /^Move / })).toEqual([]);
  await key(eth.id, 'ArrowDown', { altKey: true });
  expect(app.host.calledWith('pair.order')).toEqual([]);
});

it('one row is in the order of Tab; the arrows, Home and End walk through all of them', async () => {
  app = await renderApp(cannedSnapshot());
  const tabbable = () => shownIds().filter((id) => main(id as string).tabIndex === 0);
  expect(tabbable()).toEqual([btc.id]);
  await act(async () => main(btc.id).focus());
  await key(btc.id, 'ArrowDown');
  expect(document.activeElement).toBe(main(eth.id));
  await key(eth.id, 'End');
  expect(document.activeElement).toBe(main(shib.id));
  expect(tabbable()).toEqual([shib.id]);
  await key(shib.id, 'ArrowDown');
  expect(document.activeElement).toBe(main(shib.id));
  await key(shib.id, 'Home');
  expect(document.activeElement).toBe(main(btc.id));
});

it('after Delete the next row has the focus', async () => {
  app = await renderApp(cannedSnapshot());
  await act(async () => main(eth.id).focus());
  await key(eth.id, 'Delete');
  await app.send({ removedPairs: [eth.id] });
  expect(app.host.calledWith('pair.remove')).toEqual([{ id: eth.id }]);
  expect(document.activeElement).toBe(main(sol.id));
});

it('the menu of a row opens it, pauses its alarms, moves and removes it', async () => {
  app = await renderApp(cannedSnapshot());
  const open = async (label: string) => {
    await press(`More about ${label}`);
    return within(await screen.findByRole('menu', { name: label }));
  };
  const pick = async (menu: Awaited<ReturnType<typeof open>>, name: string) => {
    await act(async () => {
      fireEvent.click(menu.getByRole('menuitem', { name }));
    });
  };
  await pick(await open('ETH/USDT'), 'Pause its alarms');
  expect(app.host.calledWith('alarm.pause')).toEqual([{ pairId: eth.id }]);
  await pick(await open('ETH/USDT'), 'Move up');
  expect(app.host.calledWith('pair.order')).toHaveLength(1);
  await pick(await open('ETH/USDT'), 'Open');
  expect(app.store.getState().selectedId).toBe(eth.id);
  await pick(await open('ETH/USDT'), 'Remove with its alarm');
  expect(app.host.calledWith('pair.remove')).toEqual([{ id: eth.id }]);
});

it('a short list has no filter; a long one is filtered by code, name and state, and says what it shows', async () => {
  app = await renderApp(cannedSnapshot());
  expect(screen.queryByLabelText('Filter by code or name')).toBeNull();
  app.stop();
  app = await renderApp(manyPairs(30));
  await choose('Filter by code or name', 'p007/usdt');
  expect(shownIds()).toEqual(['binance:P007USDT']);
  await choose('Filter by code or name', 'number 12');
  expect(shownIds()).toEqual(['binance:P012USDT']);
  await act(() => new Promise((resolve) => setTimeout(resolve, 650)));
  expect(within(list()).getByText('1 of 30 pairs')).toBeTruthy();
  await choose('Show', 'trouble');
  expect(within(list()).getAllByText('No pair fits the filter.').length).toBeGreaterThan(0);
  await press('Show all pairs');
  expect(shownIds()).toHaveLength(30);
});

it('a pair that gets into trouble comes into a list of those', async () => {
  const snapshot = manyPairs(30);
  app = await renderApp(snapshot);
  await choose('Show', 'trouble');
  const [, pair] = snapshot.pairs;
  if (pair) await app.send({ pairs: [{ ...pair, stale: true, ageMs: 90_000 }] });
  expect(shownIds()).toEqual([pair?.id]);
  expect(rows()[0]?.textContent).toContain('1 min old');
});

it('of 500 pairs only those in sight are there, and each says which of how many it is', async () => {
  app = await renderApp(manyPairs(500));
  expect(rows().length).toBeLessThan(40);
  expect(rows()[2]?.getAttribute('aria-posinset')).toBe('3');
  expect(rows()[2]?.getAttribute('aria-setsize')).toBe('500');
  await act(async () => main('binance:P000USDT').focus());
  await key('binance:P000USDT', 'End');
  expect(document.activeElement).toBe(main('binance:P499USDT'));
  expect(document.activeElement?.closest('li')?.getAttribute('aria-posinset')).toBe('500');
});

it('of 200 pairs that change at once those in sight render, each once, and none else', async () => {
  const snapshot = manyPairs(200);
  // What comes with them would render too.
  app = await renderApp(snapshot, { 'sparks.get': () => refused('no-answer', '') });
  const there = shownIds();
  rendered.length = 0;
  const everyPair = idsOf(200).map((_, index) => index);
  await app.send(JSON.parse(createMarket(snapshot)(2, everyPair)));
  expect(new Set(rendered)).toEqual(new Set(there));
  expect(rendered).toHaveLength(there.length);
  rendered.length = 0;
  await app.send(JSON.parse(createMarket(snapshot)(3, [4])));
  expect(rendered).toEqual(['binance:P004USDT']);
  rendered.length = 0;
  // Out of sight: nothing renders.
  await app.send(JSON.parse(createMarket(snapshot)(4, [150])));
  expect(rendered).toEqual([]);
});
