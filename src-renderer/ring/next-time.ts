import type { EpochMs } from '../../src-core/pair.ts';

/** The next time that local clocks show this time of day (`14:20`), today or tomorrow; null for anything else. */
export function nextTime(timeOfDay: string, now: EpochMs): EpochMs | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(timeOfDay) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const next = new Date(now);
  next.setHours(Number(hours), Number(minutes), 0, 0);
  // By the calendar, not by 24 hours: a day on which clocks change is longer or shorter.
  if (next.getTime() <= now) next.setDate(next.getDate() + 1);
  return next.getTime();
}
