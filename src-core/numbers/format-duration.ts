const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units: ReadonlyArray<readonly [number, string]> = [
  [day, 'd'],
  [hour, 'h'],
  [minute, 'min'],
  [second, 's'],
];

/**
 * A length of time, exact to its second-largest unit: `3 s`, `15 min`, `1 h 30 min`, `2 d 3 h`. A day is written `24 h`, as windows
 * are. What is left over is dropped, not rounded up.
 */
export function formatDuration(ms: number): string {
  const left = Math.max(0, ms);
  if (left < second) return left >= 1 ? `${Math.floor(left)} ms` : '0 s';
  if (left >= day && left < day + hour) return '24 h';
  const index = units.findIndex(([size]) => left >= size);
  const [size, unit] = units[index] ?? [second, 's'];
  const rest = units[index + 1];
  const whole = `${Math.floor(left / size)} ${unit}`;
  const part = rest ? Math.floor((left % size) / rest[0]) : 0;
  return rest && part > 0 ? `${whole} ${part} ${rest[1]}` : whole;
}

/** How old something is, in one unit: `3 s`, `4 min`, `2 h`, `5 d`. */
export function formatAge(ms: number): string {
  const left = Math.max(0, ms);
  const [size, unit] = units.find(([length]) => left >= length) ?? [second, 's'];
  return `${Math.floor(left / size)} ${unit}`;
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
export function formatPartOf(seenMs: number, windowMs: number): string {
  const [size, unit] =
    windowMs > 3 * hour ? [hour, 'h'] : windowMs > 3 * minute ? [minute, 'min'] : [second, 's'];
  if (windowMs % size !== 0) return `${formatDuration(seenMs)} of ${formatDuration(windowMs)}`;
  const seen = Math.min(seenMs, windowMs);
  // Hours say nothing for the first hour: the smaller unit does.
  if (size === hour && seen < hour) return `${formatDuration(seen)} of ${windowMs / hour} h`;
  return `${Math.floor(seen / size)} of ${windowMs / size} ${unit}`;
}
