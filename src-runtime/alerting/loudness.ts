import type { RingingView } from '../../src-shared/contract/schemas.ts';
import type { SoundDirection } from './ports.ts';

/** How one ring sounds: without end, once a minute, once when it joins, or not. */
export type Loudness = 'siren' | 'chime each minute' | 'chime once' | 'quiet';

export function loudnessOf(ringing: RingingView): Loudness {
  if (ringing.overLimit === true) return 'quiet';
  if (ringing.kind === 'test') return 'siren';
  // Good news wakes nobody.
  if (ringing.kind === 'seeing') return 'chime once';
  const urgency = ringing.kind === 'firing' ? ringing.firing.urgency : 'loud';
  if (urgency === 'silent') return 'quiet';
  if (urgency === 'normal') return 'chime once';
  return ringing.softened ? 'chime each minute' : 'siren';
}

/** Which of the two sounds tells of it; that prices are out is as bad as a fall. */
export function directionOf(ringing: RingingView): SoundDirection {
  if (ringing.kind === 'firing') return ringing.firing.proof.direction;
  return ringing.kind === 'blind' ? 'down' : 'up';
}

/** Whether it is told by a notification at all; `silent` is only in the list and the tray. */
export function isTold(ringing: RingingView): boolean {
  return ringing.kind !== 'firing' || ringing.firing.urgency !== 'silent';
}

/** Whether the window comes up for it. */
export function callsWindow(ringing: RingingView): boolean {
  if (ringing.kind === 'firing') return ringing.firing.urgency === 'loud';
  return ringing.kind !== 'seeing';
}
