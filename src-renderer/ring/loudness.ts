import type { RingingView } from '../../src-shared/contract/schemas.ts';

/** `siren` until dismissed, `soft` a chime each minute, `chime` one when it joins. */
export type Loudness = 'siren' | 'soft' | 'chime' | 'none';

/** How a ring sounds now; the host's own sound goes by the same rule. */
export function loudnessOf(ringing: RingingView): Loudness {
  if (ringing.overLimit === true || ringing.held === true) return 'none';
  if (ringing.kind === 'test') return 'siren';
  // Good news wakes nobody.
  if (ringing.kind === 'seeing') return 'chime';
  const urgency = ringing.kind === 'firing' ? ringing.firing.urgency : 'loud';
  if (urgency === 'silent') return 'none';
  if (urgency === 'normal') return 'chime';
  return ringing.softened ? 'soft' : 'siren';
}

/** Which of the two sounds tells of it; that prices are out is as bad as a fall. */
export function directionOf(ringing: RingingView): 'up' | 'down' {
  if (ringing.kind === 'firing') return ringing.firing.proof.direction;
  return ringing.kind === 'blind' ? 'down' : 'up';
}

/** When it began, local time of the host. */
export function startOf(ringing: RingingView): number {
  return ringing.kind === 'firing' ? ringing.firing.receivedAt : ringing.startedAt;
}
