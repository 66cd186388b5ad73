import { expect, test } from 'vitest';
import {
  add,
  addedAt,
  alarm,
  another,
  at,
  candle,
  edit,
  enters,
  extreme,
  fromStart,
  inputOf,
  last,
  move,
  pairAdded,
  pause,
  quote,
  run,
  served,
  sinceStart,
  stepOf,
  target,
  wide,
} from './notation.ts';
import { tellDifference, tellInput, tellOutcome } from './tell.ts';

test('an input is told line by line, in seconds after the pair was added', () => {
  const late = {
    kind: 'sample' as const,
    sample: { t: at(20), price: 9, kind: 'quote' as const },
    now: at(21),
  };
  const steps = [
    quote(15, 100),
    add(15, target(100, 'up'), { expires: 30, paused: true }),
    edit(16, enters(90, 110), { mode: 'repeat', wayBack: 0.01 }),
    add(17, extreme('max', 5, last(1))),
    add(17, extreme('min', 5, pairAdded)),
    add(17, move(5, 'any', fromStart(2))),
    add(17, move(5, 'any', sinceStart)),
    add(17, stepOf(5, 'quote')),
    late,
    wide(30, 100, 99, 101, 15),
    served(45, 100, null),
    pause(45),
    another(50),
    { kind: 'restart' as const },
  ];
  expect(tellInput(inputOf(steps, [candle(0, 99)], 10))).toEqual([
    'stale after 60 s, held beyond 10 %',
    'history  0 s  candle 99, 99 to 99 since -60 s',
    '15 s  quote 100',
    '15 s  add a: target 100 up; once, cooldown 60 s, way back 0, expires at 30 s, paused',
    '16 s  edit a: enters channel 90 to 110; repeat, cooldown 60 s, way back 0.01',
    '17 s  add a: 5 % from max since window 60 s; once, cooldown 60 s, way back 0',
    '17 s  add a: 5 % from min since pair added; once, cooldown 60 s, way back 0',
    '17 s  add a: move 5 % any, 120 s from start; once, cooldown 60 s, way back 0',
    '17 s  add a: move 5 % any, since start; repeat, cooldown 60 s, way back 0',
    '17 s  add a: step 5 quote; once, cooldown 60 s, way back 0',
    '20 s  quote 9, arrives at 21 s',
    '30 s  candle 100, 99 to 101 since 15 s',
    '45 s  quote 100, from coingecko at basis unknown',
    '45 s  pause a',
    '50 s  decide: another coin',
    'restart',
  ]);
});

test('firings are told with what tells them apart, prices to twelve digits', () => {
  const steps = [
    quote(0, 100),
    add(0, stepOf(5, 'percent'), { mode: 'repeat' }),
    quote(15, 100),
    quote(30, 111),
  ];
  expect(tellOutcome(run(steps), addedAt)).toEqual([
    'a#1 at 30 s: up over 105 by price 111, from 100 at 0 s, last 111, missed 0, cools for 60 s',
    '0 refused, 0 held',
  ]);
  const once = [
    quote(0, 99),
    { kind: 'add' as const, at: at(0), alarm: alarm(0, target(100, 'up')) },
    quote(15, 100),
  ];
  expect(tellOutcome(run(once), addedAt)[0]).toMatch(/missed 0, rests$/);
});

test('a difference marks what only one of two tells', () => {
  expect(tellDifference(['a', 'b', 'c'], ['a', 'x'])).toEqual(['  a', '- b', '+ x', '- c']);
});
