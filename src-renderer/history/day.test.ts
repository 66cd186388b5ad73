import { afterEach, expect, test, vi } from 'vitest';
import { dayText, stretchOfDay } from './day.ts';

afterEach(() => vi.unstubAllEnvs());

test('a day is from midnight to midnight by local clocks', () => {
  const stretch = stretchOfDay('2026-01-05');
  expect(stretch).toEqual({ from: Date.UTC(2026, 0, 5), to: Date.UTC(2026, 0, 6) });
  expect(dayText(stretch?.from ?? 0)).toBe('2026-01-05');
  expect(dayText((stretch?.to ?? 0) - 1)).toBe('2026-01-05');
});

test('days on which clocks are changed have 23 and 25 hours', () => {
  vi.stubEnv('TZ', 'Europe/Berlin');
  const hours = (day: string) => {
    const { from, to } = stretchOfDay(day) ?? { from: 0, to: 0 };
    return (to - from) / 3_600_000;
  };
  expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-06-01')]).toEqual([23, 25, 24]);
});

test.each(['', '2026', 'today', '2026-1-5'])('%j is no day', (text) => {
  expect(stretchOfDay(text)).toBeNull();
});
