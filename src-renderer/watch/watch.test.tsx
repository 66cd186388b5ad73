// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { Profiler } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { btc, cannedAlarm, cannedSnapshot, emptySnapshot, eth, shib, target } from '../testing/canned.ts';
import { done, refused } from '../testing/fake-host.ts';
import { fakeSound, type RenderedApp, renderApp } from '../testing/render-app.tsx';
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

let app: RenderedApp;
afterEach(() => {
  app.stop();
  rendered.length = 0;
});

const list = () => screen.getByRole('region', { name: 'Watch list' });
const rowOf = (label: string) => {
  const row = within(list())
    .getAllByRole('listitem')
    .find((each) => each.textContent?.includes(label));
  if (!row) throw new Error(`no row ${label}`);
  return row;
};
async function add(text: string) {
  await act(async () => {
    fireEvent.change(screen.getByLabelText('Add a pair'), { target: { value: text } });
  });
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
  });
}

it('shows of each pair its price, change and alarms, and its age where it is old', async () => {
  app = await renderApp(cannedSnapshot());
  const text = rowOf('ETH/USDT').textContent;
  expect(text).toContain('2,911.84');
  expect(text).toContain('▼ 0.66 %');
  expect(text).not.toContain('3 s');
  expect(text).toContain('1 alarm');
  expect(text).toContain('▼ 2,900 · 0.40 %');
  expect(rowOf('SOL/USDT').textContent).toContain('5 % in 1 h');
  expect(rowOf('SHIB/USDT').textContent).toContain('4 min old');
});

it('regression 15: a pair whose 24-hour change is not known is listed like any other', async () => {
  app = await renderApp(cannedSnapshot({ pairs: [shib, btc] }));
  expect(rowOf('SHIB/USDT').textContent).toContain('no 24-hour change known');
  expect(rowOf('BTC/USDT').textContent).toContain('▲ 1.82 %');
});

it('regression 15: the number of alarms is right as soon as one is added', async () => {
  app = await renderApp(cannedSnapshot());
  await app.send({ alarms: [cannedAlarm(eth, target(3_000), { upLevel: 3_000 })] });
  expect(rowOf('ETH/USDT').textContent).toContain('2 alarms');
});

it('renders only the row whose pair changed', async () => {
  app = await renderApp(cannedSnapshot());
  rendered.length = 0;
  await app.send({ pairs: [{ ...eth, price: 2_950 }] });
  expect(rendered).toEqual([eth.id]);
});

it('counts ages up by itself, from the age that the host told', async () => {
  vi.useFakeTimers();
  try {
    app = await renderApp(cannedSnapshot({ pairs: [{ ...btc, stale: true, ageMs: 119_000 }] }));
    expect(rowOf('BTC/USDT').textContent).toContain('1 min old');
    await act(() => vi.advanceTimersByTimeAsync(4_000));
    expect(rowOf('BTC/USDT').textContent).toContain('2 min old');
  } finally {
    vi.useRealTimers();
  }
});

it('offers the closest matches of an unknown symbol as buttons', async () => {
  app = await renderApp(cannedSnapshot(), {
    'pair.add': (input) =>
      'text' in input
        ? refused('unknown-symbol', 'Binance does not trade BTCUSD. Did you mean BTC/USDT?', {
            candidates: [{ id: btc.id, label: 'BTC/USDT', name: 'Bitcoin', source: 'binance', rank: null }],
          })
        : done({ pair: btc }),
  });
  await add('btcusd');
  expect(within(list()).getByRole('alert').textContent).toBe(
    'Binance does not trade BTCUSD. Did you mean BTC/USDT?',
  );
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Watch BTC/USDT, Bitcoin, at Binance' }));
  });
  expect(app.host.calledWith('pair.add')).toEqual([{ text: 'btcusd' }, { id: btc.id }]);
  expect(within(list()).getByRole('alert').textContent).toBe('');
});

it('lists coins that share a ticker with name, id and rank', async () => {
  app = await renderApp(cannedSnapshot(), {
    'pair.add': () =>
      refused('ambiguous', 'Several coins use the ticker BTC. Choose the one you mean.', {
        candidates: [
          { id: 'coingecko:bitcoin/usd', label: 'BTC/USD', name: 'Bitcoin', source: 'coingecko', rank: 1 },
          { id: 'coingecko:batcat/usd', label: 'BTC/USD', name: 'batcat', source: 'coingecko', rank: null },
        ],
      }),
  });
  await add('btc');
  const choices = screen.getByRole('list', { name: 'Choose the one you mean' });
  expect(choices.textContent).toContain('Bitcoin');
  expect(choices.textContent).toContain('coingecko:batcat/usd');
  expect(choices.textContent).toContain('rank 1');
  expect(choices.textContent).toContain('no rank');
});

it.each([
  ['', 'Type a pair first, such as BTC/USDT.'],
  ['   ', 'Type a pair first, such as BTC/USDT.'],
  ['x'.repeat(10_000), 'That is too long for a pair. Write it like BTC/USDT or btcusdt.'],
])('says what is wrong with %.10j and sends nothing', async (text, message) => {
  app = await renderApp(cannedSnapshot());
  await add(text);
  expect(within(list()).getByRole('alert').textContent).toBe(message);
  expect(app.host.calledWith('pair.add')).toEqual([]);
});

it('sends script-bearing text as it is and shows the answer as text', async () => {
  const evil = '<img src=x onerror=alert(1)>';
  app = await renderApp(cannedSnapshot(), {
    'pair.add': () => refused('unknown-symbol', `“${evil}” does not read as a pair.`),
  });
  await add(evil);
  expect(app.host.calledWith('pair.add')).toEqual([{ text: evil }]);
  expect(within(list()).getByRole('alert').textContent).toContain(evil);
  expect(document.querySelector('img')).toBeNull();
});

it('removes a pair at once and brings it back on Undo', async () => {
  app = await renderApp(cannedSnapshot());
  await act(async () => {
    fireEvent.keyDown(screen.getByRole('button', { name: /^ETH\/USDT/ }), { key: 'Delete' });
  });
  await app.send({ removedPairs: [eth.id] });
  expect(app.host.calledWith('pair.remove')).toEqual([{ id: eth.id }]);
  expect(screen.getByText('Removed ETH/USDT and its alarm.')).toBeTruthy();
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  });
  expect(app.host.calledWith('pair.restore')).toEqual([{ id: eth.id }]);
});

it('invites to watch a first pair where there is none', async () => {
  app = await renderApp(emptySnapshot());
  expect(screen.getByRole('heading', { name: 'Watch your first pair' })).toBeTruthy();
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Watch BTC/USDT' }));
  });
  expect(app.host.calledWith('pair.add')).toEqual([{ text: 'BTC/USDT' }]);
});

it('asks for a click where the browser blocks sound, also before anything rings', async () => {
  const sound = fakeSound('blocked');
  app = await renderApp(cannedSnapshot(), {}, sound);
  await act(() => new Promise((resolve) => setTimeout(resolve, 700)));
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Enable sound' }));
  });
  expect(sound.enable).toHaveBeenCalled();
});
