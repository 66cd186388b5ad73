import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import { cooldownAfter, firingsInLastHour, repeats } from './cooldown.ts';
import type { Fired } from './firing.ts';
import { afterHit, isEdge, outcomeOf } from './outcome.ts';
import { type Hit, type Judging, pointOf, type Story } from './story.ts';
import { arm, isCooling, isOff, type Memory, type Tracker, wayBackOf } from './tracker.ts';

/** Judges the newest sample of the story: "at most one firing per alarm". */
export function judged(tracker: Tracker, story: Story): Fired | null {
  const { alarm } = tracker;
  const index = story.samples.length - 1;
  const sample = story.samples[index];
  if (sample === undefined || isOff(alarm, sample.t)) return null;
  if (tracker.state.is === 'without a price') {
    const at = Math.max(tracker.state.since, sample.t);
    arm(tracker, { at, price: pointOf(sample), samplesBefore: index + 1 }, story);
    return null;
  }
  const judging = judgingOf(tracker, story);
  if (judging === null) return null;
  const cooling = isCooling(tracker, sample.t);
  // "During it … anchored ones are not judged, and are judged afresh at its end."
  if (cooling && !isEdge(alarm.condition)) return null;

  const { hit, memory } = outcomeOf(alarm.condition, tracker.memory, judging, wayBackOf(tracker));
  if (hit !== null && !cooling) return fire(tracker, hit, memory, judging);
  tracker.memory = memory;
  if (hit === null) return null;
  // "An edge condition that comes true loses readiness and is counted, without a firing."
  tracker.missed += 1;
  // Unheard or not, from here on it takes the way back.
  tracker.firedSinceArming = true;
  tracker.memory = afterHit(alarm.condition, memory, judging, wayBackOf(tracker));
  return null;
}

/** How an alarm judges the newest sample of the story; null where it rests, waits to be armed or was armed later. */
export function judgingOf(tracker: Tracker, story: Story): Judging | null {
  const { state } = tracker;
  const index = story.samples.length - 1;
  const sample = story.samples[index];
  const before = story.samples[index - 1];
  if (state.is !== 'armed' || sample === undefined || before === undefined) return null;
  // "Samples with `t` <= arming are never judged"
  if (sample.t <= state.arming.at) return null;
  const taken = withoutRangeFromBefore(state.arming.at, sample);
  return { story, index, sample: taken, before, arming: state.arming };
}

/** One firing, and what follows from it; `memory` is what the condition remembers after this hit. */
export function fire(tracker: Tracker, hit: Hit, memory: Memory, judging: Judging): Fired {
  const { alarm, missed } = tracker;
  const { t, price } = judging.sample;
  const cut = tracker.memory?.kind === 'window' ? tracker.memory.cut : null;
  tracker.firingTimes.push(t);
  tracker.firedSinceArming = true;
  tracker.missed = 0;
  tracker.memory = afterHit(alarm.condition, memory, judging, wayBackOf(tracker));
  const cooldownMs = repeats(alarm)
    ? cooldownAfter(alarm.cooldownMs, firingsInLastHour(tracker.firingTimes))
    : null;
  // "Counted from the firing's `t`"; "`once` rests as `fired` until re-armed".
  tracker.coolingUntil = cooldownMs === null ? null : t + cooldownMs;
  if (cooldownMs === null) tracker.state = { is: 'fired' };
  const n = tracker.firingTimes.length;
  return {
    // "A firing's time is the `t` of its sample."
    firing: { alarmId: alarm.id, n, t, ...hit, lastPrice: price, missed, cooldownMs },
    condition: alarm.condition,
    arming: judging.arming,
    cut,
  };
}

/** "A range with `from` before arming counts by its last price only." */
function withoutRangeFromBefore(armedAt: EpochMs, sample: Sample): Sample {
  if (sample.range === undefined || sample.range.from >= armedAt) return sample;
  const { range: _range, ...rest } = sample;
  return rest;
}
