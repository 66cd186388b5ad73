import { describe, expect, test } from 'vitest';
import { channel, type RangeNote, type Scenario, scenario, start } from '../testing/scenario.ts';

type When = 'leaves' | 'enters';
type Note = number | readonly [price: number, range: RangeNote];

/** A channel from 100 to 200 that repeats every second, armed at the first price; the others follow every 15 s. */
function repeating(when: When, wayBack: number, armedAt: number, ...notes: readonly Note[]): Scenario {
  const s = scenario();
  s.at(0, armedAt);
  s.addAlarm(channel(100, 200, when), { mode: 'repeat', cooldownMs: 1_000, wayBack });
  notes.forEach((note, i) => {
    if (typeof note === 'number') s.at((i + 1) * 15, note);
    else s.at((i + 1) * 15, note[0], note[1]);
  });
  return s;
}

function fired(...life: Parameters<typeof repeating>): string[] {
  return repeating(...life).told();
}

const onePercent = 0.01;

describe('leaves', () => {
  test.each([
    ['above its high it fires up', [150, 200.1], ['15 up by price 200.1, level 200, from 150@0']],
    ['below its low it fires down', [150, 99.9], ['15 down by price 99.9, level 100, from 150@0']],
    ['at an end it has not left', [150, 200, 100], []],
    ['half a billionth above its high is at it', [150, 200.0000001], []],
    ['two billionths above it is out', [150, 200.0000004], ['15 up by price 200.0000004, level 200']],
    ['half a billionth below its low is at it', [150, 99.99999995], []],
    ['two billionths below it is out', [150, 99.9999998], ['15 down by price 99.9999998, level 100']],
    ['far beyond', [150, 500], ['15 up by price 500, level 200, from 150@0']],
    ['the price before is the reference', [150, 190, 210], ['30 up by price 210, level 200, from 190@15']],
    ['a wick above', [150, [150, [140, 201]]], ['15 up by high 201, level 200, from 150@0']],
    ['a wick below', [150, [150, [99, 160]]], ['15 down by low 99, level 100, from 150@0']],
    ['a wick that only touches', [150, [150, [100, 200]]], []],
    [
      'both ends in one step, up where the price is not below the one before',
      [150, [150, [99, 201]]],
      ['15 up by high 201, level 200, from 150@0'],
    ],
    [
      'both ends in one step, down where it fell',
      [150, [149, [99, 201]]],
      ['15 down by low 99, level 100, from 150@0'],
    ],
  ] as [string, [number, ...Note[]], string[]][])('%s', (_what, [armedAt, ...notes], expected) => {
    const told = fired('leaves', onePercent, armedAt, ...notes);
    expect(told.map((one, i) => one.slice(0, expected[i]?.length))).toEqual(expected);
  });

  test.each([
    ['above', 210, 230, 201],
    ['below', 90, 70, 99],
  ])('armed %s it is true already and waits until it was inside', (_what, armedAt, farther, out) => {
    const s = scenario(armedAt);
    expect(s.add(channel(100, 200, 'leaves'))).toBe(true);
    expect(s.view().reason).toMatchObject({ code: 'already true' });
    s.quote(farther);
    s.quote(150);
    expect(s.told()).toEqual([]);
    s.quote(out);
    expect(s.told()).toHaveLength(1);
  });

  test.each([
    [100, 99.9, 'down'],
    [200, 200.1, 'up'],
  ])('armed exactly at %d it is ready', (armedAt, price, direction) => {
    const s = scenario(armedAt);
    expect(s.add(channel(100, 200, 'leaves'))).toBe(false);
    s.quote(armedAt);
    expect(s.told()).toEqual([]);
    s.quote(price);
    expect(s.firings[0]?.proof.direction).toBe(direction);
  });

  test('before the first firing being at an end again is enough', () => {
    expect(fired('leaves', onePercent, 210, 200, 201)).toEqual([
      '30 up by price 201, level 200, from 200@15',
    ]);
    expect(fired('leaves', onePercent, 210, 200.1, 201)).toEqual([]);
  });

  test('armed above, back at its high, it may be left on either side', () => {
    expect(fired('leaves', onePercent, 210, 200, 90)).toEqual([
      '30 down by price 90, level 100, from 200@15',
    ]);
  });

  // 1 % inside: 101 and 198.
  test.each([
    ['inside by b at both ends', [150, 201, 198, 201], 2],
    ['at its high less than b inside', [150, 201, 198.1, 201], 1],
    ['half a billionth short of it is a touch', [150, 201, 198.0000001, 201], 2],
    ['two billionths short of it is not', [150, 201, 198.0000004, 201], 1],
    ['at its low inside by b', [150, 99, 101, 99], 2],
    ['at its low less than b inside', [150, 99, 100.9, 99], 1],
    ['half a billionth short of it at its low', [150, 99, 100.99999995, 99], 2],
    ['two billionths short of it at its low', [150, 99, 100.9999998, 99], 1],
    ['left above, back inside, left below', [150, 201, 150, 99], 2],
    ['from one side out of the other without being inside', [150, 201, 99, 201], 1],
    ['near one end, however far from the other', [150, 201, 199, 100.5, 99], 1],
    ['a wick inside is enough', [150, 201, [201, [190, 202]], 201], 2],
  ] as [string, [number, ...Note[]], number][])(
    'after a firing it is ready again: %s',
    (_what, [armedAt, ...notes], firings) => {
      expect(fired('leaves', onePercent, armedAt, ...notes)).toHaveLength(firings);
    },
  );

  test('a wick inside makes it ready for the last price of its own sample, not for its other end', () => {
    expect(fired('leaves', onePercent, 150, 201, [199, [190, 202]])).toHaveLength(1);
    expect(fired('leaves', onePercent, 150, 201, [202, [190, 203]])).toHaveLength(2);
  });

  test('of a sample that fires only the last price makes it ready again', () => {
    expect(fired('leaves', onePercent, 150, [150, [150, 201]], 201)).toHaveLength(2);
    expect(fired('leaves', onePercent, 150, [199, [150, 201]], 201)).toHaveLength(1);
  });

  test('without a way back an end is inside', () => {
    expect(fired('leaves', 0, 150, 201, 200, 201)).toHaveLength(2);
    expect(fired('leaves', 0, 150, 201, 200.1, 201)).toHaveLength(1);
  });

  test('its way back is a quarter of its width at most, of its high', () => {
    // 10 % of 100..104 would leave nothing inside; a quarter is 4/104/4.
    const b = 1 / 104;
    for (const [price, firings] of [
      [104 * (1 - b), 2],
      [104 * (1 - b) + 0.001, 1],
      [100 * (1 + b), 2],
      [100 * (1 + b) - 0.001, 1],
    ] as const) {
      const s = scenario(102);
      s.addAlarm(channel(100, 104, 'leaves'), { mode: 'repeat', cooldownMs: 1_000, wayBack: 0.1 });
      for (const one of [105, price, 105]) s.quote(one);
      expect(s.firings).toHaveLength(firings);
    }
  });
});

describe('enters', () => {
  test.each([
    ['from above, a touch of its high', [210, 200], ['15 down by price 200, level 200, from 210@0']],
    ['from below, a touch of its low', [90, 100], ['15 up by price 100, level 100, from 90@0']],
    ['from above, half a billionth short is a touch', [210, 200.0000001], ['15 down by price 200.0000001']],
    ['from above, two billionths short is not', [210, 200.0000004], []],
    ['from below, half a billionth short is a touch', [90, 99.99999995], ['15 up by price 99.99999995']],
    ['from below, two billionths short is not', [90, 99.9999998], []],
    ['into the middle', [210, 205, 150], ['30 down by price 150, level 200, from 205@15']],
    ['leapt over from above', [210, 50], ['15 down by price 50, level 200, from 210@0']],
    ['leapt over from below', [90, 500], ['15 up by price 500, level 100, from 90@0']],
    ['farther away it is silent', [210, 220, 300], []],
    ['a wick into it from above', [210, [210, [199, 211]]], ['15 down by low 199, level 200, from 210@0']],
    ['a wick into it from below', [90, [90, [89, 101]]], ['15 up by high 101, level 100, from 90@0']],
    ['a wick away from it', [210, [210, [205, 250]]], []],
  ] as [string, [number, ...Note[]], string[]][])('%s', (_what, [armedAt, ...notes], expected) => {
    const told = fired('enters', onePercent, armedAt, ...notes);
    expect(told.map((one, i) => one.slice(0, expected[i]?.length))).toEqual(expected);
  });

  test.each([100, 150, 200, 99.99999995, 200.0000001])('armed at %d it is inside already', (armedAt) => {
    const s = scenario(armedAt);
    expect(s.add(channel(100, 200, 'enters'))).toBe(true);
    s.quote(151);
    expect(s.told()).toEqual([]);
  });

  test('armed inside it is ready once the price was outside, however near', () => {
    expect(fired('enters', onePercent, 150, 200.1, 200)).toEqual([
      '30 down by price 200, level 200, from 200.1@15',
    ]);
    expect(fired('enters', onePercent, 150, 99.9, 100)).toEqual([
      '30 up by price 100, level 100, from 99.9@15',
    ]);
    expect(fired('enters', onePercent, 150, 200, 150)).toEqual([]);
  });

  // 1 % outside: 99 and 202.
  test.each([
    ['outside by b above', [210, 150, 202, 200], 2],
    ['less than b above', [210, 150, 201.9, 200], 1],
    ['half a billionth short of it is a touch', [210, 150, 201.9999999, 200], 2],
    ['two billionths short of it is not', [210, 150, 201.9999996, 200], 1],
    ['outside by b below', [90, 150, 99, 100], 2],
    ['less than b below', [90, 150, 99.1, 100], 1],
    ['half a billionth short of it below', [90, 150, 99.00000004, 100], 2],
    ['two billionths short of it below', [90, 150, 99.0000002, 100], 1],
    ['in from above, out below, in from below', [210, 150, 99, 150], 2],
    ['out by b and then leapt over', [210, 150, 202, 50], 2],
    ['a wick outside is enough', [210, 150, [150, [140, 202]], 150], 2],
  ] as [string, [number, ...Note[]], number][])(
    'after a firing it is ready again: %s',
    (_what, [armedAt, ...notes], firings) => {
      expect(fired('enters', onePercent, armedAt, ...notes)).toHaveLength(firings);
    },
  );

  test('of a sample that fires only the last price makes it ready again', () => {
    // The wick reached in, the price is out again by b.
    expect(fired('enters', onePercent, 210, [205, [199, 210]], 200)).toHaveLength(2);
    expect(fired('enters', onePercent, 210, [201, [199, 210]], 200)).toHaveLength(1);
    // Leapt over, it is out on the other side.
    expect(fired('enters', onePercent, 210, 50, 100)).toEqual([
      '15 down by price 50, level 200, from 210@0',
      '30 up by price 100, level 100, from 50@15',
    ]);
  });

  test('without a way back any price outside makes it ready, one at an end does not', () => {
    expect(fired('enters', 0, 210, 200, 200.1, 200)).toHaveLength(2);
    expect(fired('enters', 0, 210, 200, 200, 199, 200, 150)).toHaveLength(1);
    expect(fired('enters', 0, 90, 100, 99.9, 100)).toHaveLength(2);
    expect(fired('enters', 0, 90, 100, 100, 101, 100)).toHaveLength(1);
  });

  test('its way back is a quarter of its width at most, of its high', () => {
    const b = 1 / 104;
    for (const [price, firings] of [
      [104 * (1 + b), 2],
      [104 * (1 + b) - 0.001, 1],
      [100 * (1 - b), 2],
      [100 * (1 - b) + 0.001, 1],
    ] as const) {
      const s = scenario(110);
      s.addAlarm(channel(100, 104, 'enters'), { mode: 'repeat', cooldownMs: 1_000, wayBack: 0.1 });
      for (const one of [102, price, 102]) s.quote(one);
      expect(s.firings).toHaveLength(firings);
    }
  });

  // A low and a high outside make it ready from both sides, and its price is inside.
  test.each([
    ['up where the price rose', 149, 150, '30 up by price 150, level 100, from 149@15'],
    ['up where it is the same', 150, 150, '30 up by price 150, level 100, from 150@15'],
    ['down where it fell', 151, 150, '30 down by price 150, level 200, from 151@15'],
  ])('ready from both sides by one sample: %s', (_what, before, price, expected) => {
    expect(fired('enters', onePercent, 150, before, [price, [90, 210]])).toEqual([expected]);
  });
});

test('a firing ends readiness on both sides', () => {
  const s = scenario(150);
  s.add(channel(100, 200, 'leaves'));
  expect(s.engine.tracker('a1')?.memory).toMatchObject({ up: true, down: true, fired: false });
  s.quote(201);
  expect(s.engine.tracker('a1')?.memory).toEqual({ kind: 'channel', up: false, down: false, fired: true });
});

test('what must be stored again: a firing, and becoming ready, on either side', () => {
  const s = repeating('enters', onePercent, 210);
  const stored = [209, 150, 151, 202, 203, 99].map((price) => {
    const taken = s.quote(price);
    return taken.accepted && taken.changed.includes('a1');
  });
  // 209 nothing, 150 fires, 151 its cooldown is over, 202 ready, 203 nothing, 99 fires and is ready.
  expect(stored).toEqual([false, true, true, true, false, true]);
});

test('the proof names the end that was crossed', () => {
  const s = repeating('leaves', onePercent, 150, [149, [99, 150]]);
  expect(s.firings[0]).toMatchObject({
    t: start + 15_000,
    proof: {
      condition: channel(100, 200, 'leaves'),
      direction: 'down',
      level: 100,
      proving: { price: 99, by: 'low' },
      reference: { t: start, price: 150 },
      windowSeenFrom: null,
    },
  });
});

describe('the view', () => {
  test('of one inside tells both ends and the nearer one', () => {
    const s = repeating('leaves', onePercent, 160);
    expect(s.view()).toMatchObject({ upLevel: 200, downLevel: 100, percentToGo: 25 });
  });

  test('of one outside that is entered tells the end before it only', () => {
    expect(repeating('enters', onePercent, 80).view()).toMatchObject({
      upLevel: 100,
      downLevel: null,
      percentToGo: 25,
    });
    expect(repeating('enters', onePercent, 250).view()).toMatchObject({
      upLevel: null,
      downLevel: 200,
      percentToGo: 20,
    });
  });

  test.each([
    ['leaves, above', 'leaves', [150, 201, 201], 198],
    ['leaves, below', 'leaves', [150, 99, 99], 101],
    ['enters, near its high', 'enters', [210, 190, 190], 202],
    ['enters, near its low', 'enters', [210, 110, 110], 99],
  ] as const)('of one that waits for its way back names the nearer: %s', (_what, when, prices, level) => {
    const [armedAt, ...rest] = prices;
    expect(repeating(when, onePercent, armedAt, ...rest).view()).toMatchObject({
      reason: { code: 'way back', level: expect.closeTo(level, 9) },
      percentToGo: null,
    });
  });
});
