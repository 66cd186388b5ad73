import { describe, expect, test } from 'vitest';
import { createEngine } from './engine.ts';
import { pairLabel } from './pair.ts';
import { sampleOfClosedCandle } from './sample.ts';
import {
  alarmArmed,
  alarmOf,
  btc,
  fallFromMax,
  fromExtreme,
  minute,
  move,
  riseFromMin,
  scenario,
  short,
  sinceStart,
  start,
  target,
} from './testing/scenario.ts';

const eth = { ...btc, id: 'binance:ETHUSDT', base: 'ETH' };

describe('pairs', () => {
  test('each has its own prices and alarms', () => {
    const s = scenario(99);
    s.engine.addPair(eth, 60_000);
    s.add(target(100, 'up'), 'a1');
    s.engine.addAlarm({ ...alarmOf(target(100, 'up'), 'e1'), pairId: eth.id }, { armAt: s.now() });
    s.engine.takeSample(eth.id, { t: s.now() + 1, price: 99, kind: 'quote' }, s.now() + 1);
    const taken = s.engine.takeSample(eth.id, { t: s.now() + 2, price: 101, kind: 'quote' }, s.now() + 2);
    expect(taken).toMatchObject({
      accepted: true,
      firings: [{ id: 'e1#1', pairId: eth.id }],
      changed: ['e1'],
    });
    s.quote(101);
    expect(s.firings.map(({ id }) => id)).toEqual(['a1#1']);
  });

  test('one that is not watched is an error of the caller', () => {
    const engine = createEngine();
    expect(() => engine.takeSample('binance:NOPE', { t: 1, price: 1, kind: 'quote' }, 1)).toThrow(
      'binance:NOPE',
    );
    expect(() => engine.addAlarm(alarmOf(target(1, 'up')), { armAt: 1 })).toThrow(btc.id);
    expect(() => engine.preview(alarmOf(target(1, 'up')), [], 1)).toThrow(btc.id);
    expect(engine.pairMemory('binance:NOPE')).toBeNull();
    expect(engine.alarmsOf('binance:NOPE')).toEqual([]);
  });

  test('watched twice is an error of the caller', () => {
    const s = scenario();
    expect(() => s.engine.addPair(btc, 60_000)).toThrow('already');
  });

  test('removed with its alarms, it can be added again and starts anew', () => {
    const s = scenario(99);
    s.add(target(100, 'up'));
    s.engine.removePair(btc.id);
    expect(s.engine.tracker('a1')).toBeNull();
    expect(s.engine.view('a1', s.now(), null)).toBeNull();
    expect(s.engine.alarmsOf(btc.id)).toEqual([]);
    s.engine.removePair(btc.id);
    s.engine.addPair(btc, 60_000);
    expect(s.engine.pairMemory(btc.id)).toMatchObject({ last: null, highest: null, lowest: null });
    s.quote(101);
    expect(s.told()).toEqual([]);
  });

  test('their memory holds the last sample, the highest and the lowest, ranges included', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(15, 101, [95, 104]);
    s.at(30, 102);
    expect(s.engine.pairMemory(btc.id)).toMatchObject({
      last: { t: start + 30_000, price: 102, kind: 'quote' },
      highest: { t: start + 15_000, price: 104 },
      lowest: { t: start + 15_000, price: 95 },
    });
  });

  test('a pair is shown as base and quote', () => {
    expect(pairLabel(btc)).toBe('BTC/USDT');
  });

  test('how old a quote may be is the pair’s own', () => {
    const engine = createEngine();
    engine.addPair(btc, 180_000);
    const quote = { t: start, price: 1, kind: 'quote' } as const;
    expect(engine.takeSample(btc.id, quote, start + 180_001)).toMatchObject({
      accepted: false,
      refusal: 'too old',
    });
    expect(engine.takeSample(btc.id, quote, start + 180_000).accepted).toBe(true);
  });
});

describe('alarms', () => {
  test('are listed in the order in which they were added', () => {
    const s = scenario(99);
    for (const id of ['c', 'a', 'b']) s.add(target(100, 'up'), id);
    s.engine.removeAlarm('a');
    s.engine.removeAlarm('nobody');
    expect(s.engine.alarmsOf(btc.id).map(({ id }) => id)).toEqual(['c', 'b']);
    s.quote(100);
    expect(s.firings.map(({ id }) => id)).toEqual(['c#1', 'b#1']);
  });

  test('a preview tells what an alarm would show, and keeps nothing', () => {
    const s = scenario(99);
    const { view } = s.engine.preview(alarmOf(target(110, 'up'), 'p'), s.samples, s.now());
    expect(view).toMatchObject({ state: 'armed', upLevel: 110, downLevel: null, firedCount: 0 });
    expect(view.percentToGo).toBeCloseTo((11 / 99) * 100);
    expect(s.engine.view('p', s.now(), null)).toBeNull();
    s.quote(111);
    expect(s.told()).toEqual([]);
  });

  test('a preview of one that is true already says so', () => {
    const s = scenario(100, 85);
    const { view } = s.engine.preview(alarmOf(fallFromMax(10, { kind: 'pair added' })), [], s.now());
    expect(view.reason).toEqual({ code: 'already true', level: 90 });
  });

  test('a preview without any price says so', () => {
    const s = scenario();
    const { view } = s.engine.preview(alarmOf(move(5, 'any', fromExtreme(10))), [], s.now());
    expect(view).toMatchObject({ reason: { code: 'no price yet' }, upLevel: null, downLevel: null });
  });

  test('a tracker handed out is a copy', () => {
    const s = scenario(99);
    s.add(target(100, 'up'));
    const tracker = s.engine.tracker('a1');
    if (tracker?.memory.kind !== 'target') throw new Error('no tracker');
    tracker.resting = true;
    tracker.memory.up = 'no';
    s.quote(100);
    expect(s.told()).toHaveLength(1);
  });

  test('a tracker handed in is copied', () => {
    const s = scenario(99);
    s.add(target(100, 'up'));
    const stored = s.engine.tracker('a1');
    if (stored === null) throw new Error('no tracker');
    s.engine.removeAlarm('a1');
    s.engine.addAlarm(alarmOf(target(100, 'up')), { armAt: null, stored });
    const before = structuredClone(stored);
    s.quote(100);
    expect(s.told()).toHaveLength(1);
    expect(stored).toEqual(before);
  });

  test('a tracker of another kind of condition counts as none', () => {
    const s = scenario(99);
    s.add(target(100, 'up'));
    const stored = s.engine.tracker('a1');
    s.engine.removeAlarm('a1');
    s.engine.addAlarm(alarmOf(move(5, 'any', sinceStart)), { armAt: null, stored });
    s.quote(200); // arms, unjudged
    expect(s.told()).toEqual([]);
    s.quote(210);
    expect(s.firings.map(short)).toEqual(['up 210 by price']);
  });
});

describe('what must be stored again', () => {
  const changedBy = (
    condition: Parameters<typeof target> | null,
    prices: number[],
    which = target(100, 'up'),
  ) => {
    const s = scenario(99);
    s.add(condition === null ? which : target(...condition));
    return prices.map((price) => {
      const taken = s.quote(price, 60);
      return taken.accepted && taken.changed.includes('a1');
    });
  };

  test('a target: when it fires, and when it becomes ready', () => {
    expect(changedBy([100, 'up'], [98, 100, 99])).toEqual([false, true, false]);
    expect(changedBy([90, 'up'], [98, 89, 88, 90])).toEqual([false, true, false, true]);
  });

  test('since start: when it fires, and when its cooldown ends', () => {
    const since = move(5, 'any', sinceStart);
    expect(changedBy(null, [99.5, 105, 105, 105], since)).toEqual([false, true, true, false]);
  });

  test('an extreme since arming: with every new extreme', () => {
    expect(changedBy(null, [99.5, 99, 100, 98], fallFromMax(10, alarmArmed))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(changedBy(null, [99.5, 98, 98.5], riseFromMin(10, alarmArmed))).toEqual([false, true, false]);
  });

  test('a move in a window: when it fires', () => {
    expect(changedBy(null, [99.5, 105, 106], move(5, 'any', fromExtreme(10)))).toEqual([false, true, false]);
  });

  test('an alarm that is armed by a sample', () => {
    const s = scenario();
    s.add(target(100, 'up'));
    expect(s.quote(99)).toMatchObject({ changed: ['a1'] });
    s.quote(98);
    expect(s.quote(97)).toMatchObject({ changed: [] });
    s.quote(100);
    s.rearm();
    expect(s.quote(99, 30)).toMatchObject({ changed: [] });
    expect(s.quote(99, 31)).toMatchObject({ changed: ['a1'] });
  });

  test('adding changes nothing that the first sample would have to report', () => {
    const s = scenario(99);
    for (const [i, condition] of [
      target(100, 'any'),
      move(5, 'any', sinceStart),
      move(5, 'any', fromExtreme(10)),
      riseFromMin(5, alarmArmed),
    ].entries()) {
      s.add(condition, `a${i}`);
    }
    expect(s.quote(99.1)).toMatchObject({ changed: [] });
  });
});

describe('firings', () => {
  test('have the id of the alarm and a number, and the time of their sample', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'), 'my alarm');
    s.wait(40_000);
    s.at(15, 100); // arrives 25 s late
    expect(s.firings).toMatchObject([
      { id: 'my alarm#1', alarmId: 'my alarm', pairId: btc.id, t: start + 15_000 },
    ]);
  });

  test('a sample fires each alarm at most once', () => {
    const s = scenario(100);
    s.add(move(5, 'any', sinceStart));
    s.ranged(100, 50, 200);
    expect(s.told()).toHaveLength(1);
  });

  test('live samples and closed candles are judged alike', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    const candle = sampleOfClosedCandle({
      openTime: start,
      intervalMs: minute,
      open: 99,
      high: 100.5,
      low: 98,
      close: 98.5,
    });
    s.take(candle);
    expect(candle).toEqual({
      t: start + minute,
      price: 98.5,
      range: { low: 98, high: 100.5, from: start },
      kind: 'candle',
    });
    expect(s.told()).toEqual(['60 up by high 100.5, level 100, from 99@0']);
  });

  test('tiny prices and big ones are judged alike', () => {
    for (const scale of [1e-8, 1, 1e8]) {
      const s = scenario(100 * scale);
      s.add(target(101 * scale, 'up'), 'target');
      s.add(move(1, 'any', sinceStart), 'move');
      s.quote(100.9 * scale);
      s.quote(101 * scale);
      expect(s.firings.map(({ id }) => id)).toEqual(['target#1', 'move#1']);
    }
  });

  test('a wall clock that jumps changes nothing: only source time moves alarms', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    const quote = { t: start + 15_000, price: 101, kind: 'candle' } as const;
    const taken = s.engine.takeSample(btc.id, quote, start + 999_999_999);
    expect(taken).toMatchObject({ firings: [{ t: start + 15_000 }] });
  });
});
