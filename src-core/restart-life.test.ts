/** Stopped and started in every state an alarm can be in, and killed between the storing of its rule and its tracker. */
import { describe, expect, test } from 'vitest';
import type { Alarm } from './alarm.ts';
import {
  alarmArmed,
  channel,
  fallFromMax,
  fromExtreme,
  hour,
  lastMinutes,
  minute,
  move,
  riseFromMin,
  type Scenario,
  scenario,
  scenarioHolding,
  second,
  start,
  step,
  target,
} from './testing/scenario.ts';

type Step = (s: Scenario) => unknown;
const repeat = { mode: 'repeat', cooldownMs: minute, wayBack: 0.01 } as const;
const every15s = (...prices: number[]): Step[] =>
  // A step each, so that it is stopped after every price.
  prices.map((price) => (s) => s.quote(price));

/** Everything that is told of a life: what fired, and what was shown after each step. */
function lived(steps: readonly Step[], begin: () => Scenario, stops: boolean) {
  const s = begin();
  s.at(0, 99);
  const shown = steps.map((one) => {
    one(s);
    if (stops) s.restart();
    const { state, reason, upLevel, downLevel } = s.view();
    return { state, reason, upLevel, downLevel, tracker: s.engine.tracker('a1') };
  });
  return { firings: s.firings, shown };
}

describe('stopped after every step, it goes on as if it had not been', () => {
  const lives: [string, Step[]][] = [
    [
      'cooling, with what was missed',
      [(s) => s.addAlarm(target(100, 'any'), repeat), ...every15s(101, 99, 101, 98, 99, 101, 98)],
    ],
    [
      'a storm',
      [(s) => s.addAlarm(step(1), { ...repeat, cooldownMs: second }), ...every15s(101, 103, 101, 99, 102)],
    ],
    [
      'waiting for its way back',
      [
        (s) => s.addAlarm(target(100, 'up'), { ...repeat, cooldownMs: second }),
        ...every15s(100, 99.5, 100, 99, 100),
      ],
    ],
    [
      'at its target, without a way back',
      [
        (s) => s.addAlarm(target(100, 'up'), { ...repeat, cooldownMs: second, wayBack: 0 }),
        ...every15s(100, 100, 100.1, 100, 101),
      ],
    ],
    [
      'a channel that was left',
      [
        (s) => s.addAlarm(channel(90, 110, 'leaves'), { ...repeat, cooldownMs: second }),
        ...every15s(111, 109.5, 111, 108, 89, 100, 111),
      ],
    ],
    [
      'a channel that is entered',
      [
        (s) => s.addAlarm(channel(100, 110, 'enters'), { ...repeat, cooldownMs: second }),
        ...every15s(105, 111, 109, 111.2, 98, 99, 105),
      ],
    ],
    [
      'an extreme since arming',
      [
        (s) => s.addAlarm(fallFromMax(10, alarmArmed), { ...repeat, cooldownMs: second }),
        ...every15s(110, 99, 100, 99, 101, 98, 120),
      ],
    ],
    [
      'an extreme over a window',
      [
        (s) => s.addAlarm(riseFromMin(10, lastMinutes(1)), { ...repeat, cooldownMs: second }),
        ...every15s(110, 108, 110, 95, 96, 97, 98, 104.5, 106),
      ],
    ],
    [
      'steps of a percentage',
      [
        (s) => s.addAlarm(step(5, 'percent'), { ...repeat, cooldownMs: second }),
        ...every15s(104, 109, 104, 99, 94, 140, 120),
      ],
    ],
    [
      'steps, while it cools and afterwards',
      [(s) => s.addAlarm(step(5), repeat), ...every15s(100, 107, 112, 95, 130, 131, 120)],
    ],
    [
      'paused and resumed',
      [
        (s) => s.addAlarm(target(100, 'up'), repeat),
        (s) => s.change({ paused: true }),
        ...every15s(101, 99),
        (s) => s.change({ paused: false }),
        ...every15s(98, 101),
      ],
    ],
    [
      'paused while it cools',
      [
        (s) => s.addAlarm(target(100, 'any'), repeat),
        ...every15s(101, 99),
        (s) => s.change({ paused: true }),
        ...every15s(101),
        (s) => s.change({ paused: false }),
        ...every15s(99),
      ],
    ],
    [
      'expired, and given more time',
      [
        (s) => s.addAlarm(target(100, 'up'), { ...repeat, expiresAt: start + 20 * second }),
        ...every15s(98, 101, 99),
        (s) => s.change({ expiresAt: null }),
        ...every15s(98, 101),
      ],
    ],
    [
      'fired, paused, resumed, re-armed',
      [
        (s) => s.addAlarm(target(100, 'up'), {}),
        ...every15s(101, 99),
        (s) => s.change({ paused: true }),
        ...every15s(101),
        (s) => s.change({ paused: false }),
        ...every15s(99),
        (s) => s.rearm(),
        ...every15s(99, 101, 98, 98, 98, 101),
      ],
    ],
    [
      'of another condition than it began with',
      [
        (s) => s.addAlarm(target(100, 'up'), repeat),
        ...every15s(101),
        (s) => s.change({ condition: target(105, 'any') }),
        ...every15s(106, 104, 104, 104, 104, 107),
      ],
    ],
    [
      'having rung at once',
      [
        (s) => s.addAlarm(target(90, 'up'), { ...repeat, cooldownMs: second }, true),
        ...every15s(100, 89.5, 91, 89, 91),
      ],
    ],
    [
      'made without a price',
      [(s) => s.addAlarm(move(5, 'any', { kind: 'since start' }), repeat), ...every15s(104, 99)],
    ],
  ];

  test.each(lives)('%s', (_what, steps) => {
    const plain = lived(steps, scenario, false);
    expect(lived(steps, scenario, true)).toEqual(plain);
    expect(plain.firings.length + Number(_what === 'made without a price')).toBeGreaterThan(0);
  });

  test('with a price that waits for the next one', () => {
    const steps: Step[] = [
      (s) => s.addAlarm(target(105, 'up'), repeat),
      ...every15s(120, 119, 98, 60, 99, 80, 81),
      (s) => s.take({ t: s.now() + hour, price: 900, kind: 'quote' }),
      (s) => s.quote(901),
      (s) => s.engine.decide('binance:BTCUSDT', 'same'),
      ...every15s(902, 98),
    ];
    const holding = () => scenarioHolding(10);
    const plain = lived(steps, holding, false);
    expect(lived(steps, holding, true)).toEqual(plain);
    expect(plain.firings.length).toBeGreaterThan(0);
  });

  test('while a fallback of unknown basis serves the pair', () => {
    const via = { source: 'coingecko', basis: null } as const;
    const fallback =
      (price: number): Step =>
      (s) =>
        s.take({ t: s.now() + 15 * second, price, kind: 'quote', via });
    const steps = [
      (s) => s.addAlarm(target(105, 'up'), repeat),
      fallback(99.5),
      fallback(105),
      fallback(104),
      ...every15s(104, 103),
    ] as Step[];
    expect(lived(steps, scenario, true)).toEqual(lived(steps, scenario, false));
  });
});

describe('killed after the rule was stored and before the tracker was', () => {
  const changed = (more: Partial<Alarm>) => (alarm: Alarm) => ({ ...alarm, ...more });

  test('paused: it is not judged', () => {
    const s = scenario(99);
    s.add(target(100, 'up'));
    s.restart(changed({ paused: true }));
    s.quote(101);
    expect(s.told()).toEqual([]);
    expect(s.view().state).toBe('paused');
  });

  test('resumed: it is armed with the last price that was known', () => {
    const s = scenario(99);
    s.add(target(100, 'up'));
    s.change({ paused: true });
    s.quote(101);
    s.restart(changed({ paused: false }));
    s.quote(102);
    expect(s.told()).toEqual([]);
    s.quote(98);
    s.quote(100);
    expect(s.told()).toHaveLength(1);
  });

  test('resumed without any price: the next one arms it', () => {
    const s = scenario();
    s.addAlarm(target(100, 'up'), { paused: true });
    s.restart(changed({ paused: false }));
    s.quote(101);
    s.quote(102);
    expect(s.told()).toEqual([]);
  });

  test('resumed at rest: it rests on', () => {
    const s = scenario(99);
    s.add(target(100, 'up'));
    s.quote(101);
    s.change({ paused: true });
    s.quote(99);
    s.restart(changed({ paused: false }));
    s.quote(99);
    s.quote(101);
    expect(s.firings).toHaveLength(1);
    expect(s.view().state).toBe('fired');
    expect(s.engine.tracker('a1')?.out).toBeNull();
  });

  test('given more time: it is armed with the last price that was known', () => {
    const s = scenario();
    s.at(0, 99);
    s.addAlarm(target(100, 'up'), { expiresAt: start + 10 * second });
    s.at(15, 101);
    s.restart(changed({ expiresAt: null }));
    s.at(30, 102);
    expect(s.told()).toEqual([]);
    s.at(45, 99);
    s.at(60, 100);
    expect(s.told()).toHaveLength(1);
  });

  test('given more time at rest: it rests on', () => {
    const s = scenario();
    s.at(0, 99);
    s.addAlarm(target(100, 'up'), { expiresAt: start + 20 * second });
    s.at(15, 101);
    s.at(30, 99);
    s.restart(changed({ expiresAt: null }));
    s.at(45, 101);
    expect(s.firings).toHaveLength(1);
    expect(s.view().state).toBe('fired');
  });

  test('resumed or given more time, what came before it was armed first is not judged', () => {
    const s = scenario();
    s.at(0, 99);
    s.wait(30 * second);
    s.addAlarm(target(100, 'up'), { paused: true }); // armed at 30 s
    s.restart(changed({ paused: false }));
    s.at(20, 101);
    expect(s.told()).toEqual([]);
  });

  test.each([
    ['another price', target(100, 'up'), target(80, 'up')],
    ['another direction', target(100, 'up'), target(100, 'down')],
    ['another channel', channel(90, 110, 'leaves'), channel(101, 110, 'leaves')],
    ['another side of it', channel(90, 110, 'leaves'), channel(90, 110, 'enters')],
    ['another percentage', fallFromMax(10, alarmArmed), fallFromMax(5, alarmArmed)],
    ['another step', step(10), step(3)],
    ['another window', move(5, 'any', fromExtreme(10)), move(5, 'any', fromExtreme(20))],
    ['another kind', target(100, 'up'), step(3)],
  ])('another condition: it is new, and armed at the first fresh price: %s', (_what, before, after) => {
    const s = scenario();
    s.at(0, 99);
    s.add(before);
    s.restart(changed({ condition: after }));
    s.at(15, 97);
    expect(s.told()).toEqual([]);
    expect(s.engine.tracker('a1')).toMatchObject({ armAt: start + 15 * second, arming: { price: 97 } });
  });

  test('another condition of one that has fired: it is active, and counts on', () => {
    const s = scenario(99);
    s.add(target(100, 'up'));
    s.quote(101);
    s.restart(changed({ condition: target(105, 'up') }));
    s.quote(102);
    s.quote(105);
    expect(s.view().state).toBe('fired');
    expect(s.firings).toHaveLength(2);
  });

  test('a note, an urgency, a mode or a way back: it goes on', () => {
    const s = scenario(99);
    s.add(target(100, 'up'));
    s.restart(changed({ note: 'x', urgency: 'silent', ...repeat }));
    s.quote(101);
    expect(s.firings).toMatchObject([{ note: 'x', urgency: 'silent' }]);
    expect(s.view().state).toBe('cooling');
  });

  test('the same condition with its fields in another order: it goes on', () => {
    const s = scenario(99);
    s.add(target(100, 'up'));
    s.restart(changed({ condition: { direction: 'up', price: 100, kind: 'target' } }));
    s.quote(101);
    expect(s.firings).toHaveLength(1);
  });
});

test('a tracker of an earlier version, which did not say of which condition it is, goes on', () => {
  const s = scenario(99);
  s.add(target(100, 'up'));
  const tracker = s.engine.tracker('a1');
  const [alarm] = s.engine.alarmsOf('binance:BTCUSDT');
  if (tracker === null || alarm === undefined) throw new Error('no alarm');
  s.engine.removeAlarm('a1');
  s.engine.addAlarm(alarm, { armAt: null, stored: { ...tracker, of: null } });
  s.quote(101);
  expect(s.firings).toHaveLength(1);
  expect(s.engine.tracker('a1')?.of).toBe(tracker.of);
});
