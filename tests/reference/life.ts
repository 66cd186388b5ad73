import { assertNever } from '../../src-core/assert-never.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import { armIfDue, forget, obey } from './commands.ts';
import { arrived, isFirstOfUnknownBasis } from './fail-over.ts';
import type { Fired } from './firing.ts';
import type { ReferenceInput, Step } from './input.ts';
import { type Intake, newIntake, offer } from './intake.ts';
import { judged } from './judge.ts';
import { acceptedOf, type Story } from './story.ts';
import type { Tracker } from './tracker.ts';

/** What an input has come to so far. */
export interface Life {
  readonly input: ReferenceInput;
  readonly intake: Intake;
  readonly trackers: Tracker[];
  readonly firings: Fired[];
  refused: number;
  held: number;
  story: Story;
  /** How many of the firings came before the pair last forgot its past. */
  forgottenAfter: number;
}

/** Goes through an input step by step. */
export function live(input: ReferenceInput): Life {
  const life: Life = {
    input,
    intake: newIntake(),
    trackers: [],
    firings: [],
    refused: 0,
    held: 0,
    story: newStory(input.addedAt, input.history ?? []),
    forgottenAfter: 0,
  };
  for (const step of input.steps) go(life, step);
  return life;
}

function go(life: Life, step: Step): void {
  switch (step.kind) {
    case 'sample':
      meet(life, step.sample, step.now);
      break;
    case 'decide':
      decide(life, step.coin);
      break;
    case 'restart':
      // All that is remembered is stored.
      break;
    case 'add':
    case 'edit':
    case 'rearm':
    case 'pause':
    case 'resume':
      obey(step, life.trackers, life.story);
      break;
    default:
      assertNever(step);
  }
}

function newStory(addedAt: EpochMs, history: readonly Sample[]): Story {
  return {
    addedAt,
    samples: history,
    historyCount: history.length,
    windowsFrom: null,
    madeCandles: new Map(),
    windows: new Map(),
  };
}

function meet(life: Life, sample: Sample, now: EpochMs): void {
  const { staleMs, confirmPercent = 10 } = life.input;
  const offered = offer(life.intake, sample, acceptedOf(life.story), { now, staleMs, confirmPercent });
  switch (offered.is) {
    case 'refused':
      life.refused += 1;
      break;
    case 'held':
      life.held += 1;
      break;
    case 'taken':
      for (const taken of offered.samples) take(life, taken);
      break;
    default:
      assertNever(offered);
  }
}

/** One accepted sample, judged by every alarm. */
function take(life: Life, sample: Sample): void {
  const { story, trackers } = life;
  for (const tracker of trackers) armIfDue(tracker, sample, story);
  const first = isFirstOfUnknownBasis(sample, acceptedOf(story).at(-1));
  const windowsFrom = first ? story.samples.length : story.windowsFrom;
  life.story = { ...story, samples: [...story.samples, sample], windowsFrom, windows: new Map() };
  for (const tracker of trackers) {
    const fired = first ? arrived(tracker, life.story) : judged(tracker, life.story);
    if (fired !== null) life.firings.push(fired);
  }
}

function decide(life: Life, coin: 'same' | 'another'): void {
  const { intake } = life;
  if (!intake.asking) return;
  intake.asking = false;
  if (coin === 'same') {
    intake.waived = true;
    return;
  }
  // "The pair forgets its past."
  intake.held = null;
  life.story = newStory(life.input.addedAt, []);
  life.forgottenAfter = life.firings.length;
  for (const tracker of life.trackers) forget(tracker);
}
