import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { quietStretch } from './quiet-hours.ts';

const zone = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'Europe/Berlin';
});
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const night = { on: true, from: '22:00', to: '07:00' };
const at = (text: string) => Date.parse(text);
/** In Berlin, as ISO in UTC. */
const stretch = (now: string, hours = night) => {
  const found = quietStretch(at(now), hours);
  return found && [new Date(found.since).toISOString(), new Date(found.until).toISOString()];
};

describe('quiet hours', () => {
  test('over midnight: the same stretch before and after it', () => {
    const winter = ['2026-01-05T21:00:00.000Z', '2026-01-06T06:00:00.000Z'];
    expect(stretch('2026-01-05T20:59:59Z')).toBeNull();
    expect(stretch('2026-01-05T21:00:00Z')).toEqual(winter);
    expect(stretch('2026-01-06T05:59:59Z')).toEqual(winter);
    expect(stretch('2026-01-06T06:00:00Z')).toBeNull();
  });

  test('within a day', () => {
    const noon = { on: true, from: '12:00', to: '14:30' };
    expect(stretch('2026-01-05T12:00:00Z', noon)).toEqual([
      '2026-01-05T11:00:00.000Z',
      '2026-01-05T13:30:00.000Z',
    ]);
    expect(stretch('2026-01-05T13:30:00Z', noon)).toBeNull();
  });

  test('are none while they are off, and none where they begin as they end', () => {
    expect(stretch('2026-01-05T23:00:00Z', { ...night, on: false })).toBeNull();
    expect(stretch('2026-01-05T23:00:00Z', { on: true, from: '08:00', to: '08:00' })).toBeNull();
  });

  test('the night in which the clocks go forward is an hour shorter', () => {
    expect(stretch('2026-03-29T00:30:00Z')).toEqual(['2026-03-28T21:00:00.000Z', '2026-03-29T05:00:00.000Z']);
  });

  test('the night in which they go back is an hour longer', () => {
    expect(stretch('2026-10-25T00:30:00Z')).toEqual(['2026-10-24T20:00:00.000Z', '2026-10-25T06:00:00.000Z']);
  });

  test('an end that the clock shows twice is the first one, and nothing begins again after it', () => {
    const early = { on: true, from: '23:00', to: '02:30' };
    const end = at('2026-10-25T00:30:00Z');
    for (let minute = -60; minute <= 180; minute += 5) {
      const now = new Date(end + minute * 60_000).toISOString();
      expect(stretch(now, early) === null, now).toBe(minute >= 0);
    }
  });

  test('a beginning that the clock leaps over is as much later', () => {
    const late = { on: true, from: '02:30', to: '07:00' };
    expect(stretch('2026-03-29T01:29:59Z', late)).toBeNull();
    expect(stretch('2026-03-29T01:30:00Z', late)).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2026-03-29T05:00:00.000Z',
    ]);
  });
});
