import type { RingingView } from '../../src-shared/contract/schemas.ts';

/** `siren` until dismissed, `soft` a chime each minute, `chime` one when it joins. */
export type Loudness = 'siren' | 'soft' | 'chime' | 'none';

/** How a ring sounds now; the host's own sound goes by the same rule. */
export function loudnessOf(ringing: RingingView): Loudness {
  if (ringing.overLimit === true) return 'none';
  if (ringing.kind === 'test') return 'siren';
  const urgency = ringing.kind === 'firing' ? ringing.firing.urgency : 'loud';
  if (urgency === 'silent') return 'none';
  if (urgency === 'normal') return 'chime';
  return ringing.softened ? 'soft' : 'siren';
}

/** When it began, local time of the host. */
export function startOf(ringing: RingingView): number {
  return ringing.kind === 'firing' ? ringing.firing.receivedAt : ringing.startedAt;
}
