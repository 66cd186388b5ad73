import { expect, test } from 'vitest';
import {
  btc,
  cannedAlarm,
  cannedRing,
  cannedSnapshot,
  doge,
  eth,
  ethBtc,
  fresh,
  shib,
  sol,
  target,
} from '../testing/canned.ts';
import { createAppStore, type State } from '../store/store.ts';
import { fitsText, isOfKind, type Kind, sorted, type Sort } from './list-view.ts';

const snapshot = cannedSnapshot();
const ids = snapshot.pairs.map(({ id }) => id);

function stateOf(more: Parameters<typeof cannedSnapshot>[0] = {}): State {
  const store = createAppStore();
  store.getState().takeSnapshot(cannedSnapshot(more), 0);
  return store.getState();
}

test.each<[Sort, readonly string[]]>([
  ['own', ids],
  ['name', [btc, doge, ethBtc, eth, shib, sol].map(({ id }) => id)],
  ['change', [sol, btc, doge, eth, ethBtc, shib].map(({ id }) => id)],
])('sorts by %s; what is not known comes last', (sort, expected) => {
  expect(sorted(stateOf(), ids, sort)).toEqual(expected);
});

test('sorts by the nearest alarm, with what rings first', () => {
  const alarms = [
    cannedAlarm(btc, target(60_000), { upLevel: 60_000, percentToGo: 2.7 }),
    cannedAlarm(eth, target(2_900, 'down'), { downLevel: 2_900, percentToGo: 0.4 }),
    cannedAlarm(sol, target(150), { upLevel: 150, percentToGo: 0.1, paused: true, state: 'paused' }),
  ];
  const ring = cannedRing('a9#1', doge, { condition: target(0.22768), direction: 'up' });
  const state = stateOf({ alarms, ringing: [ring] });
  expect(sorted(state, ids, 'nearest').slice(0, 3)).toEqual([doge.id, eth.id, btc.id]);
});

test.each([
  ['btcusdt', true],
  ['BTC/USDT', true],
  ['btc usdt', true],
  ['usdt btc', true],
  ['btc-usdt', true],
  ['bitc', true],
  ['  ', true],
  ['btc eth', false],
  ['.*', false],
])('%j fits BTC/USDT, Bitcoin: %s', (text, fits) => {
  expect(fitsText({ ...btc, receivedAt: 0 }, text)).toBe(fits);
});

test.each<[Kind, readonly string[]]>([
  ['all', ids],
  ['alarms', [btc, eth, sol, doge].map(({ id }) => id)],
  ['ringing', [eth.id]],
  ['trouble', [shib.id]],
])('shows %s', (kind, expected) => {
  const ring = cannedRing('a7#1', eth, { condition: target(2_900, 'down'), direction: 'down' });
  const state = stateOf({ ringing: [ring] });
  expect(ids.filter((id) => isOfKind(state, id, kind))).toEqual(expected);
});

test('a pair that waits for its first price is in no trouble', () => {
  const state = stateOf({ pairs: [{ ...fresh, stale: true }], alarms: [] });
  expect(isOfKind(state, fresh.id, 'trouble')).toBe(false);
});
