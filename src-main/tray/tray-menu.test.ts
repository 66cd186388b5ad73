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
  nearest: [{ id: 'binance:BTCUSDT', line: '▲ BTC/USDT  60,000 · 2.72 %' }],
  title: null,
  ringing: 0,
  snoozable: 0,
  muted: false,
  canTest: true,
  snoozed: 0,
  blind: 0,
  paused: false,
};
const actions = () => ({
  open: vi.fn(),
  openPair: vi.fn(),
  openSettings: vi.fn(),
  run: vi.fn(),
  snoozeAll: vi.fn(),
  quit: vi.fn(),
});
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
    'Nearest alarms',
    '▲ BTC/USDT  60,000 · 2.72 %',
    '-',
    'Open',
    'Settings …',
    '-',
    'Mute for an hour',
    'Pause monitoring',
    'Test alarm',
    '-',
    'Quit',
  ]);
});

test('how things stand cannot be pressed, everything else can', () => {
  const items = trayMenu(calm, say, actions()).filter((item) => item.type !== 'separator');
  expect(items.filter((item) => item.enabled === false).map((item) => item.label)).toEqual([
    calm.sentence,
    'Nearest alarms',
  ]);
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
  const ringing = trayMenu({ ...calm, ringing: 2, snoozable: 2 }, say, does);
  for (const label of [
    'Open',
    'BTC/USDT  58,321.10',
    'Test alarm',
    'Dismiss all (2)',
    'Snooze 2 alarms for 5 min',
    '▲ BTC/USDT  60,000 · 2.72 %',
    'Settings …',
    'Mute for an hour',
    'Pause monitoring',
    'Quit',
  ]) {
    press(ringing, label);
  }
  press(trayMenu({ ...calm, paused: true }, say, does), 'Resume monitoring');
  press(trayMenu({ ...calm, muted: true }, say, does), 'End mute');
  expect(does.open).toHaveBeenCalledTimes(1);
  expect(does.openPair.mock.calls).toEqual([['binance:BTCUSDT'], ['binance:BTCUSDT']]);
  expect(does.quit).toHaveBeenCalledTimes(1);
  expect([does.openSettings.mock.calls.length, does.snoozeAll.mock.calls.length]).toEqual([1, 1]);
  expect(does.run.mock.calls).toEqual([
    ['ring.test', {}],
    ['ring.dismissAll', {}],
    ['mute.set', { minutes: 60 }],
    ['monitoring.pause', {}],
    ['monitoring.resume', {}],
    ['mute.end', {}],
  ]);
});

test('with nothing watched there is no empty part', () => {
  expect(labels(trayMenu({ ...calm, pairs: [], nearest: [] }, say, actions())).slice(0, 3)).toEqual([
    'Prices are live: Binance',
    '-',
    'Open',
  ]);
});

test('where nothing may be heard the test alarm says so and cannot be pressed', () => {
  const items = trayMenu({ ...calm, canTest: false }, say, actions());
  expect(items.find(({ label }) => label === 'Test alarm (silent now)')?.enabled).toBe(false);
  expect(labels(items)).not.toContain('Test alarm');
});

test('what is no alarm can be dismissed, but not snoozed', () => {
  const shown = labels(trayMenu({ ...calm, ringing: 1 }, say, actions()));
  expect(shown.filter((label) => label?.startsWith('Snooze'))).toEqual([]);
});
