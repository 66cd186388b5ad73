import type { EpochMs } from '../../src-core/pair.ts';
import { plainStyle, type Style } from './style.ts';

const clock: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
};
const { second: _, ...shortClock } = clock;
const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };

const options = { time: clock, minute: shortClock, dayAndTime: { ...clock, ...day }, day } as const;

/** One formatter per language and form: making one costs far more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function write(t: EpochMs, form: keyof typeof options, { dates }: Style): string {
  const key = `${dates} ${form}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(dates, options[form]);
    formatters.set(key, formatter);
  }
  return formatter.format(new Date(t));
}

const sameDay = (a: EpochMs, b: EpochMs) => new Date(a).toDateString() === new Date(b).toDateString();

/** Local time of day with seconds: `14:03:30`; with its day where that is not today: `19 Nov, 14:03:30`. */
export function formatTime(t: EpochMs, style: Style = plainStyle, now: EpochMs = Date.now()): string {
  return write(t, sameDay(t, now) ? 'time' : 'dayAndTime', style);
}

/** `14:03`, for an axis. */
export function formatAxisTime(t: EpochMs, style: Style = plainStyle): string {
  return write(t, 'minute', style);
}

/** `19 Nov`, for an axis. */
export function formatAxisDay(t: EpochMs, style: Style = plainStyle): string {
  return write(t, 'day', style);
}

/** Local time of day without seconds: `14:03`; with its day where that is not today: `19 Nov, 14:03`. */
export function formatMinute(t: EpochMs, style: Style = plainStyle, now: EpochMs = Date.now()): string {
  const time = formatAxisTime(t, style);
  return sameDay(t, now) ? time : `${formatAxisDay(t, style)}, ${time}`;
}
