import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import type { Glance } from '../../src-runtime/glance.ts';
import { say } from '../../src-runtime/hosting/say.ts';
import { trayMenu } from './tray-menu.ts';

const calm: Glance = {
  state: 'normal',
  sentence: 'Prices are live: Binance',
  pairs: [
    { id: 'binance:BTCUSDT', line: 'BTC/USDT  58,321.10' },
    { id: 'binance:ETHUSDT', line: 'ETH/USDT  2,904.10' },
  ],
  also: [],
  ringing: 0,
  snoozed: 0,
  blind: 0,
  paused: false,
};
const actions = () => ({ open: vi.fn(), openPair: vi.fn(), run: vi.fn(), quit: vi.fn() });
const labels = (items: readonly MenuItemConstructorOptions[]) =>
  items.map((item) => (item.type === 'separator' ? '-' : item.label));
const press = (items: readonly MenuItemConstructorOptions[], label: string) => {
  const item = items.find((each) => each.label === label);
  if (item?.click === undefined) throw new Error(`no ${label}`);
  item.click({} as never, undefined, {} as never);
};

test('says how things stand, the pairs, and what can be done', () => {
  expect(labels(trayMenu(calm, say, actions()))).toEqual([
    'Prices are live: Binance',
    '-',
    'BTC/USDT  58,321.10',
    'ETH/USDT  2,904.10',
    '-',
    'Open',
    'Test alarm',
    'Pause monitoring',
    '-',
    'Quit',
  ]);
});

test('how things stand cannot be pressed, everything else can', () => {
  const items = trayMenu(calm, say, actions()).filter((item) => item.type !== 'separator');
  expect(items.filter((item) => item.enabled === false).map((item) => item.label)).toEqual([calm.sentence]);
});

test('says what else there is to say below how things stand, and none of it can be pressed', () => {
  const also = ['Blind: 1 of 2 pairs cannot be watched (no connection)', '2 alarms are snoozed'];
  const items = trayMenu({ ...calm, also }, say, actions());
  expect(labels(items).slice(0, 4)).toEqual([calm.sentence, ...also, '-']);
  expect(items.slice(0, 3).every((item) => item.enabled === false)).toBe(true);
});

test('offers to dismiss only while something rings, and to resume only while paused', () => {
  expect(labels(trayMenu({ ...calm, ringing: 3 }, say, actions()))).toContain('Dismiss all (3)');
  expect(labels(trayMenu({ ...calm, ringing: 1 }, say, actions()))).toContain('Dismiss the alarm');
  const paused = labels(trayMenu({ ...calm, paused: true }, say, actions()));
  expect(paused).toContain('Resume monitoring');
  expect(paused).not.toContain('Pause monitoring');
});

test('each entry does what it says', () => {
  const does = actions();
  const ringing = trayMenu({ ...calm, ringing: 2 }, say, does);
  for (const label of [
    'Open',
    'BTC/USDT  58,321.10',
    'Test alarm',
    'Dismiss all (2)',
    'Pause monitoring',
    'Quit',
  ]) {
    press(ringing, label);
  }
  press(trayMenu({ ...calm, paused: true }, say, does), 'Resume monitoring');
  expect(does.open).toHaveBeenCalledTimes(1);
  expect(does.openPair.mock.calls).toEqual([['binance:BTCUSDT']]);
  expect(does.quit).toHaveBeenCalledTimes(1);
  expect(does.run.mock.calls.map(([command]) => command)).toEqual([
    'ring.test',
    'ring.dismissAll',
    'monitoring.pause',
    'monitoring.resume',
  ]);
});

test('with nothing watched there is no empty part', () => {
  expect(labels(trayMenu({ ...calm, pairs: [] }, say, actions())).slice(0, 3)).toEqual([
    'Prices are live: Binance',
    '-',
    'Open',
  ]);
});
