/**
 * The alarm rules of the design's section 4, written slowly and plainly, to be compared with the engine: every
 * judgement looks again at the whole list of samples, and only what the rules call remembered is remembered.
 *
 * Not here: bad ticks, another coin after a hole, fail-over, gaps, channel, step, way back, storm guard, late, blind,
 * snooze, expiry, pause.
 */
import type { Alarm, AlarmId } from '../../src-core/alarm.ts';
import { assertNever } from '../../src-core/assert-never.ts';
import type { Direction } from '../../src-core/condition.ts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { PricePoint, Sample } from '../../src-core/sample.ts';
import { armExtreme, type ExtremeMemory, judgeExtreme } from './extreme.ts';
import {
  armMoveWindow,
  armSinceStart,
  type BaseMemory,
  judgeMoveWindow,
  judgeSinceStart,
  type WindowMemory,
} from './move.ts';
import { accept } from './samples.ts';
import type { Arming, Hit, Judging, Story } from './story.ts';
import { armTarget, judgeTarget, type TargetMemory } from './target.ts';

export type Command =
  | { readonly kind: 'add'; readonly at: EpochMs; readonly alarm: Alarm }
  | { readonly kind: 'rearm'; readonly at: EpochMs; readonly alarmId: AlarmId };

export type Step = { readonly kind: 'sample'; readonly sample: Sample; readonly now: EpochMs } | Command;

export interface ReferenceInput {
  readonly addedAt: EpochMs;
  /** Older samples that fill windows: never judged, never an arming price, not counted for `pair added`. */
  readonly history?: readonly Sample[];
  readonly staleMs: number;
  readonly steps: readonly Step[];
}

export interface ReferenceFiring {
  readonly alarmId: AlarmId;
  /** The n-th time that this alarm came true, from 1. */
  readonly n: number;
  readonly t: EpochMs;
  readonly direction: Direction;
  readonly level: Price;
  readonly by: 'price' | 'low' | 'high';
  readonly provingPrice: Price;
  /** Target: the sample before. Extreme and move: what the level was measured from; on ties the latest. */
  readonly reference: PricePoint;
  readonly lastPrice: Price;
}

type Memory = TargetMemory | ExtremeMemory | WindowMemory | BaseMemory;

type State =
  | { readonly is: 'without a price'; readonly since: EpochMs }
  | { readonly is: 'armed'; readonly arming: Arming }
  | { readonly is: 'fired' }
  /** Re-armed by the user, not yet armed. */
  | { readonly is: 'cooling'; readonly armsAt: EpochMs };

interface Tracker {
  readonly alarm: Alarm;
  state: State;
  memory: Memory | null;
  firings: number;
}

const rearmDelayMs = 60_000;

export function referenceFirings(input: ReferenceInput): { firings: ReferenceFiring[]; refused: number } {
  const history = input.history ?? [];
  const accepted: Sample[] = [];
  const samples: Sample[] = [...history];
  const story: Story = { addedAt: input.addedAt, samples, historyCount: history.length };
  const trackers: Tracker[] = [];
  const firings: ReferenceFiring[] = [];
  let refused = 0;

  for (const step of input.steps) {
    switch (step.kind) {
      case 'add':
        trackers.push(added(step.alarm, step.at, accepted.at(-1), story));
        break;
      case 'rearm':
        for (const tracker of trackers) if (tracker.alarm.id === step.alarmId) rearm(tracker, step.at);
        break;
      case 'sample': {
        const outcome = accept(step.sample, accepted, step.now, input.staleMs);
        if ('refusal' in outcome) {
          refused += 1;
          break;
        }
        for (const tracker of trackers) armIfDue(tracker, outcome.kept, accepted, story);
        accepted.push(outcome.kept);
        samples.push(outcome.kept);
        for (const tracker of trackers) firings.push(...judged(tracker, story));
        break;
      }
      default:
        assertNever(step);
    }
  }
  return { firings, refused };
}

/** "Arming is creation … Arming price: the last accepted price at that moment (if none, the next, unjudged)." */
function added(alarm: Alarm, at: EpochMs, last: Sample | undefined, story: Story): Tracker {
  const tracker: Tracker = { alarm, state: { is: 'without a price', since: at }, memory: null, firings: 0 };
  if (last !== undefined) {
    arm(tracker, { at, price: pointOf(last), samplesBefore: story.samples.length }, story);
  }
  return tracker;
}

/** "Re-arm by the user arms at now + 60 s", and is "make a fired alarm active again": an armed one stays as it is. */
function rearm(tracker: Tracker, at: EpochMs): void {
  if (tracker.state.is === 'fired' || tracker.state.is === 'cooling') {
    tracker.state = { is: 'cooling', armsAt: at + rearmDelayMs };
  }
}

/** Time is told by samples alone: the first one after the arming time shows that it has passed. */
function armIfDue(tracker: Tracker, next: Sample, accepted: readonly Sample[], story: Story): void {
  if (tracker.state.is !== 'cooling' || next.t <= tracker.state.armsAt) return;
  const { armsAt } = tracker.state;
  const until = accepted.filter((sample) => sample.t <= armsAt);
  const last = until.at(-1);
  if (last === undefined) tracker.state = { is: 'without a price', since: armsAt };
  else {
    const samplesBefore = story.historyCount + until.length;
    arm(tracker, { at: armsAt, price: pointOf(last), samplesBefore }, story);
  }
}

function arm(tracker: Tracker, arming: Arming, story: Story): void {
  const { condition } = tracker.alarm;
  tracker.state = { is: 'armed', arming };
  switch (condition.kind) {
    case 'target':
      tracker.memory = armTarget(condition, arming);
      break;
    case 'extreme':
      tracker.memory = armExtreme(condition, story, arming);
      break;
    case 'move': {
      if (condition.over.kind === 'since start') tracker.memory = armSinceStart(arming);
      else {
        const cut = tracker.memory?.kind === 'window' ? tracker.memory.cut : null;
        tracker.memory = armMoveWindow(condition, condition.over, story, arming, cut);
      }
      break;
    }
    default:
      assertNever(condition);
  }
}

/** Judges the newest sample of the story: "at most one firing per alarm". */
function judged(tracker: Tracker, story: Story): ReferenceFiring[] {
  const index = story.samples.length - 1;
  const sample = story.samples[index];
  if (sample === undefined) return [];

  if (tracker.state.is === 'without a price') {
    const at = Math.max(tracker.state.since, sample.t);
    arm(tracker, { at, price: pointOf(sample), samplesBefore: index + 1 }, story);
    return [];
  }
  // "`once` rests as `fired` until re-armed"
  if (tracker.state.is !== 'armed') return [];
  const { arming } = tracker.state;
  const before = story.samples[index - 1];
  // "Samples with `t` <= arming are never judged"
  if (before === undefined || sample.t <= arming.at) return [];

  const asTaken = withoutRangeFromBefore(arming.at, sample);
  const { hit, memory } = outcomeOf(tracker, { story, index, sample: asTaken, before, arming });
  tracker.memory = memory;
  if (hit === null) return [];
  tracker.firings += 1;
  if (!repeats(tracker.alarm)) tracker.state = { is: 'fired' };
  return [
    {
      alarmId: tracker.alarm.id,
      n: tracker.firings,
      // "A firing's time is the `t` of its sample."
      t: sample.t,
      ...hit,
      lastPrice: sample.price,
    },
  ];
}

function outcomeOf(tracker: Tracker, judging: Judging): { hit: Hit | null; memory: Memory } {
  const { alarm, memory } = tracker;
  const { condition } = alarm;
  switch (condition.kind) {
    case 'target':
      if (memory?.kind === 'target') return judgeTarget(condition, memory, judging);
      break;
    case 'extreme':
      if (memory?.kind === 'extreme') return judgeExtreme(condition, memory, judging);
      break;
    case 'move':
      if (memory?.kind === 'window') return judgeMoveWindow(condition, memory, judging);
      if (memory?.kind === 'base') return judgeSinceStart(condition, memory, judging, alarm.cooldownMs);
      break;
    default:
      assertNever(condition);
  }
  throw new Error(`alarm ${alarm.id} remembers another condition`);
}

/** "`since start` … Always repeats"; every other condition of this scope rings once. */
function repeats(alarm: Alarm): boolean {
  return alarm.condition.kind === 'move' && alarm.condition.over.kind === 'since start';
}

/** "A range with `from` before arming counts by its last price only." */
function withoutRangeFromBefore(armedAt: EpochMs, sample: Sample): Sample {
  if (sample.range === undefined || sample.range.from >= armedAt) return sample;
  const { range: _range, ...rest } = sample;
  return rest;
}

function pointOf(sample: Sample): PricePoint {
  return { t: sample.t, price: sample.price };
}
