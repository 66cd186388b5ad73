import { describe, expect, test } from 'vitest';
import {
  channel,
  fallFromMax,
  move,
  pairAdded,
  riseFromMin,
  sinceStart,
  target,
} from './testing/scenario.ts';
import { longestWayBack, percentOf, proposeWayBack, type UsualRange, usableWayBack } from './way-back.ts';

describe('the way back that is proposed', () => {
  const usual: UsualRange = { price: 100, high24h: 102, low24h: 100, tickSize: 0.01 };
  test.each([
    ['a fifth of the 24-hour range', {}, 0.004],
    ['of a range counted from its low', { price: 60, low24h: 50, high24h: 51 }, 0.004],
    ['0.02 % at least, where the price hardly moves', { high24h: 100.01 }, 0.0002],
    ['0.02 % at least, where it did not move at all', { high24h: 100 }, 0.0002],
    ['1 % at most, where it moves wildly', { high24h: 200 }, 0.01],
    ['0.3 % where the high is not known', { high24h: null }, 0.003],
    ['0.3 % where the low is not known', { low24h: null }, 0.003],
    ['0.3 % where the range is turned round', { low24h: 103 }, 0.003],
    ['0.3 % where the low is nothing', { low24h: 0 }, 0.003],
    ['two ticks at least', { tickSize: 0.3 }, 0.006],
    ['two ticks even beyond 1 %', { tickSize: 2 }, 0.04],
    ['two ticks also where the range is not known', { high24h: null, tickSize: 0.2 }, 0.004],
    ['never more than 10 %', { tickSize: 20 }, longestWayBack],
    ['without a tick size the range alone', { tickSize: null }, 0.004],
    ['without a price the range alone', { price: null, tickSize: 0.3 }, 0.004],
  ] as const)('is %s', (_what, known, expected) => {
    expect(proposeWayBack({ ...usual, ...known })).toBeCloseTo(expected, 12);
  });
});

describe('the way back that an alarm can use', () => {
  test.each([
    ['a target uses all of it', target(100, 'up'), 0.1, 0.1],
    ['a wide channel uses all of it', channel(100, 200, 'leaves'), 0.1, 0.1],
    ['a channel at most a quarter of its width, of its high', channel(96, 100, 'leaves'), 0.1, 0.01],
    ['a channel that is entered likewise', channel(96, 100, 'enters'), 0.1, 0.01],
    ['a fall at most half of its percentage', fallFromMax(10, pairAdded), 0.1, 0.05],
    ['a fall less than that all of it', fallFromMax(10, pairAdded), 0.04, 0.04],
    ['a rise at most half of its percentage', riseFromMin(1, pairAdded), 0.1, 0.005],
    ['anchored ones need none, and nothing is cut', move(1, 'any', sinceStart), 0.1, 0.1],
    ['nothing stays nothing', channel(96, 100, 'leaves'), 0, 0],
  ])('%s', (_what, condition, wanted, expected) => {
    expect(usableWayBack(condition, wanted)).toBeCloseTo(expected, 12);
  });
});

test('it is read in percent', () => {
  expect(percentOf(0.003)).toBeCloseTo(0.3, 12);
});
