import { describe, expect, test } from 'vitest';
import type { Sample } from '../sample.ts';
import {
  btc,
  fallFromMax,
  fromExtreme,
  lastMinutes,
  minute,
  move,
  pairAdded,
  type Scenario,
  scenarioHolding,
  second,
  start,
  target,
} from '../testing/scenario.ts';
import { confirms, mustConfirm, usualConfirmPercent, withoutFarRange } from './confirm.ts';

const quote = (price: number, low?: number, high?: number): Sample => ({
  t: start,
  price,
  kind: 'quote',
  ...(low !== undefined && high !== undefined && { range: { low, high, from: start - second } }),
});

test('ten percent is usual', () => {
  expect(usualConfirmPercent).toBe(10);
});

test.each([
  ['within ten percent', 109.9, false],
  ['exactly ten percent up', 110, false],
  ['just beyond it', 110.01, true],
  ['exactly ten percent down', 90, false],
  ['just beyond it, down', 89.99, true],
  ['far up', 1_000, true],
  ['far down', 1, true],
] as const)('a quote %s of the last accepted price is held: %d', (_what, price, expected) => {
  expect(mustConfirm(quote(price), 100, 10)).toBe(expected);
  expect(mustConfirm({ ...quote(price), kind: 'candle' }, 100, 10)).toBe(false);
  expect(mustConfirm(quote(price), null, 10)).toBe(false);
});

test('the user may set another limit', () => {
  expect(mustConfirm(quote(149), 100, 50)).toBe(false);
  expect(mustConfirm(quote(151), 100, 50)).toBe(true);
});

test.each([
  ['exactly half of the jump', 120, 110, true],
  ['just less than half', 120, 109.99, false],
  ['as far', 120, 120, true],
  ['farther', 120, 500, true],
  ['back where it was', 120, 100, false],
  ['on the other side', 120, 80, false],
  ['down, exactly half', 80, 90, true],
  ['down, just less than half', 80, 90.01, false],
  ['down, farther', 80, 10, true],
  ['down, on the other side', 80, 120, false],
])('of 100, then a price far off, then one more: %s confirms it or not', (_what, held, next, expected) => {
  expect(confirms(held, next, 100)).toBe(expected);
});

describe('the range of a running candle', () => {
  test.each([
    ['near the last price counts', quote(100, 91, 109), 91, 109],
    ['exactly ten percent off counts', quote(100, 90, 110), 90, 110],
    ['a low farther off does not', quote(100, 89.9, 105), 100, 105],
    ['a high farther off does not', quote(100, 95, 110.1), 95, 100],
    ['both farther off do not', quote(100, 50, 200), 100, 100],
    ['far from the last price but near its own counts', quote(108, 99, 118), 99, 118],
    ['far from its own price but near the last one counts', quote(109.5, 98, 109.5), 98, 109.5],
    ['far from both does not, whichever side it is on', quote(109.5, 89, 109.5), 109.5, 109.5],
  ] as const)('%s', (_what, offered, low, high) => {
    const { sample, unconfirmed } = withoutFarRange(offered, 100, 10);
    expect(sample.range).toEqual({ low, high, from: start - second });
    expect(unconfirmed).toBe(low !== offered.range?.low || high !== offered.range?.high);
  });

  test('what is not clipped is handed on as it is', () => {
    for (const [sample, last] of [
      [quote(100), 100],
      [quote(100, 91, 109), 100],
      [quote(100, 50, 200), null],
      [{ ...quote(100, 50, 200), kind: 'candle' }, 100],
    ] as const) {
      expect(withoutFarRange(sample, last, 10)).toEqual({ sample, unconfirmed: false });
      expect(withoutFarRange(sample, last, 10).sample).toBe(sample);
    }
  });
});

/** Accepted: 100 at the start; a target of 115, up. */
function begun(): Scenario {
  const s = scenarioHolding(10);
  s.at(0, 100);
  s.add(target(115, 'up'));
  return s;
}

describe('a quote far off', () => {
  test('is held: not judged, not shown as the price, and the pair must be stored', () => {
    const s = begun();
    expect(s.at(15, 120)).toEqual({ accepted: false, refusal: 'confirming', memoryChanged: true });
    expect(s.told()).toEqual([]);
    expect(s.engine.lastT(btc.id)).toBe(start);
    expect(s.engine.pairMemory(btc.id)).toMatchObject({
      last: { price: 100 },
      highest: { price: 100 },
      held: { t: start + 15 * second, price: 120 },
    });
    expect(s.view()).toMatchObject({ state: 'armed', reason: { code: 'confirming', price: 120 } });
  });

  test('that the next one confirms is judged, and then the next one, each at its own time', () => {
    const s = begun();
    s.add(target(119, 'up'), 'a2');
    s.at(15, 118);
    expect(s.at(30, 121)).toMatchObject({
      accepted: true,
      samples: [{ price: 118 }, { price: 121 }],
      sample: { price: 121 },
      memoryChanged: true,
    });
    expect(s.told()).toEqual([
      '15 up by price 118, level 115, from 100@0',
      '30 up by price 121, level 119, from 118@15',
    ]);
    expect(s.engine.pairMemory(btc.id)?.held).toBeNull();
  });

  test('that the next one does not confirm never was', () => {
    const s = begun();
    s.add(fallFromMax(5, pairAdded), 'max');
    s.add(move(5, 'any', fromExtreme(10)), 'move');
    s.at(15, 120);
    expect(s.at(30, 100.5)).toMatchObject({
      accepted: true,
      samples: [{ price: 100.5 }],
      memoryChanged: true,
    });
    s.at(45, 100);
    expect(s.told()).toEqual([]);
    expect(s.engine.pairMemory(btc.id)).toMatchObject({ highest: { price: 100.5 }, held: null });
  });

  test('exactly half of the jump confirms it, less does not', () => {
    const half = begun();
    half.at(15, 120);
    half.at(30, 110);
    expect(half.firings).toHaveLength(1);
    const less = begun();
    less.at(15, 120);
    less.at(30, 109.99);
    expect(less.firings).toHaveLength(0);
  });

  test('the one that decides is accepted, however far off itself', () => {
    const s = begun();
    s.at(15, 120);
    expect(s.at(30, 50)).toMatchObject({ accepted: true, samples: [{ price: 50 }] });
    const other = begun();
    other.at(15, 120);
    expect(other.at(30, 900)).toMatchObject({ accepted: true, samples: [{ price: 120 }, { price: 900 }] });
  });

  test('one is held at a time: after a decision the next one far off is held again', () => {
    const s = begun();
    s.at(15, 120);
    s.at(30, 101);
    expect(s.at(45, 120)).toMatchObject({ refusal: 'confirming' });
    s.at(60, 119);
    expect(s.at(75, 140)).toMatchObject({ refusal: 'confirming' });
    expect(s.told()).toEqual(['45 up by price 120, level 115, from 101@30']);
  });

  test('is judged with its own range once it is confirmed', () => {
    const s = begun();
    s.add(target(124, 'up'), 'a2');
    s.at(15, 120, [100, 125]);
    s.at(30, 119);
    expect(s.told()).toEqual([
      '15 up by high 125, level 115, from 100@0',
      '15 up by high 125, level 124, from 100@0',
    ]);
  });

  test('fills windows once it is confirmed', () => {
    const s = scenarioHolding(10);
    s.at(0, 100);
    s.add(fallFromMax(10, lastMinutes(10)));
    s.at(15, 130);
    s.at(30, 117);
    expect(s.told()).toEqual(['30 down by price 117, level 117, from 130@15']);
  });

  test('of which nothing is accepted yet is not far off anything', () => {
    const s = scenarioHolding(10);
    expect(s.at(0, 1_000_000)).toMatchObject({ accepted: true });
  });

  test('outlives a restart, and is decided after it', () => {
    const s = begun();
    s.at(15, 120);
    s.restart();
    expect(s.view().reason).toEqual({ code: 'confirming', price: 120 });
    s.at(30, 119);
    expect(s.told()).toEqual(['15 up by price 120, level 115, from 100@0']);
    const rejected = begun();
    rejected.at(15, 120);
    rejected.restart();
    rejected.at(30, 101);
    expect(rejected.told()).toEqual([]);
  });

  test('is not judged by an alarm that was made after it', () => {
    const s = begun();
    s.at(15, 120);
    s.add(target(118, 'any'), 'later');
    s.at(30, 121);
    expect(s.told()).toEqual([
      '15 up by price 120, level 115, from 100@0',
      '30 up by price 121, level 118, from 120@15',
    ]);
    expect(s.engine.tracker('later')?.arming).toEqual({ t: start, price: 100 });
  });

  test('the limit is the user’s', () => {
    const s = begun();
    s.engine.setConfirmPercent(25);
    expect(s.at(15, 125)).toMatchObject({ accepted: true });
    expect(s.at(30, 160)).toMatchObject({ refusal: 'confirming' });
  });
});

describe('what does not decide', () => {
  test.each([
    ['the same answer once more', { t: start + 15 * second, price: 120 }, 'seen already'],
    ['one from before it', { t: start + 14 * second, price: 100 }, 'older than the last'],
    ['one that is no price', { t: start + 30 * second, price: 0 }, 'not a price'],
    ['one from the future', { t: start + 10 * minute, price: 119 }, 'from the future'],
  ] as const)('%s', (_what, { t, price }, refusal) => {
    const s = begun();
    s.at(15, 120);
    const now = start + 30 * second;
    const taken = s.engine.takeSample(btc.id, { t, price, kind: 'quote' }, now);
    expect(taken).toEqual({ accepted: false, refusal, memoryChanged: false });
    expect(s.engine.pairMemory(btc.id)?.held).toMatchObject({ price: 120 });
    s.at(45, 119);
    expect(s.told()).toEqual(['15 up by price 120, level 115, from 100@0']);
  });

  test('a stale one', () => {
    const s = begun();
    s.at(15, 120);
    s.wait(5 * minute);
    expect(s.at(30, 119)).toMatchObject({ accepted: false, refusal: 'too old' });
    expect(s.engine.pairMemory(btc.id)?.held).toMatchObject({ price: 120 });
  });

  test('the same answer with a range that it has shown already', () => {
    const s = begun();
    s.at(15, 120, [100, 125]);
    expect(s.at(15, 120, [101, 124, 5])).toMatchObject({ refusal: 'seen already' });
  });
});

describe('a closed candle', () => {
  const candle = (seconds: number, price: number): Sample => ({
    t: start + seconds * second,
    price,
    range: { low: Math.min(price, 99), high: Math.max(price, 101), from: start + (seconds - 60) * second },
    kind: 'candle',
  });

  test('is never held', () => {
    const s = begun();
    expect(s.take(candle(60, 130))).toMatchObject({ accepted: true });
    expect(s.firings).toHaveLength(1);
  });

  test('decides: for a held one', () => {
    const s = begun();
    s.at(15, 120);
    expect(s.take(candle(60, 118))).toMatchObject({ samples: [{ price: 120 }, { price: 118 }] });
    expect(s.firings).toHaveLength(1);
  });

  test('decides: against it', () => {
    const s = begun();
    s.at(15, 120);
    expect(s.take(candle(60, 100))).toMatchObject({ samples: [{ price: 100 }] });
    expect(s.firings).toHaveLength(0);
  });

  test('brings the wick that did not count while it ran', () => {
    const s = begun();
    expect(s.at(15, 100, [99, 130])).toMatchObject({ accepted: true, unconfirmed: true });
    expect(s.told()).toEqual([]);
    s.take({ ...candle(60, 100), range: { low: 99, high: 130, from: start } });
    expect(s.told()).toEqual(['60 up by high 130, level 115, from 100@15']);
  });
});

describe('the range of a quote far off', () => {
  test('does not count, and the closed candle is wanted', () => {
    const s = begun();
    s.add(fallFromMax(10, pairAdded), 'max');
    expect(s.at(15, 101, [85, 130])).toMatchObject({
      accepted: true,
      unconfirmed: true,
      sample: { range: { low: 101, high: 101, from: start } },
    });
    expect(s.told()).toEqual([]);
    expect(s.engine.pairMemory(btc.id)).toMatchObject({ highest: { price: 101 }, lowest: { price: 100 } });
  });

  test('near, nothing is wanted', () => {
    expect(begun().at(15, 101, [95, 105])).toMatchObject({ accepted: true, unconfirmed: false });
  });

  test('is clipped as it was offered, before what was seen is taken off', () => {
    const s = begun();
    s.at(15, 101, [99, 105]);
    expect(s.at(30, 102, [98, 130, 0])).toMatchObject({
      unconfirmed: true,
      sample: { range: { low: 98, high: 102, from: start + 15 * second } },
    });
  });

  test('of a held one is clipped too, and the closed candle is wanted once it is confirmed', () => {
    const s = begun();
    s.at(15, 112, [100, 150]);
    expect(s.at(30, 113)).toMatchObject({
      unconfirmed: true,
      samples: [{ price: 112, range: { low: 100, high: 112 } }, { price: 113 }],
    });
    expect(s.told()).toEqual([]);
  });

  test('of the one that confirms is measured from the one it confirmed', () => {
    const s = begun();
    s.at(15, 140);
    // Beyond ten percent of 140, the last price by then, and of its own 139.
    expect(s.at(30, 139, [104, 145])).toMatchObject({
      unconfirmed: true,
      samples: [{ price: 140 }, { price: 139, range: { low: 139, high: 145 } }],
    });
  });

  test('of the one that rejects is measured from the last accepted price', () => {
    const s = begun();
    s.at(15, 140);
    expect(s.at(30, 101, [95, 130])).toMatchObject({
      unconfirmed: true,
      samples: [{ price: 101, range: { low: 95, high: 101 } }],
    });
  });

  test.each([
    ['of nothing', 0, 105],
    ['below nothing', -50, 105],
    ['without end', 95, Number.POSITIVE_INFINITY],
    ['turned round', 200, 50],
  ])('that makes no sense is refused all the same: %s', (_what, low, high) => {
    expect(begun().at(15, 100, [low, high])).toMatchObject({ accepted: false, refusal: 'bad range' });
  });
});
