/** What is stored is enough: stopped at any sample, an alarm goes on as if it had never stopped. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomInput } from '../tests/reference/random-steps.ts';
import type { ReferenceInput } from '../tests/reference/reference.ts';
import type { Alarm, AlarmId, Firing } from './alarm.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Sample } from './sample.ts';
import {
  alarmArmed,
  alarmOf,
  btc,
  fallFromMax,
  fromExtreme,
  fromStart,
  lastMinutes,
  move,
  riseFromMin,
  scenario,
  sinceStart,
  target,
} from './testing/scenario.ts';
import type { Tracker } from './tracker.ts';

interface Life {
  readonly firings: readonly Firing[];
  /** The samples as they were kept. */
  readonly kept: readonly Sample[];
}

/**
 * Lives through an input; `stopsBefore` says before which of its steps everything is made anew from what was stored.
 * Stored are after each sample the trackers of all alarms, or of those only that the engine calls changed.
 */
function live(input: ReferenceInput, stopsBefore: (step: number) => boolean, stores = allTrackers): Life {
  const pair = { ...btc, addedAt: input.addedAt };
  const firings: Firing[] = [];
  const kept: Sample[] = [];
  const alarms: Alarm[] = [];
  const stored = new Map<string, Tracker | null>();
  const begin = () => {
    const fresh = createEngine();
    fresh.setConfirmPercent(1_000_000);
    return fresh;
  };
  let engine: Engine = begin();
  engine.addPair(pair, input.staleMs);
  const history = () => [...(input.history ?? []), ...kept];

  input.steps.forEach((step, index) => {
    if (stopsBefore(index)) {
      const memory = engine.pairMemory(pair.id);
      engine = begin();
      // What is stored is JSON.
      engine.addPair(pair, input.staleMs, structuredClone(memory) ?? undefined);
      for (const alarm of alarms) {
        const tracker = structuredClone(stored.get(alarm.id) ?? null);
        engine.addAlarm(alarm, { armAt: null, stored: tracker, history: history() });
      }
    }
    if (step.kind === 'add') {
      const alarm = { ...step.alarm, pairId: pair.id };
      alarms.push(alarm);
      engine.addAlarm(alarm, { armAt: step.at, history: history() });
      stored.set(alarm.id, engine.tracker(alarm.id));
    } else if (step.kind === 'rearm') {
      engine.rearm(step.alarmId, step.at);
      stored.set(step.alarmId, engine.tracker(step.alarmId));
    } else if (step.kind === 'sample') {
      const taken = engine.takeSample(pair.id, step.sample, step.now);
      if (!taken.accepted) return;
      kept.push(...taken.samples);
      firings.push(...taken.firings);
      for (const id of stores(alarms, taken.changed)) stored.set(id, engine.tracker(id));
    }
  });
  return { firings, kept };
}

type Stores = (alarms: readonly Alarm[], changed: readonly AlarmId[]) => readonly AlarmId[];
const allTrackers: Stores = (alarms) => alarms.map(({ id }) => id);
const changedTrackers: Stores = (_alarms, changed) => changed;

/** An extreme that is merely seen again is not stored again: the proof may then name the first time instead. */
function withoutReferenceTime({ firings }: Life): unknown[] {
  return firings.map(({ proof: { reference, ...proof }, ...firing }) => ({
    ...firing,
    proof,
    from: reference.price,
  }));
}

/** Without samples of one time: a window that was cut at such a time is not told what came after the cut. */
function withoutTwins(input: ReferenceInput): ReferenceInput {
  const times = new Set<number>((input.history ?? []).map(({ t }) => t));
  const steps = input.steps.filter((step) => {
    if (step.kind !== 'sample') return true;
    if (times.has(step.sample.t)) return false;
    times.add(step.sample.t);
    return true;
  });
  return { ...input, steps };
}

/** The same life with the ranges as the engine kept them. */
function asKept(input: ReferenceInput): ReferenceInput {
  const kept = new Map(live(input, () => false).kept.map((sample) => [sample.t, sample]));
  const steps = input.steps.map((step) =>
    step.kind === 'sample' ? { ...step, sample: kept.get(step.sample.t) ?? step.sample } : step,
  );
  return { ...input, steps };
}

describe('stopped and started before any step, an alarm fires as if it had not been stopped', () => {
  const stops = fc.oneof(
    fc.constant(() => true),
    fc.integer({ min: 2, max: 20 }).map((every) => (step: number) => step % every === 0),
  );
  const settings = { numRuns: 300, seed: 20_261_121 };
  const inputs = randomInput({ maxSteps: 80, plain: true, kinds: ['target', 'extreme', 'move'] }).map(
    withoutTwins,
  );
  const never = () => false;

  test('where ranges begin at the sample before', () => {
    fc.assert(
      fc.property(inputs.map(asKept), stops, (input, stopsBefore) => {
        expect(live(input, stopsBefore).firings).toEqual(live(input, never).firings);
      }),
      settings,
    );
  }, 60_000);

  test('where only those trackers are stored that the engine calls changed', () => {
    fc.assert(
      fc.property(inputs.map(asKept), stops, (input, stopsBefore) => {
        const stopped = live(input, stopsBefore, changedTrackers);
        expect(withoutReferenceTime(stopped)).toEqual(withoutReferenceTime(live(input, never)));
      }),
      settings,
    );
  }, 60_000);

  test('where ranges are those of candles still running', () => {
    fc.assert(
      fc.property(inputs, stops, (input, stopsBefore) => {
        expect(live(input, stopsBefore).firings).toEqual(live(input, never).firings);
      }),
      settings,
    );
  }, 60_000);
});

test.each([
  ['a target that waits to become ready', target(100, 'up'), [105, 104, 99, 100]],
  ['a target armed exactly at its price', target(100, 'up'), [100, 100, 101]],
  ['a fall since it was armed', fallFromMax(10, alarmArmed), [100, 120, 109, 108]],
  ['a rise in a window', riseFromMin(10, lastMinutes(5)), [100, 90, 98, 99]],
  ['a move from the extreme', move(10, 'any', fromExtreme(5)), [100, 95, 104, 104.5]],
  ['a move from the start', move(10, 'up', fromStart(1)), [100, 100, 100, 100, 110]],
  ['a move since start', move(5, 'any', sinceStart), [100, 105, 110, 110, 110, 110.25]],
])(
  'with a restart after every sample: %s fires with the last price and not before',
  (_what, condition, prices) => {
    const [first = 0, ...rest] = prices;
    const s = scenario(first);
    s.add(condition);
    const before = rest.map((price) => {
      s.restart();
      s.quote(price);
      return s.firings.length;
    });
    expect(before.at(-1)).toBe((before.at(-2) ?? 0) + 1);
  },
);

test('a rule without a tracker is new: armed at the first fresh sample', () => {
  const s = scenario(99);
  const memory = s.engine.pairMemory(btc.id);
  const engine = createEngine();
  engine.addPair(btc, 60_000, memory ?? undefined);
  const alarm = alarmOf(target(100, 'up'), 'new');
  engine.addAlarm(alarm, { armAt: null });
  const at = (seconds: number, price: number) => {
    const t = s.now() + seconds * 1_000;
    const taken = engine.takeSample(btc.id, { t, price, kind: 'quote' }, t);
    return taken.accepted ? taken.firings.length : 'refused';
  };
  expect([at(15, 101), at(30, 99), at(45, 101)]).toEqual([0, 0, 1]);
});

test('what came while it was stopped is judged as one step, from where the tracker stopped', () => {
  const s = scenario();
  s.at(0, 99);
  s.add(target(100, 'up'));
  s.restart();
  s.at(3_600, 101);
  expect(s.told()).toEqual(['3600 up by price 101, level 100, from 99@0']);
});
