/** Bugs of the first alarm app, by the numbers of its list; none may come back. */
import { expect, test } from 'vitest';
import type { Condition } from './condition.ts';
import {
  alarmArmed,
  btc,
  fallFromMax,
  fromExtreme,
  fromStart,
  hour,
  minute,
  move,
  pairAdded,
  scenario,
  sinceStart,
  start,
  target,
} from './testing/scenario.ts';

test.each([
  ['a fresh pair', [100]],
  ['a pair with three samples', [100, 100, 100]],
  ['an old pair', [80, 95, 120, 60, 101, 99, 100]],
])('regression 3: the same alarm behaves alike on a fresh and on an old pair: %s', (_what, prices) => {
  const s = scenario(...prices);
  s.add(target(90, 'up'), 'passed');
  s.add(target(105, 'up'), 'ahead');
  s.quote(101);
  expect(s.firings).toEqual([]);
  s.quote(105);
  s.quote(89);
  s.quote(90);
  expect(s.firings.map(({ id, proof }) => [id, proof.proving.price])).toEqual([
    ['ahead#1', 105],
    ['passed#1', 90],
  ]);
});

test('regression 4: the first crossing that a fresh pair sees is not lost', () => {
  const s = scenario(99);
  s.add(target(100, 'any'));
  s.quote(101);
  expect(s.firings).toHaveLength(1);
});

test('regression 4: with an alarm older than the first price the second price already counts', () => {
  const s = scenario();
  s.add(target(100, 'any'));
  s.quote(99);
  s.quote(101);
  expect(s.firings).toHaveLength(1);
});

test.each([
  ['up', [101, 102], 101],
  ['down', [99, 98], 99],
  ['any', [101, 102], 101],
  ['any', [99, 98], 99],
  ['up', [100, 100, 102], 102],
] as const)(
  'regression 5: made while the price is its target, %s fires on the way of %j',
  (direction, prices, at) => {
    const s = scenario(100);
    s.add(target(100, direction));
    for (const price of prices) s.quote(price);
    expect(s.firings.map(({ proof }) => proof.proving.price)).toEqual([at]);
  },
);

test('regression 6: an alarm made after a crossing does not fire on it when the same answer comes again', () => {
  const s = scenario();
  s.at(0, 99);
  s.at(15, 101);
  s.add(target(100, 'up'), 'late');
  s.add(target(100, 'any'), 'late any');
  expect(s.at(15, 101).accepted).toBe(false);
  s.at(30, 101);
  expect(s.firings).toEqual([]);
});

test('regression 6: nor does a re-armed alarm fire on a crossing of before', () => {
  const s = scenario();
  s.at(0, 99);
  s.add(target(100, 'up'));
  s.at(15, 101);
  s.rearm();
  s.at(15, 101);
  s.at(80, 101);
  s.at(95, 101);
  expect(s.firings).toHaveLength(1);
});

test('regression 6: while the source fails nothing is judged and nothing is forgotten', () => {
  const s = scenario();
  s.at(0, 99);
  s.add(target(100, 'up'));
  s.wait(20 * minute);
  expect(s.firings).toEqual([]);
  s.at(1_201, 101);
  expect(s.told()).toEqual(['1201 up by price 101, level 100, from 99@0']);
});

test('regression 7: a crossing during the cooldown of a re-arm is not a firing', () => {
  const s = scenario();
  s.at(0, 99);
  s.add(target(100, 'up'));
  s.at(15, 101);
  s.rearm();
  s.at(30, 99);
  s.at(45, 101);
  s.at(60, 99);
  s.at(74, 101);
  expect(s.firings).toHaveLength(1);
});

test('regression 7: of two re-arms 50 s apart the second holds, it does not arm with the first', () => {
  const s = scenario();
  s.at(0, 99);
  s.add(target(100, 'up'));
  s.at(15, 101);
  s.rearm(); // would arm at 75 s
  s.at(65, 99);
  s.rearm(); // arms at 125 s
  s.at(80, 101);
  s.at(120, 99);
  expect(s.firings).toHaveLength(1);
  s.at(126, 101);
  expect(s.firings).toHaveLength(2);
});

test('regression 7: an alarm that repeats is silent for its whole cooldown, whatever the price does', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(move(5, 'any', sinceStart));
  s.at(15, 105);
  for (let t = 16; t < 75; t += 1) s.at(t, t % 2 === 0 ? 50 : 200);
  expect(s.firings).toHaveLength(1);
});

test('regression 7: an alarm that has not fired cannot be re-armed, so that a re-arm never silences it', () => {
  const s = scenario(99);
  s.add(target(100, 'up'));
  expect(s.rearm()).toBe(false);
  s.quote(100);
  expect(s.firings).toHaveLength(1);
});

test('regression 8: stopped and started while cooling, a re-armed alarm becomes active at its time', () => {
  const s = scenario();
  s.at(0, 99);
  s.add(target(100, 'up'));
  s.at(15, 101);
  s.rearm();
  s.restart();
  expect(s.view().reason).toMatchObject({ code: 'cooling', until: start + 75_000 });
  s.at(30, 99);
  s.at(45, 101);
  s.at(75, 99);
  expect(s.firings).toHaveLength(1);
  s.at(90, 101);
  expect(s.firings.map(({ id }) => id)).toEqual(['a1#1', 'a1#2']);
});

test('regression 8: stopped and started while cooling, one that repeats goes on at its deadline', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(move(5, 'any', sinceStart));
  s.at(15, 105);
  s.restart();
  expect(s.view().state).toBe('cooling');
  s.at(74, 120);
  expect(s.firings).toHaveLength(1);
  s.at(75, 110.25);
  expect(s.told()[1]).toBe('75 up by price 110.25, level 110.25, from 105@15');
});

test('regression 8: stopped and started at rest, it stays fired and can be re-armed', () => {
  const s = scenario();
  s.at(0, 99);
  s.add(target(100, 'up'));
  s.at(15, 101);
  s.restart();
  s.at(30, 99);
  s.at(45, 101);
  expect(s.firings).toHaveLength(1);
  expect(s.view().state).toBe('fired');
  expect(s.rearm()).toBe(true);
});

test('regression 9: the base of a move is the price at creation, not the first price after it', () => {
  const s = scenario(100);
  s.add(move(5, 'up', sinceStart));
  s.quote(106);
  expect(s.firings.map(({ proof }) => proof.reference.price)).toEqual([100]);
});

test('regression 9: after a firing the base is the price that fired, not a price after it', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(move(5, 'up', sinceStart));
  s.at(15, 106);
  s.at(30, 110.3);
  s.at(75, 111.3); // 106 + 5 %
  expect(s.told()[1]).toBe('75 up by price 111.3, level 111.3, from 106@15');
});

test('regression 9: the base does not slide with the age of what is stored, nor over a restart', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(move(5, 'up', sinceStart));
  for (let h = 1; h <= 30; h += 1) s.at((h * hour) / 1_000, 100.9);
  s.samples.splice(0, 25);
  s.restart();
  s.at(30 * 3_600 + 15, 105);
  expect(s.told()).toEqual(['108015 up by price 105, level 105, from 100@0']);
});

test('regression 10: a move against the price of two hours ago is silent after 20 s', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(move(5, 'any', fromStart(120)));
  s.at(20, 150);
  expect(s.firings).toEqual([]);
  expect(s.view().reason).toEqual({ code: 'warming up', seenMs: 20_000, windowMs: 120 * minute });
});

test('regression 10: a window longer than a day is not a day', () => {
  const s = scenario();
  const threeDays: Condition = move(20, 'up', fromExtreme(3 * 24 * 60));
  s.at(0, 100);
  s.add(threeDays);
  for (let h = 1; h <= 60; h += 1) s.at((h * hour) / 1_000, 105);
  s.at(60 * 3_600 + 15, 120);
  expect(s.told()).toEqual([`${60 * 3_600 + 15} up by price 120, level 120, from 100@0`]);
});

test('regression 10: a spike and back inside a window is seen, not only its two ends', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(move(10, 'up', fromExtreme(120)), 'up');
  s.add(move(9, 'down', fromExtreme(120)), 'down');
  s.at(15, 110);
  s.at(30, 100);
  expect(s.firings.map(({ id }) => id)).toEqual(['up#1', 'down#1']);
});

test('regression 13: a price of zero is refused, so that no highest or lowest is ever zero', () => {
  const s = scenario();
  s.add(fallFromMax(10, pairAdded), 'added');
  expect(s.quote(0)).toMatchObject({ accepted: false, refusal: 'not a price' });
  s.add(fallFromMax(10, alarmArmed), 'armed');
  s.quote(100);
  s.quote(90);
  expect(s.firings.map(({ id }) => id)).toEqual(['added#1', 'armed#1']);
});

test('regression 13: an extreme fires again once it was re-armed and false in between', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(fallFromMax(10, pairAdded));
  s.at(15, 90);
  s.rearm();
  s.at(75, 89);
  s.at(90, 95);
  s.at(105, 90);
  expect(s.firings.map(({ id }) => id)).toEqual(['a1#1', 'a1#2']);
});

test('regression 13: an extreme that is removed and made again does not fire at once', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(fallFromMax(10, pairAdded));
  s.at(15, 85);
  s.engine.removeAlarm('a1');
  expect(s.engine.alarmsOf(btc.id)).toEqual([]);
  expect(s.add(fallFromMax(10, pairAdded), 'a2')).toBe(true);
  s.at(30, 84);
  expect(s.firings.map(({ id }) => id)).toEqual(['a1#1']);
});
