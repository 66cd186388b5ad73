const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units = [
  [day, 'd'],
  [hour, 'h'],
  [minute, 'min'],
  [second, 's'],
] as const;

/** The words of a language for lengths of time. */
export interface DurationStyle {
  readonly d: string;
  readonly h: string;
  readonly min: string;
  readonly s: string;
  readonly ms: string;
  /** `12 of 60 min`, from `12` and `60 min`. */
  readonly of: (part: string, whole: string) => string;
}

/** English, as logs and records have it. */
export const plainDurations: DurationStyle = {
  d: 'd',
  h: 'h',
  min: 'min',
  s: 's',
  ms: 'ms',
  of: (part, whole) => `${part} of ${whole}`,
};

/**
 * A length of time, exact to its second-largest unit: `3 s`, `15 min`, `1 h 30 min`, `2 d 3 h`. A day is written `24 h`, as windows
 * are. What is left over is dropped, not rounded up.
 */
export function formatDuration(ms: number, style: DurationStyle = plainDurations): string {
  const left = Math.max(0, ms);
  if (left < second) return left >= 1 ? `${Math.floor(left)} ${style.ms}` : `0 ${style.s}`;
  if (left >= day && left < day + hour) return `24 ${style.h}`;
  const index = units.findIndex(([size]) => left >= size);
  const [size, unit] = units[index] ?? [second, 's' as const];
  const rest = units[index + 1];
  const whole = `${Math.floor(left / size)} ${style[unit]}`;
  const part = rest ? Math.floor((left % size) / rest[0]) : 0;
  return rest && part > 0 ? `${whole} ${part} ${style[rest[1]]}` : whole;
}

/** How old something is, in one unit: `3 s`, `4 min`, `2 h`, `5 d`. */
export function formatAge(ms: number, style: DurationStyle = plainDurations): string {
  const left = Math.max(0, ms);
  const [size, unit] = units.find(([length]) => left >= length) ?? [second, 's' as const];
  return `${Math.floor(left / size)} ${style[unit]}`;
}

/** Time left, as a clock that runs down: `0:42`, `12:05`, `1:00:00`. Rounded up, so that 0:00 means now. */
export function formatCountdown(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / second);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const rest = two(seconds % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

/** How much of a window has been seen, in the window's unit: `12 of 60 min`, `3 of 24 h`, `20 of 60 s`. */
export function formatPartOf(
  seenMs: number,
  windowMs: number,
  style: DurationStyle = plainDurations,
): string {
  const [size, unit] =
    windowMs > 3 * hour
      ? ([hour, 'h'] as const)
      : windowMs > 3 * minute
        ? ([minute, 'min'] as const)
        : ([second, 's'] as const);
  if (windowMs % size !== 0) return style.of(formatDuration(seenMs, style), formatDuration(windowMs, style));
  const seen = Math.min(seenMs, windowMs);
  const whole = `${windowMs / size} ${style[unit]}`;
  // Hours say nothing for the first hour: the smaller unit does.
  return size === hour && seen < hour
    ? style.of(formatDuration(seen, style), whole)
    : style.of(`${Math.floor(seen / size)}`, whole);
}
