import { expect, test } from 'vitest';
import { btc, cannedAlarm, cannedSnapshot, eth, sol, target } from '../testing/canned.ts';
import { createAppStore } from '../store/store.ts';
import { rowOf, rowsOf, stateCounts } from './all-rows.ts';

const far = cannedAlarm(btc, target(70_000), { id: 'far', percentToGo: 20 });
const near = cannedAlarm(btc, target(59_000), { id: 'near', percentToGo: 1 });
const fired = cannedAlarm(btc, target(58_000), { id: 'fired', state: 'fired', percentToGo: null });
const nearest = cannedAlarm(eth, target(2_920), { id: 'nearest', percentToGo: 0.3 });
const ringing = cannedAlarm(eth, target(2_900), { id: 'ringing', state: 'ringing', percentToGo: null });

function stateWith(alarms: readonly (typeof far)[]) {
  const store = createAppStore();
  store.getState().takeSnapshot(cannedSnapshot({ pairs: [btc, eth, sol], alarms: [...alarms] }), 0);
  return store.getState();
}
const state = stateWith([far, near, fired, nearest, ringing]);
const listed = (listing: Parameters<typeof rowsOf>[1]) =>
  rowsOf(state, listing)
    .split('\n')
    .filter(Boolean)
    .map(rowOf)
    .map(({ id }) => id);

test('in one list: what rings, then the nearest of all pairs, then what rests', () => {
  expect(listed({ grouped: false, state: null })).toEqual(['ringing', 'nearest', 'near', 'far', 'fired']);
});

test('by pair: each pair that has alarms, with its nearest first', () => {
  expect(listed({ grouped: true, state: null })).toEqual([
    btc.id,
    'near',
    'far',
    'fired',
    eth.id,
    'ringing',
    'nearest',
  ]);
});

test('only those in one state; a pair without any of them is left out', () => {
  expect(listed({ grouped: true, state: 'fired' })).toEqual([btc.id, 'fired']);
  expect(listed({ grouped: false, state: 'expired' })).toEqual([]);
});

test('counts alarms by state', () => {
  expect(stateCounts(state)).toBe('1 0 0 0 1 0 0 3');
});

test('a thousand alarms are ordered well within a frame', () => {
  const many = Array.from({ length: 1_000 }, (_, index) =>
    cannedAlarm(btc, target(60_000 + index), { id: `a${index}`, percentToGo: (index * 7_919) % 1_000 }),
  );
  const busy = stateWith(many);
  rowsOf(busy, { grouped: false, state: null });
  const began = performance.now();
  for (let count = 0; count < 20; count += 1) rowsOf(busy, { grouped: true, state: null });
  expect((performance.now() - began) / 20).toBeLessThan(50);
});
