import type { Alarm } from '../../src-core/alarm.ts';
import type { EpochMs } from '../../src-core/pair.ts';

const minute = 60_000;
const hour = 60 * minute;

/** "`since start` … Always repeats"; every other condition as its mode says. */
export function repeats({ condition, mode }: Alarm): boolean {
  return mode === 'repeat' || (condition.kind === 'move' && condition.over.kind === 'since start');
}

/** "For n > 3 the cooldown is c x 2^(n - 3), at most 30 min (or c, if longer)" */
export function cooldownAfter(cooldownMs: number, firingsInLastHour: number): number {
  if (firingsInLastHour <= 3) return cooldownMs;
  return Math.min(cooldownMs * 2 ** (firingsInLastHour - 3), Math.max(30 * minute, cooldownMs));
}

/** "n = firings with `t` in the last hour, this one included": this one is the last of `times`. */
export function firingsInLastHour(times: readonly EpochMs[]): number {
  const now = times.at(-1) ?? 0;
  return times.filter((t) => t > now - hour).length;
}
