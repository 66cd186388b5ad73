import { describe, expect, test } from 'vitest';
import type { Alarm } from './alarm.ts';
import type { Condition } from './condition.ts';
import type { Sample } from './sample.ts';
import {
  alarmArmed,
  btc,
  channel,
  fallFromMax,
  fromExtreme,
  fromStart,
  lastMinutes,
  minute,
  move,
  type RangeNote,
  riseFromMin,
  type Scenario,
  scenario,
  scenarioHolding,
  second,
  sinceStart,
  start,
  step,
  target,
} from './testing/scenario.ts';

const unknown = { source: 'coingecko', basis: null } as const;

/** A quote of a fallback whose basis is not known, `seconds` after the start. */
function fallback(s: Scenario, seconds: number, price: number, range?: RangeNote) {
  const t = start + seconds * second;
  const [low = price, high = price, from = 0] = range ?? [];
  return s.take({
    t,
    price,
    kind: 'quote',
    via: unknown,
    ...(range && { range: { low, high, from: start + from * second } }),
  });
}

/** Armed at `armedAt`, then a fallback of unknown basis at 15 s. */
function served(condition: Condition, armedAt: number, price: number, more: Partial<Alarm> = {}): Scenario {
  const s = scenario();
  s.at(0, armedAt);
  s.addAlarm(condition, more);
  fallback(s, 15, price);
  return s;
}

describe('the first sample of an unknown basis fires a ready side that it passes by one percent', () => {
  test.each([
    ['a target upwards', target(100, 'up'), 99, 101, 'up 100'],
    ['just less than that', target(100, 'up'), 99, 100.99, null],
    ['a target downwards', target(100, 'down'), 101, 99, 'down 100'],
    ['just less than that, downwards', target(100, 'down'), 101, 99.01, null],
    ['any, from below', target(100, 'any'), 99, 101, 'up 100'],
    ['any, from above', target(100, 'any'), 101, 99, 'down 100'],
    ['any, armed at it', target(100, 'any'), 100, 101, 'up 100'],
    ['any, armed at it, less far', target(100, 'any'), 100, 100.5, null],
    ['a target that is not ready', target(100, 'up'), 105, 110, null],
    ['a channel left upwards', channel(100, 200, 'leaves'), 150, 202, 'up 200'],
    ['a channel left upwards, less far', channel(100, 200, 'leaves'), 150, 201.9, null],
    ['a channel left downwards', channel(100, 200, 'leaves'), 150, 99, 'down 100'],
    ['a channel left downwards, less far', channel(100, 200, 'leaves'), 150, 99.1, null],
    ['a channel that was left already', channel(100, 200, 'leaves'), 210, 99, null],
    ['a channel entered from above', channel(100, 200, 'enters'), 210, 198, 'down 200'],
    ['a channel entered from above, less far', channel(100, 200, 'enters'), 210, 198.1, null],
    ['a channel entered from below', channel(100, 200, 'enters'), 90, 101, 'up 100'],
    ['a channel entered from below, less far', channel(100, 200, 'enters'), 90, 100.9, null],
    ['a channel leapt over', channel(100, 200, 'enters'), 210, 50, 'down 200'],
    ['no extreme, however far', fallFromMax(10, alarmArmed), 100, 50, null],
    ['no extreme over a window', riseFromMin(10, lastMinutes(10)), 100, 150, null],
    ['no move', move(10, 'any', fromExtreme(10)), 100, 200, null],
    ['no move since start', move(10, 'any', sinceStart), 100, 200, null],
    ['no step', step(10), 100, 200, null],
  ] as [string, Condition, number, number, string | null][])(
    '%s',
    (_what, condition, armedAt, price, expected) => {
      const s = served(condition, armedAt, price);
      expect(s.firings.map(({ proof }) => `${proof.direction} ${proof.level}`)).toEqual(
        expected === null ? [] : [expected],
      );
    },
  );

  test('by its price alone: its range may be of another measure', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    fallback(s, 15, 99, [95, 105]);
    expect(s.told()).toEqual([]);
    const passed = scenario();
    passed.at(0, 99);
    passed.add(target(100, 'up'));
    fallback(passed, 15, 101.5, [95, 105]);
    expect(passed.told()).toEqual(['15 up by price 101.5, level 100, from 99@0']);
  });

  test('and the proof names the fallback', () => {
    expect(served(target(100, 'up'), 99, 102).firings[0]?.proof).toMatchObject({
      via: unknown,
      source: 'binance',
      range: null,
    });
  });

  test('what fires goes on as after any firing: once rests, repeat cools and waits for its way back', () => {
    expect(served(target(100, 'up'), 99, 102).view().state).toBe('fired');
    const s = served(target(100, 'up'), 99, 102, { mode: 'repeat', cooldownMs: minute, wayBack: 0.05 });
    expect(s.view()).toMatchObject({ state: 'cooling', reason: { until: start + 75 * second } });
    fallback(s, 90, 99);
    fallback(s, 105, 101);
    expect(s.firings).toHaveLength(1);
    fallback(s, 120, 95);
    fallback(s, 135, 100);
    expect(s.firings).toHaveLength(2);
  });
});

describe('every other alarm is armed afresh with it', () => {
  test('at its time and with its price, and must be stored', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    expect(fallback(s, 15, 100.5)).toMatchObject({ changed: ['a1'], memoryChanged: true });
    expect(s.engine.tracker('a1')).toMatchObject({
      armAt: start + 15 * second,
      arming: { t: start + 15 * second, price: 100.5 },
      memory: { up: 'no', fired: false },
    });
    fallback(s, 30, 101.5);
    expect(s.told()).toEqual([]);
    fallback(s, 45, 99.9);
    fallback(s, 60, 100);
    expect(s.told()).toHaveLength(1);
  });

  test('a target becomes ready for the other side too', () => {
    const s = served(target(100, 'any'), 99, 100.5);
    fallback(s, 30, 100);
    expect(s.told()).toEqual(['30 down by price 100, level 100, from 100.5@15']);
  });

  test('a way back of an earlier firing is forgotten', () => {
    const s = scenario();
    s.at(0, 99);
    s.addAlarm(target(100, 'up'), { mode: 'repeat', cooldownMs: second, wayBack: 0.05 });
    s.at(15, 100);
    fallback(s, 30, 99.5);
    fallback(s, 45, 100);
    expect(s.firings).toHaveLength(2);
  });

  test('a base, a grid, a highest since arming begin at it', () => {
    const s = scenario();
    s.at(0, 100);
    s.addAlarm(move(10, 'any', sinceStart), { id: 'move' });
    s.addAlarm(step(10, 'percent'), { id: 'step' });
    s.addAlarm(fallFromMax(10, alarmArmed), { id: 'fall' });
    fallback(s, 15, 200);
    fallback(s, 30, 219);
    expect(s.told()).toEqual([]);
    fallback(s, 45, 220);
    fallback(s, 60, 198);
    expect(s.firings.map(({ alarmId, proof }) => [alarmId, proof.reference.price])).toEqual([
      ['move', 200],
      ['step', 200],
      ['fall', 220],
    ]);
  });

  test.each([
    ['a move from the extreme', move(10, 'up', fromExtreme(60)), 104.5],
    ['an extreme', riseFromMin(10, lastMinutes(60)), 104.5],
  ])('windows restart there: %s', (_what, condition, level) => {
    const s = scenario();
    s.at(0, 80);
    s.at(15, 87);
    s.add(condition);
    fallback(s, 30, 95);
    fallback(s, 45, 104);
    expect(s.told()).toEqual([]);
    fallback(s, 60, level);
    expect(s.told()).toEqual([`60 up by price ${level}, level 104.5, from 95@30`]);
    expect(s.firings[0]?.proof.windowSeenFrom).toBe(start + 30 * second);
  });

  test('a move from the start waits a window', () => {
    const s = scenario();
    for (let t = 0; t <= 120; t += 15) s.at(t, 100);
    s.add(move(10, 'up', fromStart(2)));
    fallback(s, 135, 120);
    fallback(s, 254, 140);
    expect(s.told()).toEqual([]);
    fallback(s, 255, 132);
    expect(s.told()).toEqual(['255 up by price 132, level 132, from 120@135']);
  });

  test('windows restart for good: a restart of the app and more history bring nothing back', () => {
    for (const condition of [move(10, 'up', fromExtreme(60)), riseFromMin(10, lastMinutes(60))]) {
      const s = scenario();
      s.at(0, 80);
      s.at(15, 87);
      s.add(condition);
      fallback(s, 30, 95);
      s.restart();
      s.engine.refill(btc.id, s.samples);
      fallback(s, 45, 104);
      expect(s.told()).toEqual([]);
      fallback(s, 60, 104.5);
      expect(s.told()).toEqual(['60 up by price 104.5, level 104.5, from 95@30']);
    }
  });
});

test('a second sample of the same time is in the window that restarts there, whenever that is made', () => {
  for (const how of ['at once', 'after a restart', 'later'] as const) {
    const s = scenario();
    s.at(0, 95);
    if (how !== 'later') s.add(fallFromMax(10, lastMinutes(60)));
    fallback(s, 15, 95);
    fallback(s, 15, 95, [94, 104, 0]);
    fallback(s, 15, 100, [94, 110, 0]);
    if (how === 'later') s.add(fallFromMax(10, lastMinutes(60)));
    if (how === 'after a restart') s.restart();
    fallback(s, 30, 99.1);
    fallback(s, 45, 99);
    expect(s.told()).toEqual(['45 down by price 99, level 99, from 110@15']);
  }
});

describe('a window that is made later', () => {
  const conditions: [string, Condition][] = [
    ['a move from the extreme', move(10, 'up', fromExtreme(60))],
    ['an extreme', riseFromMin(10, lastMinutes(60))],
  ];

  test.each(conditions)('begins at that sample too: %s', (_what, condition) => {
    for (const make of ['added', 'edited', 'previewed', 'after a restart'] as const) {
      const s = scenario();
      s.at(0, 80);
      s.add(target(1, 'down'), 'a1');
      fallback(s, 15, 95);
      fallback(s, 30, 96);
      if (make === 'after a restart') s.restart();
      const alarm = { ...first(s), condition };
      if (make === 'previewed') {
        expect(s.engine.preview(alarm, s.samples, s.now()).view.upLevel).toBeCloseTo(104.5);
        continue;
      }
      if (make === 'edited') s.change({ condition });
      else s.add(condition, 'a2');
      fallback(s, 45, 104);
      expect(s.told()).toEqual([]);
      s.restart();
      fallback(s, 60, 104.5);
      expect(s.told()).toEqual(['60 up by price 104.5, level 104.5, from 95@15']);
    }
  });

  test('of a move from the start waits a window', () => {
    const s = scenario();
    for (let t = 0; t <= 120; t += 15) s.at(t, 100);
    fallback(s, 135, 120);
    s.add(move(10, 'up', fromStart(2)));
    fallback(s, 254, 140);
    expect(s.told()).toEqual([]);
    fallback(s, 255, 132);
    expect(s.told()).toHaveLength(1);
  });

  test('begins anew with each such sample, and not at all where another coin was', () => {
    const s = scenario();
    s.at(0, 80);
    fallback(s, 15, 95);
    s.at(30, 90);
    fallback(s, 45, 92);
    expect(s.engine.pairMemory(btc.id)?.windowsFrom).toEqual({ t: start + 45 * second, price: 92, nth: 1 });
    fallback(s, 60, 93);
    expect(s.engine.pairMemory(btc.id)?.windowsFrom).toMatchObject({ price: 92 });
  });
});

describe('an alarm that is not judged', () => {
  test('rests on where it has fired, and its window restarts all the same', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(60)));
    s.at(15, 110);
    s.at(30, 90);
    fallback(s, 45, 95);
    expect(s.view().state).toBe('fired');
    s.rearm();
    fallback(s, 110, 100);
    expect(s.firings).toHaveLength(1);
    fallback(s, 125, 104.5); // 95 + 10 %, not 90 + 10 %
    expect(s.told()[1]).toBe('125 up by price 104.5, level 104.5, from 95@45');
  });

  test('a target that rests does not fire', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'any'));
    s.at(15, 101);
    fallback(s, 30, 50);
    expect(s.firings).toHaveLength(1);
    expect(s.engine.tracker('a1')).toMatchObject({ resting: true, firedCount: 1 });
  });

  test.each([
    ['paused', { paused: true }],
    ['expired', { expiresAt: start + 15 * second }],
  ])('does not fire while it is %s, and stays so', (state, more) => {
    const s = served(target(100, 'up'), 99, 105, more);
    expect(s.told()).toEqual([]);
    expect(s.view().state).toBe(state);
    fallback(s, 30, 99);
    fallback(s, 45, 105);
    expect(s.told()).toEqual([]);
  });

  test('does not fire while it cools; it is armed afresh, and cools on', () => {
    const s = scenario();
    s.at(0, 99);
    s.addAlarm(target(100, 'up'), { mode: 'repeat', cooldownMs: 10 * minute, wayBack: 0.01 });
    s.at(15, 100);
    s.at(30, 98);
    s.at(45, 100);
    s.at(60, 98); // ready again
    fallback(s, 75, 102);
    expect(s.firings).toHaveLength(1);
    expect(s.engine.tracker('a1')).toMatchObject({
      armAt: start + 75 * second,
      coolUntil: start + 615 * second,
      missed: 1,
      memory: { up: 'no', fired: false },
    });
    expect(s.view().state).toBe('cooling');
    fallback(s, 614, 99.9); // armed afresh: false is enough
    fallback(s, 615, 101);
    expect(s.firings.map(({ t, proof }) => [(t - start) / second, proof.missed])).toEqual([
      [15, 0],
      [615, 1],
    ]);
  });

  test.each([
    ['a target', target(100, 'up'), [99, 100, 99, 99.9, 101, 99.9, 101]],
    ['a channel', channel(50, 100, 'leaves'), [99, 101, 98, 99.9, 101, 99.9, 101]],
    ['an extreme', riseFromMin(1, alarmArmed), [99, 100, 99, 99, 100, 99.5, 100]],
  ] as const)('that came true in that cooldown only needs to be false: %s', (_what, condition, prices) => {
    const [armedAt, fires, back, served1, counted, isFalse, again] = prices;
    const s = scenario();
    s.at(0, armedAt);
    s.addAlarm(condition, { mode: 'repeat', cooldownMs: 10 * minute, wayBack: 0.05 });
    s.at(15, fires);
    s.at(30, back);
    fallback(s, 45, served1);
    fallback(s, 60, counted);
    fallback(s, 75, isFalse);
    fallback(s, 615, again);
    expect(s.firings.map(({ proof }) => proof.missed)).toEqual([0, 1]);
  });

  test('whose cooldown ends with it fires', () => {
    const s = scenario();
    s.at(0, 99);
    s.addAlarm(target(100, 'up'), { mode: 'repeat', cooldownMs: minute, wayBack: 0.01 });
    s.at(15, 100);
    s.at(30, 98);
    fallback(s, 75, 102);
    expect(s.firings).toHaveLength(2);
  });

  test('whose cooldown ends with it without firing is armed, and cools no more', () => {
    const s = scenario();
    s.at(0, 99);
    s.addAlarm(target(100, 'up'), { mode: 'repeat', cooldownMs: minute, wayBack: 0 });
    s.at(15, 100);
    s.at(30, 99);
    s.at(45, 100);
    fallback(s, 75, 99);
    expect(s.view().state).toBe('armed');
    fallback(s, 90, 100);
    expect(s.firings.map(({ proof }) => proof.missed)).toEqual([0, 1]);
  });

  test('keeps the minute of its re-arm', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    s.at(15, 101);
    s.rearm(); // arms at 75 s
    fallback(s, 30, 99);
    expect(s.view()).toMatchObject({ state: 'cooling', reason: { until: start + 75 * second } });
    fallback(s, 45, 101);
    fallback(s, 60, 99);
    expect(s.firings).toHaveLength(1);
    fallback(s, 76, 101);
    expect(s.told()[1]).toBe('76 up by price 101, level 100, from 99@60');
  });

  test('whose re-arm is at that very moment is armed by the last price of that moment', () => {
    const s = scenario();
    s.at(0, 80);
    s.add(step(0.5));
    s.at(15, 81);
    s.rearm(); // arms at 75 s
    fallback(s, 75, 85);
    fallback(s, 75, 90);
    fallback(s, 76, 90.1);
    expect(s.firings).toHaveLength(1);
    expect(s.engine.tracker('a1')).toMatchObject({ arming: { t: start + 75 * second, price: 90 } });
  });

  test('whose re-arm is due is armed by it', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    s.at(15, 101);
    s.rearm();
    fallback(s, 90, 99);
    expect(s.engine.tracker('a1')).toMatchObject({
      armAt: start + 90 * second,
      arming: { t: start + 90 * second, price: 99 },
    });
  });

  test('whose re-arm was due before it fires, where its side is passed for sure', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    s.at(15, 101);
    s.rearm(); // arms at 75 s
    s.at(60, 99);
    fallback(s, 90, 101);
    expect(s.told()[1]).toBe('90 up by price 101, level 100, from 99@60');
  });

  test('that was armed by a command after its time stays armed at that time', () => {
    const s = scenario();
    s.at(0, 99);
    s.wait(30 * second);
    s.add(target(100, 'up')); // armed at 30 s
    fallback(s, 15, 99);
    fallback(s, 25, 102);
    expect(s.told()).toEqual([]);
    expect(s.engine.tracker('a1')?.armAt).toBe(start + 30 * second);
  });

  test('that waits for its first price is armed by it', () => {
    const s = scenario();
    s.add(target(100, 'up'));
    fallback(s, 15, 105);
    fallback(s, 30, 106);
    expect(s.told()).toEqual([]);
    expect(s.engine.tracker('a1')).toMatchObject({ arming: { price: 105 } });
    const added = scenario();
    added.at(0, 99);
    added.engine.addAlarm({ ...first(served(target(100, 'up'), 1, 1)), id: 'a2' }, { armAt: null });
    fallback(added, 15, 105);
    expect(added.told()).toEqual([]);
    expect(added.engine.tracker('a2')).toMatchObject({ arming: { price: 105 } });
  });
});

function first(s: Scenario): Alarm {
  const [alarm] = s.engine.alarmsOf(btc.id);
  if (alarm === undefined) throw new Error('no alarm');
  return alarm;
}

describe('which sample is the first', () => {
  const conditions: Sample['via'][] = [undefined, { source: 'coingecko', basis: 1.001 }];

  test('one after samples of the source, or of a known basis', () => {
    for (const via of conditions) {
      const s = scenario();
      s.take({ t: start, price: 100, kind: 'quote', ...(via && { via }) });
      s.add(move(5, 'any', sinceStart));
      fallback(s, 15, 106);
      expect(s.told()).toEqual([]);
    }
  });

  test('those after it are judged as any', () => {
    const s = served(move(5, 'any', sinceStart), 100, 106);
    fallback(s, 30, 111.3);
    expect(s.told()).toEqual(['30 up by price 111.3, level 111.3, from 106@15']);
  });

  test('back at the first source samples are judged as any, and the next fail-over is a first one again', () => {
    const s = served(move(5, 'any', sinceStart), 100, 106);
    s.at(30, 111.3);
    expect(s.told()).toHaveLength(1);
    s.at(91, 112);
    fallback(s, 106, 130);
    expect(s.told()).toHaveLength(1);
    fallback(s, 121, 136.5);
    expect(s.told()).toHaveLength(2);
  });

  test('once the basis is known samples are judged as any', () => {
    const s = served(target(110, 'up'), 100, 106);
    s.take({
      t: start + 30 * second,
      price: 110,
      kind: 'quote',
      via: { source: 'coingecko', basis: 1.001 },
    });
    expect(s.told()).toEqual(['30 up by price 110, level 110, from 106@15']);
  });

  test('a known basis changes nothing at all', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'any', sinceStart));
    const via = { source: 'coingecko', basis: 1.001 } as const;
    s.take({ t: start + 15 * second, price: 105, kind: 'quote', via });
    expect(s.firings[0]?.proof).toMatchObject({ via, reference: { price: 100 } });
  });

  test('the first price of all only arms', () => {
    const s = scenario();
    s.add(target(100, 'up'));
    fallback(s, 0, 99);
    fallback(s, 15, 100);
    expect(s.told()).toEqual(['15 up by price 100, level 100, from 99@0']);
  });

  test('over a restart it is not a first one again', () => {
    const s = served(move(5, 'any', sinceStart), 100, 106);
    s.restart();
    fallback(s, 30, 111.3);
    expect(s.told()).toHaveLength(1);
  });

  test('one that was held is the first, and the one that confirms it is judged as any', () => {
    const s = scenarioHolding(10);
    s.at(0, 100);
    s.add(target(113, 'up'));
    s.add(target(118, 'up'), 'a2');
    expect(fallback(s, 15, 115)).toMatchObject({ refusal: 'confirming' });
    fallback(s, 30, 118);
    expect(s.told()).toEqual([
      '15 up by price 115, level 113, from 100@0',
      '30 up by price 118, level 118, from 115@15',
    ]);
  });

  test('a candle is one too', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'any', sinceStart));
    s.take({
      t: start + minute,
      price: 106,
      kind: 'candle',
      range: { low: 90, high: 120, from: start },
      via: unknown,
    });
    expect(s.told()).toEqual([]);
    expect(s.engine.tracker('a1')).toMatchObject({ arming: { price: 106 } });
  });
});
