import type { Alarm, AlarmId } from '../../src-core/alarm.ts';
import { assertNever } from '../../src-core/assert-never.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import { acceptedOf, pointOf, type Story } from './story.ts';
import { arm, endCooldown, isOff, newTracker, type Tracker } from './tracker.ts';

/** Commands come at or after the `t` of the newest sample. */
export type Command =
  | { readonly kind: 'add'; readonly at: EpochMs; readonly alarm: Alarm }
  /** `alarm` takes the place of the one with its id, whatever of it has changed. */
  | { readonly kind: 'edit'; readonly at: EpochMs; readonly alarm: Alarm }
  | { readonly kind: 'rearm'; readonly at: EpochMs; readonly alarmId: AlarmId }
  | { readonly kind: 'pause'; readonly at: EpochMs; readonly alarmId: AlarmId }
  | { readonly kind: 'resume'; readonly at: EpochMs; readonly alarmId: AlarmId };

const rearmDelayMs = 60_000;

export function obey(command: Command, trackers: Tracker[], story: Story): void {
  const { at } = command;
  if (command.kind === 'add') {
    const tracker = newTracker(command.alarm, at);
    armNow(tracker, at, story);
    trackers.push(tracker);
    return;
  }
  const id = command.kind === 'edit' ? command.alarm.id : command.alarmId;
  const tracker = trackers.find(({ alarm }) => alarm.id === id);
  if (tracker === undefined) return;
  const { alarm } = tracker;
  switch (command.kind) {
    case 'edit':
      edit(tracker, command.alarm, at, story);
      break;
    case 'pause':
      edit(tracker, { ...alarm, paused: true }, at, story);
      break;
    case 'resume':
      edit(tracker, { ...alarm, paused: false }, at, story);
      break;
    case 'rearm':
      rearm(tracker, at);
      break;
    default:
      assertNever(command);
  }
}

/** "Arming is creation, an edit of the condition, re-arm, resume", and an expiry moved into the future. */
function edit(tracker: Tracker, alarm: Alarm, at: EpochMs, story: Story): void {
  const before = tracker.alarm;
  tracker.alarm = alarm;
  const another = !isSameCondition(alarm, before);
  // Another condition has used up no move.
  if (another) tracker.memory = null;
  const resumed = before.paused && !alarm.paused;
  const revived = isExpired(before, at) && !isExpired(alarm, at);
  // "`once` rests as `fired` until re-armed": coming back from a pause or an expiry is no re-arm.
  const comesBack = (resumed || revived) && tracker.state.is !== 'fired';
  if (another || comesBack) armNow(tracker, at, story);
}

/** Two conditions that read the same are the same; how the objects were made does not matter. */
function isSameCondition(a: Alarm, b: Alarm): boolean {
  const plain = (alarm: Alarm) => Object.entries(alarm.condition).toSorted(([x], [y]) => (x < y ? -1 : 1));
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function isExpired(alarm: Alarm, at: EpochMs): boolean {
  return isOff({ ...alarm, paused: false }, at);
}

/** "Arming price: the last accepted price at that moment (if none, the next, unjudged)." */
function armNow(tracker: Tracker, at: EpochMs, story: Story): void {
  endCooldown(tracker);
  const last = acceptedOf(story).at(-1);
  if (last === undefined) tracker.state = { is: 'without a price', since: at };
  else arm(tracker, { at, price: pointOf(last), samplesBefore: story.samples.length }, story);
}

/** "Re-arm by the user arms at now + 60 s", and is "make a fired alarm active again": an armed one stays as it is. */
function rearm(tracker: Tracker, at: EpochMs): void {
  if (tracker.state.is === 'fired' || tracker.state.is === 're-armed') {
    tracker.state = { is: 're-armed', armsAt: at + rearmDelayMs };
  }
}

/** Time is told by samples alone: the first one after the arming time shows that it has passed. */
export function armIfDue(tracker: Tracker, next: Sample, story: Story): void {
  if (tracker.state.is !== 're-armed' || next.t <= tracker.state.armsAt) return;
  const { armsAt } = tracker.state;
  const until = acceptedOf(story).filter((sample) => sample.t <= armsAt);
  const last = until.at(-1);
  if (last === undefined) tracker.state = { is: 'without a price', since: armsAt };
  else {
    const samplesBefore = story.historyCount + until.length;
    arm(tracker, { at: armsAt, price: pointOf(last), samplesBefore }, story);
  }
}

/** "Another coin": the pair forgets its past; the next sample arms every alarm afresh but those that rest. */
export function forget(tracker: Tracker): void {
  endCooldown(tracker);
  tracker.memory = null;
  if (tracker.state.is !== 'fired')
    tracker.state = { is: 'without a price', since: Number.NEGATIVE_INFINITY };
}
