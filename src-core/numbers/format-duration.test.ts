import { expect, it } from 'vitest';
import { formatAge, formatCountdown, formatDuration, formatPartOf } from './format-duration.ts';

const minute = 60_000;
const hour = 60 * minute;

it.each([
  [0, '0 s'],
  [-5, '0 s'],
  [250, '250 ms'],
  [3_000, '3 s'],
  [59_999, '59 s'],
  [minute, '1 min'],
  [90_000, '1 min 30 s'],
  [15 * minute, '15 min'],
  [hour, '1 h'],
  [1.5 * hour, '1 h 30 min'],
  [24 * hour, '24 h'],
  [51 * hour, '2 d 3 h'],
])('%d ms last %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

it.each([
  [-1, '0 s'],
  [3_400, '3 s'],
  [4 * minute + 59_000, '4 min'],
  [2.9 * hour, '2 h'],
  [49 * hour, '2 d'],
])('%d ms are %s old', (ms, text) => {
  expect(formatAge(ms)).toBe(text);
});

it.each([
  [0, '0:00'],
  [41_200, '0:42'],
  [725_000, '12:05'],
  [hour, '1:00:00'],
])('a countdown of %d ms shows %s', (ms, text) => {
  expect(formatCountdown(ms)).toBe(text);
});

it.each([
  [12 * minute, hour, '12 of 60 min'],
  [20_000, minute, '20 of 60 s'],
  [3 * hour, 24 * hour, '3 of 24 h'],
  [12 * minute, 24 * hour, '12 min of 24 h'],
  [70 * minute, hour, '60 of 60 min'],
  [20_000, 90_500, '20 s of 1 min 30 s'],
])('%d of %d ms are written %s', (seen, window, text) => {
  expect(formatPartOf(seen, window)).toBe(text);
});
