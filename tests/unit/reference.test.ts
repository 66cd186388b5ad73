import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alarm } from '../../src-core/alarm.ts';
import type { Condition, ExtremeSince, MoveOver, WantedDirection } from '../../src-core/condition.ts';
import type { Sample } from '../../src-core/sample.ts';
import { closedCandlesOf, marketMinutes, marketSeries, quotesOf } from '../reference/market-samples.ts';
import { randomInput } from '../reference/random-steps.ts';
import {
  type ReferenceFiring,
  type ReferenceInput,
  referenceFirings,
  type Step,
} from '../reference/reference.ts';

// Times are seconds after the pair was added.
const addedAt = 1_700_000_000_000;
const at = (seconds: number) => addedAt + seconds * 1_000;
const minutes = (n: number) => n * 60_000;

function quote(seconds: number, price: number): Step {
  return { kind: 'sample', sample: { t: at(seconds), price, kind: 'quote' }, now: at(seconds) };
}

/** `price` at `seconds`, with what was traded since `from`. */
function wide(seconds: number, price: number, low: number, high: number, from: number): Step {
  const range = { low, high, from: at(from) };
  return { kind: 'sample', sample: { t: at(seconds), price, range, kind: 'candle' }, now: at(seconds) };
}

function add(seconds: number, condition: Condition, cooldownMs = 60_000): Step {
  const mode = condition.kind === 'move' && condition.over.kind === 'since start' ? 'repeat' : 'once';
  const alarm: Alarm = {
    id: 'a',
    pairId: 'simulated:X',
    condition,
    mode,
    cooldownMs,
    createdAt: at(seconds),
  };
  return { kind: 'add', at: at(seconds), alarm };
}

const rearm = (seconds: number): Step => ({ kind: 'rearm', at: at(seconds), alarmId: 'a' });

const target = (price: number, direction: WantedDirection): Condition => ({
  kind: 'target',
  price,
  direction,
});

const extreme = (which: 'max' | 'min', percent: number, since: ExtremeSince): Condition => ({
  kind: 'extreme',
  extreme: which,
  percent,
  since,
});

const move = (percent: number, direction: WantedDirection, over: MoveOver): Condition => ({
  kind: 'move',
  percent,
  direction,
  over,
});

const pairAdded: ExtremeSince = { kind: 'pair added' };
const alarmArmed: ExtremeSince = { kind: 'alarm armed' };
const last = (n: number): ExtremeSince => ({ kind: 'window', ms: minutes(n) });
const fromExtreme = (n: number): MoveOver => ({ kind: 'window', ms: minutes(n), from: 'extreme' });
const fromStart = (n: number): MoveOver => ({ kind: 'window', ms: minutes(n), from: 'start' });
const sinceStart: MoveOver = { kind: 'since start' };

function run(steps: Step[], history: Sample[] = []) {
  return referenceFirings({ addedAt, history, staleMs: 60_000, steps });
}

/** A firing in short: `15 up by high 100, from 99@0`. */
function told({ t, direction, by, provingPrice, reference }: ReferenceFiring): string {
  const seconds = (ms: number) => (ms - addedAt) / 1_000;
  return `${seconds(t)} ${direction} by ${by} ${provingPrice}, from ${reference.price}@${seconds(reference.t)}`;
}

function fired(steps: Step[], history: Sample[] = []): string[] {
  return run(steps, history).firings.map(told);
}

function candle(seconds: number, price: number, low = price, high = price): Sample {
  return { t: at(seconds), price, range: { low, high, from: at(seconds - 60) }, kind: 'candle' };
}

describe('samples', () => {
  test('a price that is not finite or not positive is refused', () => {
    const steps = [quote(0, Number.NaN), quote(1, Infinity), quote(2, 0), quote(3, -1), wide(4, 5, 0, 6, 1)];
    expect(run(steps).refused).toBe(5);
  });

  test('a sample older than the last one is refused, one of the same time and another price is judged', () => {
    const steps = [quote(0, 99), add(0, target(100, 'up')), quote(20, 98), quote(10, 101), quote(20, 100)];
    expect(run(steps).refused).toBe(1);
    expect(fired(steps)).toEqual(['20 up by price 100, from 98@20']);
  });

  test('the same time and price again is refused', () => {
    expect(run([quote(0, 99), quote(15, 99), quote(15, 99)]).refused).toBe(1);
  });

  test('the same time and price again with no wider range is refused, with a wider one it is judged', () => {
    const steps = [
      quote(0, 97),
      add(0, target(100, 'up')),
      wide(15, 98, 97, 99, 0),
      wide(15, 98, 97, 99, 0),
      wide(15, 98, 97.5, 98.5, 0),
      wide(15, 98, 97, 100, 0),
    ];
    expect(run(steps).refused).toBe(2);
    expect(fired(steps)).toEqual(['15 up by high 100, from 98@15']);
  });

  test('a sample more than 60 s in the future is refused, one of exactly 60 s is not', () => {
    const sample: Sample = { t: at(100), price: 1, kind: 'quote' };
    expect(run([{ kind: 'sample', sample, now: at(40) }]).refused).toBe(0);
    expect(run([{ kind: 'sample', sample, now: at(40) - 1 }]).refused).toBe(1);
  });

  test('a quote older than stale is refused on arrival, one exactly that old is not, a candle never', () => {
    const sample: Sample = { t: at(100), price: 1, kind: 'quote' };
    expect(run([{ kind: 'sample', sample, now: at(160) }]).refused).toBe(0);
    expect(run([{ kind: 'sample', sample, now: at(160) + 1 }]).refused).toBe(1);
    expect(run([{ kind: 'sample', sample: { ...sample, kind: 'candle' }, now: at(9_999) }]).refused).toBe(0);
  });

  test('a refused sample leaves no trace', () => {
    const steps = [
      quote(0, 100),
      add(0, extreme('max', 10, pairAdded)),
      { ...quote(15, 200), now: at(-100) } as Step,
      quote(20, 99),
    ];
    expect(run(steps)).toEqual({ firings: [], refused: 1 });
  });

  test('a high of a running candle that was seen before does not count again', () => {
    // The candle began at 0 and touched 103 before 20; the alarm is armed at 30.
    const steps = [
      quote(0, 99),
      wide(20, 99, 98, 103, 0),
      quote(25, 99),
      add(25, target(102, 'up')),
      wide(40, 100, 98, 103, 0),
    ];
    expect(fired(steps)).toEqual([]);
  });

  test('a new high of a running candle counts as traded after the sample before', () => {
    const steps = [
      quote(0, 99),
      wide(20, 99, 98, 101, 0),
      add(20, target(102, 'up')),
      wide(40, 100, 98, 103, 0),
    ];
    expect(fired(steps)).toEqual(['40 up by high 103, from 99@20']);
  });

  test('a high equal to the price of a sample since from was seen before', () => {
    const steps = [
      quote(0, 99),
      quote(20, 103),
      quote(30, 99),
      add(30, target(102, 'up')),
      wide(40, 99, 98, 103, 10),
    ];
    expect(fired(steps)).toEqual([]);
  });

  test('a low equal to one seen before does not count again, a lower one does', () => {
    const steps = [quote(0, 99), wide(20, 99, 95, 100, 0), add(20, target(95, 'down'))];
    expect(fired([...steps, wide(40, 99, 95, 100, 0)])).toEqual([]);
    expect(fired([...steps, wide(40, 99, 94, 100, 0)])).toEqual(['40 down by low 94, from 99@20']);
  });

  test('the sample at from itself is not since from: its price may be passed again', () => {
    const steps = [
      quote(0, 99),
      quote(20, 103),
      quote(30, 99),
      add(30, target(102, 'up')),
      wide(40, 99, 98, 103, 20),
    ];
    expect(fired(steps)).toEqual(['40 up by high 103, from 99@30']);
  });
});

describe('touching a level', () => {
  test('one part in a billion short of it is a touch, two are not', () => {
    const armed = [quote(0, 99), add(0, target(100, 'up'))];
    expect(fired([...armed, quote(15, 100 * (1 - 5e-10))])).toHaveLength(1);
    expect(fired([...armed, quote(15, 100 * (1 - 2e-9))])).toHaveLength(0);
    const above = [quote(0, 101), add(0, target(100, 'down'))];
    expect(fired([...above, quote(15, 100 * (1 + 5e-10))])).toHaveLength(1);
    expect(fired([...above, quote(15, 100 * (1 + 2e-9))])).toHaveLength(0);
  });

  test('a price within a billionth below the target is not beyond it on the other side', () => {
    const armed = [quote(0, 101), add(0, target(100, 'up'))];
    expect(fired([...armed, quote(15, 100 * (1 - 5e-10)), quote(30, 101)])).toEqual([]);
    expect(fired([...armed, quote(15, 100 * (1 - 2e-9)), quote(30, 101)])).toHaveLength(1);
  });

  test('armed within a billionth of the target is armed exactly at it', () => {
    const steps = [quote(0, 100 * (1 + 5e-10)), add(0, target(100, 'up')), quote(15, 100 * (1 - 5e-10))];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(30, 100.01)])).toHaveLength(1);
  });
});

describe('arming', () => {
  test('without a known price the next sample arms and is not judged', () => {
    const steps = [add(0, target(100, 'up')), wide(15, 101, 99, 102, 5), quote(30, 102)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 99), quote(60, 100)])).toEqual(['60 up by price 100, from 99@45']);
  });

  test('without a known price it arms at the time of that sample, or of the command if that is later', () => {
    const earlier = [add(30, target(100, 'up')), quote(15, 99), quote(25, 101)];
    expect(fired(earlier)).toEqual([]);
    expect(fired([...earlier, quote(31, 101)])).toEqual(['31 up by price 101, from 101@25']);
    const later = [add(0, target(100, 'up')), quote(15, 99), quote(15, 101)];
    expect(fired(later)).toEqual([]);
    expect(fired([...later, quote(16, 101)])).toEqual(['16 up by price 101, from 101@15']);
  });

  test('samples at or before the arming time are never judged', () => {
    const steps = [quote(0, 99), add(20, target(100, 'up')), quote(15, 101), quote(20, 101)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(21, 101)])).toEqual(['21 up by price 101, from 101@20']);
  });

  test('a range that began before arming counts by its last price only', () => {
    const armed = [quote(0, 99), add(10, target(100, 'up'))];
    expect(fired([...armed, wide(15, 99, 98, 105, 0)])).toEqual([]);
    expect(fired([...armed, wide(15, 99, 98, 105, 10)])).toEqual(['15 up by high 105, from 99@0']);
    expect(fired([...armed, wide(15, 101, 98, 105, 0)])).toEqual(['15 up by price 101, from 99@0']);
  });

  test('a range narrowed to a sample after arming counts', () => {
    const steps = [quote(0, 99), add(10, target(100, 'up')), quote(12, 99), wide(15, 99, 98, 105, 0)];
    expect(fired(steps)).toEqual(['15 up by high 105, from 99@12']);
  });

  test('a re-arm arms 60 s later, at the last price until then', () => {
    const steps = [
      quote(0, 99),
      add(0, target(100, 'up')),
      quote(15, 100),
      rearm(20),
      quote(40, 99),
      quote(60, 101),
      // 80 is the arming time itself
      quote(80, 98),
    ];
    expect(fired(steps)).toHaveLength(1);
    expect(fired([...steps, quote(81, 100)])).toEqual([
      '15 up by price 100, from 99@0',
      '81 up by price 100, from 98@80',
    ]);
  });

  test('a second re-arm while cooling starts the 60 s again', () => {
    const steps = [
      quote(0, 99),
      add(0, target(100, 'up')),
      quote(15, 100),
      rearm(20),
      rearm(70),
      quote(75, 99),
      quote(100, 101),
      quote(129, 99),
      quote(131, 100),
    ];
    expect(fired(steps)).toEqual(['15 up by price 100, from 99@0', '131 up by price 100, from 99@129']);
  });

  test('a re-arm of an alarm that has not fired changes nothing', () => {
    const steps = [quote(0, 99), add(0, target(100, 'up')), rearm(5), quote(15, 100)];
    expect(fired(steps)).toEqual(['15 up by price 100, from 99@0']);
  });

  test('a fired alarm rests until it is re-armed', () => {
    const steps = [quote(0, 99), add(0, target(100, 'up')), quote(15, 100), quote(30, 90), quote(45, 110)];
    expect(fired(steps)).toHaveLength(1);
  });

  test('firings are counted on over a re-arm', () => {
    const steps = [quote(0, 99), add(0, target(100, 'any')), quote(15, 101), rearm(20), quote(90, 99)];
    expect(run(steps).firings.map(({ n, t, direction }) => [n, t, direction])).toEqual([
      [1, at(15), 'up'],
      [2, at(90), 'down'],
    ]);
  });
});

describe('target', () => {
  test('up fires at a touch from below, down at a touch from above', () => {
    expect(fired([quote(0, 99), add(0, target(100, 'up')), quote(15, 100)])).toHaveLength(1);
    expect(fired([quote(0, 101), add(0, target(100, 'down')), quote(15, 100)])).toHaveLength(1);
    expect(fired([quote(0, 99), add(0, target(100, 'down')), quote(15, 98)])).toHaveLength(0);
  });

  test('already true at arming does not ring until the price was beyond it on the other side', () => {
    const steps = [quote(0, 101), add(0, target(100, 'up')), quote(15, 102), quote(30, 100), quote(45, 103)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(60, 99.9), quote(75, 100)])).toEqual(['75 up by price 100, from 99.9@60']);
  });

  test('any armed below fires on the way up, armed above on the way down', () => {
    expect(fired([quote(0, 99), add(0, target(100, 'any')), quote(9, 90), quote(15, 100)])).toEqual([
      '15 up by price 100, from 90@9',
    ]);
    expect(fired([quote(0, 101), add(0, target(100, 'any')), quote(15, 100)])).toEqual([
      '15 down by price 100, from 101@0',
    ]);
  });

  test('armed exactly at it the first price beyond it fires, a touch does not', () => {
    const armed = (direction: WantedDirection) => [
      quote(0, 100),
      add(0, target(100, direction)),
      quote(15, 100),
    ];
    expect(fired(armed('up'))).toEqual([]);
    expect(fired([...armed('up'), quote(30, 101)])).toEqual(['30 up by price 101, from 100@15']);
    expect(fired([...armed('down'), quote(30, 99)])).toEqual(['30 down by price 99, from 100@15']);
    expect(fired([...armed('any'), quote(30, 101)])).toEqual(['30 up by price 101, from 100@15']);
    expect(fired([...armed('any'), quote(30, 99)])).toEqual(['30 down by price 99, from 100@15']);
  });

  test('armed exactly at it a touch is enough again once the price has been below', () => {
    const steps = [quote(0, 100), add(0, target(100, 'up')), quote(15, 99), quote(30, 100)];
    expect(fired(steps)).toEqual(['30 up by price 100, from 99@15']);
  });

  test('a wick that touches it fires by the high, with the sample before as reference', () => {
    const steps = [quote(0, 99), add(0, target(100, 'up')), wide(15, 98, 97, 100, 0)];
    expect(run(steps).firings).toEqual([
      {
        alarmId: 'a',
        n: 1,
        t: at(15),
        direction: 'up',
        level: 100,
        by: 'high',
        provingPrice: 100,
        reference: { t: at(0), price: 99 },
        lastPrice: 98,
      },
    ]);
  });

  test('a low makes it ready for the last price of the same sample, not for its high', () => {
    const armed = [quote(0, 101), add(0, target(100, 'up'))];
    expect(fired([...armed, wide(15, 99.5, 99, 105, 0)])).toEqual([]);
    expect(fired([...armed, wide(15, 100, 99, 105, 0)])).toEqual(['15 up by price 100, from 101@0']);
    expect(fired([...armed, wide(15, 99.5, 99, 105, 0), quote(30, 100)])).toHaveLength(1);
  });

  test('a high makes a down target ready for the last price of the same sample, not for its low', () => {
    const armed = [quote(0, 99), add(0, target(100, 'down'))];
    expect(fired([...armed, wide(15, 100.5, 95, 101, 0)])).toEqual([]);
    expect(fired([...armed, wide(15, 100, 95, 101, 0)])).toEqual(['15 down by price 100, from 99@0']);
  });

  test('armed exactly at it a low below makes a touch enough for the last price of the same sample', () => {
    const steps = [quote(0, 100), add(0, target(100, 'up')), wide(15, 100, 99, 100, 0)];
    expect(fired(steps)).toEqual(['15 up by price 100, from 100@0']);
  });

  test('up and down in one step: up if the price is not below the price before, else down', () => {
    const armed = [quote(0, 100), add(0, target(100, 'any'))];
    expect(fired([...armed, wide(15, 100, 98, 103, 0)])).toEqual(['15 up by high 103, from 100@0']);
    expect(fired([...armed, wide(15, 99.9, 98, 103, 0)])).toEqual(['15 down by low 98, from 100@0']);
  });
});

describe('extreme', () => {
  test('max fires at a touch of its percent below the highest since the pair was added', () => {
    const steps = [quote(0, 100), quote(15, 120), quote(30, 115), add(30, extreme('max', 10, pairAdded))];
    expect(fired([...steps, quote(45, 109)])).toEqual([]);
    expect(fired([...steps, quote(45, 108)])).toEqual(['45 down by price 108, from 120@15']);
    expect(run([...steps, quote(45, 108)]).firings[0]?.level).toBeCloseTo(108, 9);
  });

  test('min fires at a touch of its percent above the lowest', () => {
    const steps = [quote(0, 100), add(0, extreme('min', 10, pairAdded)), quote(15, 90), quote(30, 99)];
    expect(fired(steps)).toEqual(['30 up by price 99, from 90@15']);
  });

  test('of equal highs the latest is the reference', () => {
    const steps = [quote(0, 120), quote(15, 120), add(15, extreme('max', 10, pairAdded)), quote(30, 100)];
    expect(fired(steps)).toEqual(['30 down by price 100, from 120@15']);
  });

  test('of equal lows the latest is the reference', () => {
    const steps = [quote(0, 90), quote(15, 90), add(15, extreme('min', 10, pairAdded)), quote(30, 100)];
    expect(fired(steps)).toEqual(['30 up by price 100, from 90@15']);
  });

  test('already true at arming does not ring until it was false', () => {
    const steps = [quote(0, 120), quote(15, 100), add(15, extreme('max', 10, pairAdded)), quote(30, 90)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 109), quote(60, 108)])).toEqual(['60 down by price 108, from 120@0']);
  });

  test('since the alarm was armed the arming price is the first to count', () => {
    const steps = [quote(0, 120), quote(15, 100), add(15, extreme('max', 10, alarmArmed)), quote(30, 91)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 90)])).toEqual(['45 down by price 90, from 100@15']);
  });

  test('a low is tested against the highest before the sample, not against its own high', () => {
    const armed = [quote(0, 100), add(0, extreme('max', 10, alarmArmed))];
    expect(fired([...armed, wide(15, 105, 95, 110, 0)])).toEqual([]);
    expect(fired([...armed, wide(15, 105, 90, 110, 0)])).toEqual(['15 down by low 90, from 100@0']);
  });

  test('the last price is tested against the high of its own sample', () => {
    const steps = [quote(0, 100), add(0, extreme('max', 10, alarmArmed)), wide(15, 99, 98, 110, 0)];
    expect(fired(steps)).toEqual(['15 down by price 99, from 110@15']);
  });

  test('a high makes it ready for the last price of the same sample, not for its low', () => {
    const armed = [quote(0, 120), quote(15, 100), add(15, extreme('max', 10, pairAdded))];
    expect(fired([...armed, wide(30, 109, 90, 110, 15)])).toEqual([]);
    expect(fired([...armed, wide(30, 95, 90, 110, 15)])).toEqual(['30 down by price 95, from 120@0']);
  });

  test('a low makes a min ready for the last price of the same sample, not for its high', () => {
    const armed = [quote(0, 90), quote(15, 100), add(15, extreme('min', 10, pairAdded))];
    expect(fired([...armed, wide(30, 98.5, 98, 110, 15)])).toEqual([]);
    expect(fired([...armed, wide(30, 99, 98, 110, 15)])).toEqual(['30 up by price 99, from 90@0']);
  });

  test('a sample that comes after arming but is not later than it does not count since then', () => {
    const steps = [quote(0, 100), add(20, extreme('max', 10, alarmArmed)), quote(15, 120), quote(30, 100)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 90)])).toEqual(['45 down by price 90, from 100@30']);
  });

  test('a range that began before arming never counts since the alarm was armed', () => {
    const steps = [quote(0, 100), add(10, extreme('max', 10, alarmArmed)), wide(15, 100, 99, 120, 5)];
    expect(fired([...steps, quote(30, 91)])).toEqual([]);
    expect(fired([...steps, quote(30, 90)])).toEqual(['30 down by price 90, from 100@15']);
  });

  test('since the pair was added it counts from the next sample on', () => {
    const steps = [quote(0, 100), add(10, extreme('max', 10, pairAdded)), wide(15, 108, 99, 120, 5)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(30, 108)])).toEqual(['30 down by price 108, from 120@15']);
  });

  test('a sample from before the pair was added does not count since then', () => {
    const steps = [quote(-15, 120), quote(0, 100), add(0, extreme('max', 10, pairAdded)), quote(15, 95)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(30, 90)])).toEqual(['30 down by price 90, from 100@0']);
  });

  test('a range that began before the pair was added counts by its price', () => {
    const steps = [wide(15, 100, 99, 120, -5), add(15, extreme('max', 10, pairAdded)), quote(30, 95)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 90)])).toEqual(['45 down by price 90, from 100@15']);
  });

  test('after a re-arm that finds it already true it waits until it is false', () => {
    const steps = [
      quote(0, 100),
      add(0, extreme('max', 10, pairAdded)),
      quote(15, 90),
      rearm(20),
      quote(75, 89),
      quote(90, 85),
    ];
    expect(fired(steps)).toHaveLength(1);
    expect(fired([...steps, quote(105, 91), quote(120, 90)])).toHaveLength(2);
  });
});

describe('windows', () => {
  test('a high that slid out of the window no longer counts', () => {
    // One minute; at 100 the price standing is that of 30.
    const steps = [
      quote(0, 100),
      add(0, extreme('max', 10, last(1))),
      quote(15, 120),
      quote(30, 109),
      quote(100, 108),
    ];
    expect(fired(steps)).toEqual([]);
  });

  test('the price standing one window ago counts', () => {
    // At 85 the window began at 25; the last sample at or before it is that of 15.
    const steps = [
      quote(0, 100),
      add(0, extreme('max', 10, last(1))),
      quote(15, 120),
      quote(30, 109),
      quote(85, 108),
    ];
    expect(fired(steps)).toEqual(['85 down by price 108, from 120@15']);
  });

  test('a sample exactly one window ago is the price standing', () => {
    const steps = [
      quote(0, 120),
      quote(30, 100),
      add(30, move(10, 'up', fromStart(1))),
      quote(60, 105),
      quote(90, 110),
    ];
    expect(fired(steps)).toEqual(['90 up by price 110, from 100@30']);
  });

  test('a hole of three minutes is bridged for a shorter window, a longer one empties it', () => {
    const armed = [quote(0, 120), add(0, extreme('max', 10, last(1)))];
    expect(fired([...armed, quote(180, 108)])).toEqual(['180 down by price 108, from 120@0']);
    expect(fired([...armed, quote(180.001, 108)])).toEqual([]);
  });

  test('a hole of one window is bridged for a longer window, a longer one empties it', () => {
    const armed = [quote(0, 120), add(0, move(10, 'down', fromStart(5)))];
    expect(fired([...armed, quote(300, 108)])).toEqual(['300 down by price 108, from 120@0']);
    expect(fired([...armed, quote(300.001, 108)])).toEqual([]);
  });

  test('after an emptying hole the window starts anew with the first sample', () => {
    const steps = [
      quote(0, 150),
      add(0, move(10, 'down', fromExtreme(1))),
      quote(200, 120),
      quote(215, 109),
      quote(230, 108),
    ];
    expect(fired(steps)).toEqual(['230 down by price 108, from 120@200']);
  });

  test('a range that began before the window adds only its price to it', () => {
    // Two minutes; at 150 the window began at 30.
    const range = (from: number) => [
      quote(0, 100),
      add(0, extreme('max', 10, last(2))),
      quote(20, 100),
      wide(60, 101, 100, 108, from),
      quote(150, 97),
    ];
    expect(fired(range(20))).toEqual([]);
    expect(fired(range(30))).toEqual(['150 down by price 97, from 108@60']);
  });

  test('its low and high are still tested, but are no reference', () => {
    // The sample of 150 covers three minutes, the window two.
    const armed = [quote(-30, 100), add(-30, move(10, 'any', fromExtreme(2)))];
    expect(fired([...armed, wide(150, 100, 90, 105, -30)])).toEqual(['150 down by low 90, from 100@-30']);
    expect(fired([...armed, wide(150, 98.9, 98, 109.9, -30)])).toEqual([]);
    // The same within the window: the last price has fallen by 10 % from its own high.
    const near = [quote(90, 100), add(90, move(10, 'any', fromExtreme(2)))];
    expect(fired([...near, wide(150, 98.9, 98, 109.9, 90)])).toEqual([
      '150 down by price 98.9, from 109.9@150',
    ]);
  });

  test('history fills a window before arming', () => {
    const history = [candle(-120, 100), candle(-60, 118, 100, 120), candle(0, 110)];
    const steps = [quote(5, 110), add(5, extreme('max', 10, last(10))), quote(20, 108)];
    expect(fired(steps, history)).toEqual(['20 down by price 108, from 120@-60']);
  });

  test('history counts neither as an arming price nor since the pair was added', () => {
    const history = [candle(-60, 200), candle(0, 200)];
    const steps = [add(0, extreme('max', 10, pairAdded)), quote(15, 100), quote(30, 91)];
    expect(fired(steps, history)).toEqual([]);
    expect(fired([...steps, quote(45, 90)], history)).toEqual(['45 down by price 90, from 100@15']);
  });

  test('an extreme over a window already true at arming keeps its window and waits until it is false', () => {
    const steps = [quote(0, 120), quote(15, 100), add(15, extreme('max', 10, last(5))), quote(30, 90)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 109), quote(60, 108)])).toEqual(['60 down by price 108, from 120@0']);
  });

  test('it becomes false by the highest leaving the window', () => {
    const steps = [
      quote(0, 120),
      quote(15, 100),
      add(15, extreme('max', 10, last(1))),
      quote(80, 100),
      quote(95, 90),
    ];
    expect(fired(steps)).toEqual(['95 down by price 90, from 100@80']);
  });
});

describe('move within a window', () => {
  test('up is measured from the lowest, down from the highest in it', () => {
    const steps = [quote(0, 100), quote(15, 90), quote(30, 95)];
    expect(fired([...steps, add(30, move(10, 'up', fromExtreme(5))), quote(45, 99)])).toEqual([
      '45 up by price 99, from 90@15',
    ]);
    expect(fired([...steps, add(30, move(15, 'down', fromExtreme(5))), quote(45, 85)])).toEqual([
      '45 down by price 85, from 100@0',
    ]);
  });

  test('the unwanted direction is silent', () => {
    expect(fired([quote(0, 100), add(0, move(5, 'up', fromExtreme(5))), quote(15, 80)])).toEqual([]);
  });

  test('a high is tested against the lowest before the sample, the last price against its own low', () => {
    const armed = [quote(0, 100), add(0, move(10, 'up', fromExtreme(5)))];
    expect(fired([...armed, wide(15, 98, 90, 109, 0)])).toEqual([]);
    expect(fired([...armed, wide(15, 99, 90, 109, 0)])).toEqual(['15 up by price 99, from 90@15']);
    expect(fired([...armed, wide(15, 99, 90, 110, 0)])).toEqual(['15 up by high 110, from 100@0']);
  });

  test('both at once: up if the price is not below the price before, else down', () => {
    const armed = [quote(0, 100), add(0, move(5, 'any', fromExtreme(5)))];
    expect(fired([...armed, wide(15, 100, 94, 106, 0)])).toEqual(['15 up by high 106, from 100@0']);
    expect(fired([...armed, wide(15, 99, 94, 106, 0)])).toEqual(['15 down by low 94, from 100@0']);
  });

  test('from start is silent without a price one window ago', () => {
    const steps = [quote(0, 100), add(0, move(10, 'up', fromStart(1))), quote(15, 130), quote(59, 130)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(60, 130)])).toEqual(['60 up by price 130, from 100@0']);
  });

  test('from start ignores highs and lows between', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromStart(1))),
      quote(30, 90),
      quote(60, 109),
      quote(90, 98.9),
    ];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(91, 99)])).toEqual(['91 up by price 99, from 90@30']);
  });

  test('already true at arming the window restarts at the last price', () => {
    const steps = [quote(0, 100), quote(15, 112), add(20, move(10, 'up', fromExtreme(5))), quote(30, 123)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 123.2)])).toEqual(['45 up by price 123.2, from 112@15']);
  });

  test('already true only in the unwanted direction, the window does not restart', () => {
    const steps = [quote(0, 100), quote(15, 112), add(20, move(10, 'down', fromExtreme(5))), quote(30, 111)];
    expect(fired([...steps, quote(45, 100.8)])).toEqual(['45 down by price 100.8, from 112@15']);
    const low = [quote(0, 120), quote(10, 100), quote(15, 112), add(20, move(10, 'down', fromExtreme(5)))];
    expect(fired([...low, quote(30, 108)])).toEqual(['30 down by price 108, from 120@0']);
  });

  test('after a firing only its last price and what follows counts, also after a re-arm', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromExtreme(20))),
      // fires by the high of 115; the window restarts at 105, without the low of 95
      wide(15, 105, 95, 115, 0),
      rearm(20),
      quote(90, 115.4),
    ];
    expect(fired(steps)).toEqual(['15 up by high 115, from 100@0']);
    expect(fired([...steps, quote(105, 115.5)])).toEqual([
      '15 up by high 115, from 100@0',
      '105 up by price 115.5, from 105@15',
    ]);
  });

  test('what follows a firing while it rests counts after the re-arm', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromExtreme(20))),
      quote(15, 110),
      quote(30, 100),
      rearm(40),
      quote(90, 105),
      quote(120, 110),
    ];
    expect(fired(steps)).toEqual(['15 up by price 110, from 100@0', '120 up by price 110, from 100@30']);
  });

  test('already true at a re-arm restarts the window again', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromExtreme(20))),
      quote(15, 110),
      quote(30, 100),
      rearm(40),
      quote(90, 112),
      quote(120, 123),
    ];
    expect(fired(steps)).toHaveLength(1);
    expect(fired([...steps, quote(135, 123.2)])[1]).toBe('135 up by price 123.2, from 112@90');
  });

  test('from start after a firing waits one window for a price to stand', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromStart(2))),
      quote(120, 110),
      rearm(120),
      quote(200, 150),
      quote(239, 150),
    ];
    expect(fired(steps)).toEqual(['120 up by price 110, from 100@0']);
    expect(fired([...steps, quote(240, 150)])[1]).toBe('240 up by price 150, from 110@120');
  });

  test('of samples at the time of a firing only the firing one and later ones count', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromExtreme(20))),
      quote(15, 95),
      quote(15, 110),
      rearm(20),
      quote(30, 104),
      // 10 % above 95, not above 104
      quote(90, 104.6),
    ];
    expect(fired(steps)).toEqual(['15 up by price 110, from 95@15']);
  });
});

describe('move since start', () => {
  test('the base is the arming price, at the time of the sample that gave it', () => {
    const steps = [quote(0, 100), add(10, move(5, 'any', sinceStart)), quote(15, 104.9), quote(30, 95)];
    expect(fired(steps)).toEqual(['30 down by price 95, from 100@0']);
  });

  test('the last price of a firing sample is the new base, not its wick', () => {
    const steps = [
      quote(0, 100),
      add(0, move(5, 'up', sinceStart), 15_000),
      wide(15, 102, 99, 106, 0),
      quote(30, 107),
      quote(45, 107.1),
    ];
    expect(fired(steps)).toEqual(['15 up by high 106, from 100@0', '45 up by price 107.1, from 102@15']);
  });

  test('while cooling nothing is judged; the first sample at its end is judged in full', () => {
    const steps = [
      quote(0, 100),
      add(0, move(5, 'any', sinceStart)),
      quote(15, 105),
      quote(30, 90),
      quote(74.999, 120),
      wide(75, 105, 104, 111, 60),
    ];
    expect(fired(steps)).toEqual(['15 up by price 105, from 100@0']);
    const wick = [...steps.slice(0, 5), wide(75, 119, 118, 121, 60)];
    expect(fired(wick)).toEqual(['15 up by price 105, from 100@0', '75 up by high 121, from 105@15']);
  });

  test('it is a base, not a window: it never slides', () => {
    const day = 24 * 3600;
    const steps = [
      quote(0, 100),
      add(0, move(5, 'up', sinceStart)),
      quote(day, 104),
      quote(2 * day, 104.9),
      quote(3 * day, 105),
    ];
    expect(fired(steps)).toEqual([`${3 * day} up by price 105, from 100@0`]);
  });

  test('both at once: up if the price is not below the price before, else down', () => {
    const armed = [quote(0, 100), add(0, move(5, 'any', sinceStart)), quote(15, 102)];
    expect(fired([...armed, wide(30, 102, 90, 110, 15)])).toEqual(['30 up by high 110, from 100@0']);
    expect(fired([...armed, wide(30, 101, 90, 110, 15)])).toEqual(['30 down by low 90, from 100@0']);
  });
});

describe('random inputs', () => {
  test('the same seed gives the same inputs, and they reach every kind of condition, step and refusal', () => {
    const inputs: ReferenceInput[] = fc.sample(randomInput(), { seed: 7, numRuns: 150 });
    expect(fc.sample(randomInput(), { seed: 7, numRuns: 2 })).toEqual(inputs.slice(0, 2));
    const reached = new Map<string, number>();
    const count = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1);
    for (const input of inputs) {
      const { firings, refused } = referenceFirings(input);
      if (refused > 0) count('refused');
      const alarms = new Map(
        input.steps.filter((step) => step.kind === 'add').map(({ alarm }) => [alarm.id, alarm] as const),
      );
      for (const { alarmId, by, n } of firings) {
        const condition = alarms.get(alarmId)?.condition;
        if (condition === undefined) throw new Error(`no alarm ${alarmId}`);
        count(condition.kind);
        count(by);
        if (condition.kind === 'extreme') count(`extreme ${condition.since.kind}`);
        if (condition.kind !== 'move') continue;
        const { over } = condition;
        count(over.kind === 'window' ? `move from ${over.from}` : 'move since start');
        if (n > 1) count(over.kind === 'window' ? 'window again' : 'since start again');
      }
    }
    const wanted =
      'refused,target,extreme,move,price,low,high,window again,since start again,extreme pair added,'
        .concat('extreme alarm armed,extreme window,move from extreme,move from start,move since start')
        .split(',');
    const few = wanted.filter((what) => (reached.get(what) ?? 0) < 20);
    expect(few).toEqual([]);
  });
});

describe('recorded minutes', () => {
  const name = 'binance-perp-BTCUSDT-1m-2020-03-12_crash-window';

  test.skipIf(marketSeries() === null)('a crash is judged as quotes and as closed candles', () => {
    const recorded = marketMinutes(name) ?? [];
    expect(recorded).toHaveLength(82);
    const firingsOf = (samples: Iterable<Sample>) => {
      const [first, ...rest] = [...samples];
      if (first === undefined) throw new Error('no samples');
      const step = (sample: Sample): Step => ({ kind: 'sample', sample, now: sample.t });
      const alarm = add(0, move(20, 'down', fromExtreme(30)));
      const command: Step = alarm.kind === 'add' ? { ...alarm, at: first.t } : alarm;
      const steps = [step(first), command, ...rest.map(step)];
      return referenceFirings({ addedAt: first.t, staleMs: 60_000, steps }).firings;
    };
    const quotes = firingsOf(quotesOf(recorded));
    const candles = firingsOf(closedCandlesOf(recorded));
    expect(quotes.map(({ direction, by }) => `${direction} by ${by}`)).toEqual(['down by price']);
    expect(candles.map(({ direction, by }) => `${direction} by ${by}`)).toEqual(['down by low']);
    // The candle closes at the end of the minute in whose second quarter its low is a quote.
    expect((candles[0]?.t ?? 0) - (quotes[0]?.t ?? 0)).toBe(30_000);
    expect(candles[0]?.provingPrice).toBe(quotes[0]?.provingPrice);
  });

  test('a series that is not there is null', () => {
    expect(marketMinutes('no such series')).toBeNull();
  });
});
