import type { Alarm } from './alarm.ts';
import type { EpochMs } from './pair.ts';

const hourMs = 3_600_000;
/** So many firings an hour are not a storm. */
const calmFirings = 3;
const longestStormMs = 30 * 60_000;

export const shortestCooldownMs = 1_000;
export const longestCooldownMs = 7 * 24 * hourMs;

/** The silence after a firing. `storm`: how many firings of the last hour made it longer than the user's; else null. */
export interface Cooldown {
  readonly ms: number;
  readonly storm: number | null;
}

/** Firings with `t` in the hour that ends at `t`, this one included. */
export function withFiring(firedLately: readonly EpochMs[], t: EpochMs): EpochMs[] {
  return [...firedLately.filter((one) => one > t - hourMs), t];
}

/** The cooldown doubles with each firing of an hour beyond the third, to half an hour at most. */
export function cooldownAfter({ cooldownMs }: Alarm, firingsInHour: number): Cooldown {
  const doubled = cooldownMs * 2 ** Math.max(0, firingsInHour - calmFirings);
  const ms = Math.min(doubled, Math.max(longestStormMs, cooldownMs));
  return { ms, storm: ms > cooldownMs ? firingsInHour : null };
}
