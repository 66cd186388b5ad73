import type { RingingView } from '../../src-shared/contract/schemas.ts';

/** How one ring sounds: without end, once a minute, once when it joins, or not. */
export type Loudness = 'siren' | 'chime each minute' | 'chime once' | 'quiet';

export function loudnessOf(ringing: RingingView): Loudness {
  if (ringing.overLimit === true) return 'quiet';
  if (ringing.kind === 'test') return 'siren';
  const urgency = ringing.kind === 'firing' ? ringing.firing.urgency : 'loud';
  if (urgency === 'silent') return 'quiet';
  if (urgency === 'normal') return 'chime once';
  return ringing.softened ? 'chime each minute' : 'siren';
}

/** Whether it is told by a notification at all; `silent` is only in the list and the tray. */
export function isTold(ringing: RingingView): boolean {
  return ringing.kind !== 'firing' || ringing.firing.urgency !== 'silent';
}

/** Whether the window comes up for it. */
export function callsWindow(ringing: RingingView): boolean {
  return ringing.kind !== 'firing' || ringing.firing.urgency === 'loud';
}
