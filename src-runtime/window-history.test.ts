import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alarm } from '../src-core/alarm.ts';
import type { Condition } from '../src-core/condition.ts';
import { createEngine } from '../src-core/engine.ts';
import type { Sample } from '../src-core/sample.ts';
import { bitcoin, bitcoinAlarm } from './testing/test-rules.ts';
import { fillingOf, reachOf } from './window-history.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.UTC(2026, 0, 5);

const windows = [5 * minute, 3 * hour, day, 3 * day, 7 * day, 20 * day];
const conditions = (ms: number): Condition[] => [
  { kind: 'extreme', extreme: 'max', percent: 3, since: { kind: 'window', ms } },
  { kind: 'extreme', extreme: 'min', percent: 3, since: { kind: 'window', ms } },
  { kind: 'move', percent: 4, direction: 'any', over: { kind: 'window', ms, from: 'extreme' } },
  { kind: 'move', percent: 4, direction: 'any', over: { kind: 'window', ms, from: 'start' } },
];

/** How far one sample lies behind the one before: ticks, minutes, holes of hours and days. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 60 }).map((n) => n * 5_000) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 240 }).map((n) => n * minute) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 72 }).map((n) => n * hour) },
);
const move = fc.record({
  step,
  price: fc.integer({ min: 95, max: 105 }),
  ranged: fc.boolean(),
});

function lineOf(moves: readonly { step: number; price: number; ranged: boolean }[], from: number): Sample[] {
  let t = from;
  return moves.map(({ step: ms, price, ranged }) => {
    const before = t;
    t += ms;
    const sample: Sample = { t, price, kind: 'candle' };
    return ranged ? { ...sample, range: { low: price - 1, high: price + 1, from: before } } : sample;
  });
}

/** What an alarm with this history says and does, from its last sample on. */
function lifeOf(
  condition: Condition,
  past: readonly Sample[],
  history: readonly Sample[],
  future: readonly Sample[],
) {
  const engine = createEngine();
  engine.addPair(bitcoin, Number.MAX_VALUE, { last: past.at(-1) ?? null, highest: null, lowest: null });
  const alarm: Alarm = { ...bitcoinAlarm, condition, mode: 'repeat', cooldownMs: 1_000 };
  engine.addAlarm(alarm, { armAt: past.at(-1)?.t ?? null, history });
  const told: unknown[] = [engine.view(alarm.id, past.at(-1)?.t ?? start, null)];
  for (const sample of future) {
    told.push(engine.takeSample(bitcoin.id, sample, sample.t), engine.view(alarm.id, sample.t, null));
  }
  return told;
}

describe.each(windows)('a window of %i ms', (windowMs) => {
  test.each(conditions(windowMs))(
    'is the same from what fills it as from all that was ever seen: %o',
    (condition) => {
      fc.assert(
        fc.property(
          fc.array(move, { minLength: 1, maxLength: 150 }),
          fc.array(move, { maxLength: 15 }),
          (before, after) => {
            const past = lineOf(before, start);
            const future = lineOf(after, past.at(-1)?.t ?? start);
            const last = past.at(-1)?.t ?? start;
            const reached = past.filter(({ t }) => t >= last - reachOf(windowMs));
            expect(lifeOf(condition, past, fillingOf(reached, windowMs), future)).toEqual(
              lifeOf(condition, past, past, future),
            );
          },
        ),
        { seed: 1, numRuns: windowMs > day ? 300 : 40 },
      );
    },
  );
});
