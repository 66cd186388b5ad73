import type { Alarm } from '../../src-core/alarm.ts';
import { assertNever } from '../../src-core/assert-never.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import type { PricePoint } from '../../src-core/sample.ts';
import { armChannel } from './channel.ts';
import { armExtreme } from './extreme.ts';
import { armMoveWindow, type Cut } from './move.ts';
import type { Readiness, WayBack } from './readiness.ts';
import type { Sides } from './sides.ts';
import { armStep, type StepMemory } from './step.ts';
import type { Arming, Story } from './story.ts';
import { armTarget } from './target.ts';

/** What a condition remembers between samples. */
export type Memory =
  | { readonly kind: 'sides'; readonly sides: Sides }
  | { readonly kind: 'extreme'; readonly ready: Readiness }
  | { readonly kind: 'window'; readonly cut: Cut }
  | { readonly kind: 'base'; readonly base: PricePoint }
  | StepMemory;

export type State =
  | { readonly is: 'without a price'; readonly since: EpochMs }
  | { readonly is: 'armed'; readonly arming: Arming }
  /** "`once` rests as `fired` until re-armed" */
  | { readonly is: 'fired' }
  /** Re-armed by the user, not yet armed. */
  | { readonly is: 're-armed'; readonly armsAt: EpochMs };

/** What an alarm remembers between samples. */
export interface Tracker {
  alarm: Alarm;
  state: State;
  memory: Memory | null;
  firedSinceArming: boolean;
  /** The `t` of every firing, oldest first. */
  readonly firingTimes: EpochMs[];
  /** End of the cooldown: "the first sample with t >= deadline" ends it. */
  coolingUntil: EpochMs | null;
  /** Came true while cooling, since the last firing. */
  missed: number;
}

export function newTracker(alarm: Alarm, at: EpochMs): Tracker {
  return {
    alarm,
    state: { is: 'without a price', since: at },
    memory: null,
    firedSinceArming: false,
    firingTimes: [],
    coolingUntil: null,
    missed: 0,
  };
}

export function arm(tracker: Tracker, arming: Arming, story: Story): void {
  const cut = tracker.memory?.kind === 'window' ? tracker.memory.cut : null;
  tracker.state = { is: 'armed', arming };
  tracker.memory = armedMemory(tracker.alarm, arming, story, cut);
  tracker.firedSinceArming = false;
}

/** Nothing of an earlier cooldown outlives an arming by the user. */
export function endCooldown(tracker: Tracker): void {
  tracker.coolingUntil = null;
  tracker.missed = 0;
}

export function isCooling(tracker: Tracker, t: EpochMs): boolean {
  return tracker.coolingUntil !== null && t < tracker.coolingUntil;
}

/** "A paused or expired alarm is not judged." Expiry counts by source time. */
export function isOff({ paused, expiresAt }: Alarm, t: EpochMs): boolean {
  return paused || (expiresAt !== null && t >= expiresAt);
}

/** "Before the first firing since arming … after it" */
export function wayBackOf(tracker: Tracker): WayBack {
  return tracker.firedSinceArming ? tracker.alarm.wayBack : 'before the first firing';
}

function armedMemory({ condition }: Alarm, arming: Arming, story: Story, cut: Cut): Memory {
  switch (condition.kind) {
    case 'target':
      return { kind: 'sides', sides: armTarget(condition, arming) };
    case 'channel':
      return { kind: 'sides', sides: armChannel(condition, arming) };
    case 'extreme':
      return { kind: 'extreme', ready: armExtreme(condition, story, arming) };
    case 'step':
      return armStep(condition, arming);
    case 'move': {
      const { over } = condition;
      if (over.kind === 'since start') return { kind: 'base', base: arming.price };
      return { kind: 'window', cut: armMoveWindow(condition, over, story, arming, cut) };
    }
    default:
      return assertNever(condition);
  }
}
