// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoundPair } from '../../src-shared/contract/schemas.ts';
import {
  btc,
  cannedAlarm,
  cannedSnapshot,
  doge,
  emptySnapshot,
  eth,
  ethRing,
  target,
} from '../testing/canned.ts';
import { type Answers, done, refused } from '../testing/fake-host.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

function found(base: string, name: string, more: Partial<FoundPair> = {}): FoundPair {
  const id = `binance:${base}USDT`;
  return {
    id,
    label: `${base}/USDT`,
    base,
    quote: 'USDT',
    name,
    source: 'binance',
    rank: 40,
    shared: false,
    ...more,
  };
}
const pepe = found('PEPE', 'Pepe');
const meows = [1, 2].map((n) =>
  found('MEOW', `Meow ${n}`, {
    id: `coingecko:meow-${n}/usd`,
    label: 'MEOW/USD',
    quote: 'USD',
    source: 'coingecko',
    shared: true,
  }),
);
const lists: Readonly<Record<string, readonly FoundPair[]>> = {
  pepe: [
    pepe,
    found('PEPE', 'Pepe', { id: 'coingecko:pepe/usd', label: 'PEPE/USD', quote: 'USD', source: 'coingecko' }),
  ],
  meow: meows,
  btc: [found('BTC', 'Bitcoin', { rank: 1 })],
};

let app: RenderedApp;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  app.stop();
  vi.useRealTimers();
});

const dialog = () => screen.getByRole('dialog', { name: 'Command bar' });
const field = () => within(dialog()).getByRole('combobox');
const lines = () => within(dialog()).queryAllByRole('option');
const options = () => lines().map((line) => line.textContent);
const chosen = () =>
  lines().find((line) => line.getAttribute('aria-selected') === 'true')?.textContent ?? null;
const said = () => document.getElementById(field().getAttribute('aria-describedby') ?? '')?.textContent;
const rest = (ms = 300) => act(() => vi.advanceTimersByTimeAsync(ms));
const press = (key: string) => act(async () => void fireEvent.keyDown(field(), { key }));
const shortcut = (init: KeyboardEventInit = { key: 'k', ctrlKey: true }) =>
  act(async () => void fireEvent.keyDown(document.body, init));

async function type(text: string, waitMs = 300) {
  await act(async () => void fireEvent.change(field(), { target: { value: text } }));
  await rest(waitMs);
}

async function start(answers: Answers = {}, snapshot = cannedSnapshot()) {
  app = await renderApp(snapshot, {
    'symbols.search': ({ text }) => done({ candidates: [...(lists[text] ?? [])], missing: [] }),
    'pair.add': (input) =>
      done({ pair: { ...doge, id: 'id' in input ? input.id : 'x', base: 'PEPE', price: null } }),
    ...answers,
  });
  await shortcut();
}

describe('the bar', () => {
  it.each([
    [{ key: 'k', ctrlKey: true }],
    [{ key: 'K', ctrlKey: true }],
    [{ key: 'л', code: 'KeyK', ctrlKey: true }],
  ])('opens by its keys, whatever the layout: %j', async (init) => {
    await start();
    await shortcut();
    expect(screen.queryByRole('dialog')).toBeNull();
    await shortcut(init);
    expect(document.activeElement).toBe(field());
  });

  it('opens by its field in the header, and Escape closes it', async () => {
    await start();
    await shortcut();
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: /^Type an alarm/ })));
    expect(document.activeElement).toBe(field());
    await act(async () => void fireEvent.keyDown(field(), { key: 'Escape' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('other keys and what rings leave it closed', async () => {
    app = await renderApp(cannedSnapshot({ ringing: [ethRing] }));
    await shortcut();
    expect(screen.queryByRole('dialog', { name: 'Command bar' })).toBeNull();
    app.stop();
    app = await renderApp(cannedSnapshot());
    for (const init of [
      { key: 'k' },
      { key: 'k', ctrlKey: true, shiftKey: true },
      { key: 'j', ctrlKey: true },
    ]) {
      await shortcut(init);
    }
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('offers examples that fill it, and what can be done without a pair', async () => {
    await start();
    expect(options()).toContain('btc below 58kTry');
    expect(options()).toContain('SettingsDo');
    expect(chosen()).toBeNull();
    await act(async () => void fireEvent.click(lines()[0] as HTMLElement));
    expect((field() as HTMLInputElement).value).toBe('btc below 58k');
  });
});

describe('an alarm', () => {
  it('is understood while it is typed, with the distance, and Enter adds it', async () => {
    await start();
    await type('btc below 58,4k');
    expect(said()).toBe('Rings when BTC/USDT reaches 58,400 from above, 2.72 % away.');
    expect(chosen()).toMatch(/^BTC\/USDT.*watched/);
    await press('Enter');
    expect(app.host.calledWith('alarm.add')).toEqual([
      { pairId: btc.id, condition: { kind: 'target', price: 58_400, direction: 'down' } },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(app.store.getState().selectedId).toBe(btc.id);
  });

  it('can be undone', async () => {
    await start({
      'alarm.add': () => done({ alarm: cannedAlarm(btc, target(58_000), { id: 'new' }), alreadyTrue: false }),
    });
    await type('btc below 58k');
    await press('Enter');
    await rest();
    expect(document.body.textContent).toContain('Alarm added: BTC/USDT reaches 58,000 from above.');
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Undo' })));
    expect(app.host.calledWith('alarm.remove')).toEqual([{ id: 'new' }]);
  });

  it('takes the direction from the price, and what was said besides', async () => {
    await start();
    await type('eth 3000 repeat silent "look"');
    await press('Enter');
    expect(app.host.calledWith('alarm.add')).toEqual([
      {
        pairId: eth.id,
        condition: { kind: 'target', price: 3_000, direction: 'up' },
        mode: 'repeat',
        urgency: 'silent',
        note: 'look',
      },
    ]);
  });

  it('steps go on after a ring unless something else is said', async () => {
    await start();
    await type('btc every 10%');
    await press('Enter');
    expect(app.host.calledWith('alarm.add')).toMatchObject([{ mode: 'repeat' }]);
  });

  it('without a pair is for the pair on screen', async () => {
    await start();
    await act(async () => app.store.getState().select(eth.id));
    await type('below 2500');
    expect(chosen()).toContain('ETH/USDT');
    await press('Enter');
    expect(app.host.calledWith('alarm.add')).toMatchObject([{ pairId: eth.id }]);
  });

  it('on a pair that is not watched says so, and adds both; undoing takes both away', async () => {
    await start();
    await type('pepe every 5%');
    expect(said()).toBe('Rings when PEPE/USDT moves another 5 %, up or down.');
    expect(dialog().textContent).toContain('PEPE/USDT is not watched yet and will be from then on.');
    expect(app.host.calledWith('alarm.preview')).toEqual([]);
    await press('Enter');
    expect(app.host.calledWith('pair.add')).toEqual([{ id: pepe.id }]);
    expect(app.host.calledWith('alarm.add')).toMatchObject([{ pairId: pepe.id }]);
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Undo' })));
    expect(app.host.calledWith('pair.remove')).toEqual([{ id: pepe.id }]);
  });

  it('of several coins with one ticker none is taken without a choice', async () => {
    await start();
    await type('meow below 5');
    expect(said()).toBe('Several coins have this ticker. Choose the one you mean.');
    await press('Enter');
    expect(app.host.calledWith('pair.add')).toEqual([]);
    await press('ArrowDown');
    await press('ArrowDown');
    await press('Enter');
    expect(app.host.calledWith('pair.add')).toEqual([{ id: 'coingecko:meow-2/usd' }]);
  });

  it('Enter before the pair is found waits for it', async () => {
    await start();
    await type('pepe below 5', 0);
    expect(said()).toBe('Looking for pepe …');
    await press('Enter');
    expect(app.host.calledWith('pair.add')).toEqual([]);
    await rest();
    expect(app.host.calledWith('pair.add')).toEqual([{ id: pepe.id }]);
    expect(app.host.calledWith('alarm.add')).toHaveLength(1);
  });

  it('that is there already asks when it rings, and does as told', async () => {
    const alarm = cannedAlarm(btc, target(70_000), { reason: { code: 'already true', level: 70_000 } });
    await start({
      'alarm.preview': () => done({ alarm, alreadyTrue: true, twin: null }),
      'alarm.add': () => done({ alarm, alreadyTrue: true }),
    });
    await type('btc below 70k');
    expect(said()).toContain('it is there already');
    await act(async () => void fireEvent.click(within(dialog()).getByRole('radio', { name: 'Ring now' })));
    expect(said()).toContain('Rings now');
    await press('Enter');
    expect(app.host.calledWith('alarm.add')).toMatchObject([{ ringNow: true }]);
    await rest();
    expect(document.body.textContent).toContain('It is there already, so it rings now.');
  });

  it('what the host refuses is said in the bar, and a pair that came for it goes again', async () => {
    await start({ 'alarm.add': () => refused('window-too-short', 'Use at least one minute.') });
    await type('pepe 5% in 1s');
    await press('Enter');
    expect(within(dialog()).getByRole('alert').textContent).toBe('Use at least one minute.');
    expect(app.host.calledWith('pair.remove')).toEqual([{ id: pepe.id }]);
    await type('pepe 5% in 1m');
    expect(within(dialog()).getByRole('alert').textContent).toBe('');
  });

  it.each([
    ['btc below', 'Say a price: btc below 58k.'],
    ['btc 5% in', 'Say in what time: 5% in 15m, 2h or 3d.'],
    ['btc below 58k bananas', '“bananas” is not understood here. Try: btc below 58k.'],
    ['btc +8% from high', 'From its high a price can only fall, and from its low only rise.'],
    [
      'qqqq below 5',
      'No pair is called “qqqq”. Check the spelling, or leave the pair out for the one on screen.',
    ],
  ])('%s: %s', async (text, sentence) => {
    await start();
    await type(text);
    expect(said()).toBe(sentence);
    await press('Enter');
    expect(app.host.calledWith('alarm.add')).toEqual([]);
  });

  it('is heard without the distance, which changes with every price', async () => {
    await start();
    await type('btc below 58k');
    const heard = () => within(dialog()).getByRole('status').textContent;
    const before = heard();
    expect(before).toContain('Rings when BTC/USDT reaches 58,000 from above.');
    await app.send({ pairs: [{ ...btc, price: 58_500, t: (btc.t ?? 0) + 1_000 }] });
    await rest();
    expect(heard()).toBe(before);
  });

  it('where nothing is watched asks which pair', async () => {
    await start({}, emptySnapshot());
    await type('below 58k');
    expect(said()).toBe('Which pair? Begin with it: btc below 58k.');
  });
});

describe('a pair alone', () => {
  it('that is watched is opened', async () => {
    await start();
    await type('ethereum');
    expect(chosen()).toMatch(/^ETH\/USDT.*Open$/);
    await press('Enter');
    expect(app.store.getState()).toMatchObject({ selectedId: eth.id, view: 'pair', pane: 'detail' });
  });

  it('that is not watched is offered to be', async () => {
    await start();
    await type('pepe');
    expect(chosen()).toMatch(/^PEPE\/USDT.*Watch$/);
    await press('Enter');
    expect(app.host.calledWith('pair.add')).toEqual([{ id: pepe.id }]);
    await rest();
    expect(document.body.textContent).toContain('Now watching PEPE/USDT.');
  });
});

describe('commands', () => {
  it.each([
    ['settings', 'settings'],
    ['hist', 'history'],
    ['all alarms', 'alarms'],
  ])('%s shows it', async (text, view) => {
    await start();
    await type(text);
    await press('Enter');
    expect(app.store.getState().view).toBe(view);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('pause all pauses all alarms', async () => {
    await start();
    await type('pause all');
    expect(chosen()).toBe('Pause all alarmsDo');
    await press('Enter');
    expect(app.host.calledWith('alarm.pause')).toEqual([{ all: true }]);
  });

  it('what makes no sense now is not offered', async () => {
    await start({}, emptySnapshot());
    expect(options().some((option) => /Pause all|Resume/.test(option ?? ''))).toBe(false);
    await type('resume monitoring');
    expect(options()).toEqual([]);
  });
});
