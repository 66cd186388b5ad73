/**
 * The alarm rules of the design's section 4, written slowly and plainly, to be compared with the engine: every
 * judgement looks again at the whole list of samples, and only what the rules call remembered is remembered.
 *
 * Not here: waiting for the candles of a gap, staleness, blindness, snooze, ringing.
 */
import type { AlarmId } from '../../src-core/alarm.ts';
import type { ReferenceFiring } from './firing.ts';
import type { ReferenceInput } from './input.ts';
import { stillHolds } from './late.ts';
import { live } from './life.ts';

export type { ReferenceFiring } from './firing.ts';
export type { ReferenceInput, Step } from './input.ts';

/** `held`: how many quotes waited to be confirmed; they are neither refused nor, at that moment, taken. */
export interface ReferenceOutcome {
  readonly firings: ReferenceFiring[];
  readonly refused: number;
  readonly held: number;
}

export function referenceFirings(input: ReferenceInput): ReferenceOutcome {
  const { firings, refused, held } = live(input);
  return { firings: firings.map(({ firing }) => firing), refused, held };
}

/** Whether the n-th firing of an alarm still holds at the end of the input; null where there is none. */
export function stillHoldsAtEnd(input: ReferenceInput, alarmId: AlarmId, n: number): boolean | null {
  const { firings, story, forgottenAfter } = live(input);
  const at = firings.findIndex(({ firing }) => firing.alarmId === alarmId && firing.n === n);
  const fired = firings[at];
  if (fired === undefined) return null;
  // A firing of what turned out to be another coin holds no longer.
  return at >= forgottenAfter && stillHolds(fired, story);
}
