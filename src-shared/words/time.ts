import type { EpochMs } from '../../src-core/pair.ts';

const clock: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
};
const timeOfDay = new Intl.DateTimeFormat('en-GB', clock);
const shortTimeOfDay = new Intl.DateTimeFormat('en-GB', { ...clock, second: undefined });
const dayAndTime = new Intl.DateTimeFormat('en-GB', { ...clock, day: 'numeric', month: 'short' });
const dayOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

/** Local time of day with seconds: `14:03:30`; with its day where that is not today: `19 Nov, 14:03:30`. */
export function formatTime(t: EpochMs, now: EpochMs = Date.now()): string {
  const date = new Date(t);
  return sameDay(date, new Date(now)) ? timeOfDay.format(date) : dayAndTime.format(date);
}

/** `14:03`, for an axis. */
export function formatAxisTime(t: EpochMs): string {
  return shortTimeOfDay.format(new Date(t));
}

/** `19 Nov`, for an axis. */
export function formatAxisDay(t: EpochMs): string {
  return dayOnly.format(new Date(t));
}

/** Local time of day without seconds: `14:03`; with its day where that is not today: `19 Nov, 14:03`. */
export function formatMinute(t: EpochMs, now: EpochMs = Date.now()): string {
  return sameDay(new Date(t), new Date(now))
    ? formatAxisTime(t)
    : `${formatAxisDay(t)}, ${formatAxisTime(t)}`;
}
