import { afterEach, expect, it } from 'vitest';
import { nextTime } from './next-time.ts';

const zone = process.env['TZ'];
afterEach(() => {
  process.env['TZ'] = zone;
});

it.each([
  ['2026-01-05T12:00:00', '14:20', '2026-01-05T14:20:00'],
  ['2026-01-05T14:19:59', '14:20', '2026-01-05T14:20:00'],
  ['2026-01-05T14:20:00', '14:20', '2026-01-06T14:20:00'],
  ['2026-12-31T23:00:00', '07:00', '2027-01-01T07:00:00'],
])('at %s, %s is %s', (now, time, next) => {
  expect(nextTime(time, new Date(now).getTime())).toBe(new Date(next).getTime());
});

it.each(['', '1420', '7:00', 'noon'])('%j is no time of day', (text) => {
  expect(nextTime(text, 0)).toBeNull();
});

it('is by the clock on the wall also in the night in which clocks change', () => {
  process.env['TZ'] = 'Europe/Berlin';
  const evening = new Date('2026-03-28T22:00:00').getTime();
  const morning = nextTime('07:00', evening) ?? 0;
  expect((morning - evening) / 3_600_000).toBe(8);
});
