// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FoundPair } from '../../src-shared/contract/schemas.ts';
import { btc, cannedSnapshot, doge } from '../testing/canned.ts';
import { type Answers, done, refused } from '../testing/fake-host.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

const pepe: FoundPair = {
  id: 'binance:PEPEUSDT',
  label: 'PEPE/USDT',
  base: 'PEPE',
  quote: 'USDT',
  name: 'Pepe',
  source: 'binance',
  rank: 31,
  shared: false,
};
const copy: FoundPair = {
  ...pepe,
  id: 'coingecko:pepe-2/usd',
  label: 'PEPE/USD',
  source: 'coingecko',
  rank: null,
};
const watchedBtc: FoundPair = {
  ...pepe,
  id: btc.id,
  label: 'BTC/USDT',
  base: 'BTC',
  name: 'Bitcoin',
  rank: 1,
};

let app: RenderedApp;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  app.stop();
  vi.useRealTimers();
});

const field = () => screen.getByRole('combobox', { name: 'Add a pair' });
const all = () => {
  const list = screen.queryByRole('listbox');
  return list === null ? [] : within(list).queryAllByRole('option');
};
const options = () => all().map((option) => option.textContent);
const rest = (ms = 60) => act(() => vi.advanceTimersByTimeAsync(ms));
const press = (key: string) => act(async () => void fireEvent.keyDown(field(), { key }));
async function type(text: string) {
  await act(async () => void fireEvent.change(field(), { target: { value: text } }));
}

async function start(answers: Answers = {}) {
  app = await renderApp(cannedSnapshot(), {
    'symbols.search': ({ text }) =>
      done({
        candidates: text.startsWith('pe') ? [pepe, copy] : text === 'bitcoin' ? [watchedBtc] : [],
        missing: [],
      }),
    'pair.add': () => done({ pair: doge }),
    ...answers,
  });
}

it('shows name, source and rank of what is found, once typing rests', async () => {
  await start();
  await type('p');
  await type('pe');
  expect(options()).toEqual([]);
  await rest();
  expect(options()).toEqual(['PEPE/USDTPepeBinance · rank 31', 'PEPE/USDPepeCoinGecko']);
  expect(app.host.calledWith('symbols.search')).toEqual([{ text: 'pe', limit: 8 }]);
  expect(field().getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByRole('listbox', { name: 'Pairs found' }).id).toBe(field().getAttribute('aria-controls'));
});

it('is walked by arrow keys while the field keeps the focus, and Enter adds what is chosen', async () => {
  await start();
  await type('pe');
  await rest();
  expect(field().getAttribute('aria-activedescendant')).toBeNull();
  for (const key of ['ArrowDown', 'ArrowDown']) await press(key);
  const chosen = () => all().find((option) => option.getAttribute('aria-selected') === 'true');
  expect(chosen()?.id).toBe(field().getAttribute('aria-activedescendant'));
  expect(chosen()?.textContent).toContain('PEPE/USD');
  await press('ArrowDown');
  expect(chosen()?.textContent).toContain('PEPE/USDT');
  await press('ArrowUp');
  await press('Enter');
  expect(app.host.calledWith('pair.add')).toEqual([{ id: copy.id }]);
  expect(options()).toEqual([]);
});

it('a click adds what it is on', async () => {
  await start();
  await type('pe');
  await rest();
  await act(async () => void fireEvent.click(all()[0] as HTMLElement));
  expect(app.host.calledWith('pair.add')).toEqual([{ id: pepe.id }]);
});

it('nothing is chosen for the user: Enter alone adds what was typed', async () => {
  await start();
  await type('pepe');
  await rest();
  await press('Enter');
  await act(async () => void fireEvent.submit(field().closest('form') as HTMLFormElement));
  expect(app.host.calledWith('pair.add')).toEqual([{ text: 'pepe' }]);
});

it('a pair that is watched says so, and is brought up instead of added', async () => {
  await start();
  await type('bitcoin');
  await rest();
  expect(options()[0]).toContain('watched');
  await press('ArrowDown');
  await press('Enter');
  expect(app.host.calledWith('pair.add')).toEqual([]);
  expect(app.store.getState().selectedId).toBe(btc.id);
});

it('the answer to the last text wins, whenever it comes', async () => {
  const answers = new Map<string, () => void>();
  await start({
    'symbols.search': ({ text }) =>
      new Promise((resolve) => {
        const candidates = [{ ...pepe, id: text, label: text }];
        answers.set(text, () => resolve(done({ candidates, missing: [] })));
      }),
  });
  await type('pe');
  await rest();
  await type('pep');
  await rest();
  await act(async () => answers.get('pep')?.());
  await act(async () => answers.get('pe')?.());
  expect(options()[0]).toContain('pep');
});

it('Escape and leaving the field put the list away; the arrow key brings it back', async () => {
  await start();
  await type('pe');
  await rest();
  await press('Escape');
  expect(options()).toEqual([]);
  await press('ArrowDown');
  expect(options()).toHaveLength(2);
  await act(async () => void fireEvent.blur(field()));
  expect(options()).toEqual([]);
});

it('a list that is still on its way is asked for again', async () => {
  let asked = 0;
  await start({
    'symbols.search': () => {
      asked += 1;
      return done({ candidates: asked > 1 ? [pepe] : [], missing: asked > 1 ? [] : ['coingecko'] });
    },
  });
  await type('pe');
  await rest();
  expect(options()).toEqual([]);
  await rest(2_000);
  expect(options()).toHaveLength(1);
  await rest(20_000);
  expect(asked).toBe(2);
});

it('what is refused is said, with no list over it', async () => {
  await start({ 'pair.add': () => refused('source-unavailable', 'Binance cannot be asked.') });
  await type('pe');
  await rest();
  await press('ArrowDown');
  await press('Enter');
  const form = field().closest('form') as HTMLFormElement;
  expect(within(form).getByRole('alert').textContent).toBe('Binance cannot be asked.');
  expect(options()).toEqual([]);
});
