import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alarm } from '../../src-core/alarm.ts';
import { testStart } from '../testing/fake-clock.ts';
import { bitcoin, bitcoinAlarm } from '../testing/test-rules.ts';
import { readAlarm, readPair, writeAlarm, writePair } from './readable.ts';

const afterJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('an alarm as a file shows it', () => {
  test('has its times as dates and its way back in percent', () => {
    const alarm = { ...bitcoinAlarm, wayBack: 0.0057, expiresAt: testStart + 1 };
    expect(writeAlarm(alarm)).toMatchObject({
      wayBackPercent: 0.57,
      expiresAt: '2026-01-05T12:00:00.001Z',
      createdAt: '2026-01-05T12:00:00.000Z',
      condition: bitcoinAlarm.condition,
    });
    expect(writeAlarm(alarm)).not.toHaveProperty('wayBack');
  });

  test('is read again as it was, whatever its numbers', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ min: 0, max: 0.1, noNaN: true }),
          fc.nat(100_000).map((n) => n / 1_000_000),
        ),
        fc.option(fc.oneof(fc.nat({ max: 4e12 }), fc.double({ min: 0, max: 1e16, noNaN: true }))),
        (wayBack, expiresAt) => {
          const alarm: Alarm = { ...bitcoinAlarm, wayBack: wayBack + 0, expiresAt };
          expect(readAlarm(afterJson(writeAlarm(alarm)))).toEqual(alarm);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test.each([null, 7, 'text', [], [1]])('what is none stays what it is: %j', (value) => {
    expect(readAlarm(value)).toEqual(value);
    expect(readPair(value)).toEqual(value);
  });

  test('a time and a percentage that are none are not made into some', () => {
    const read = readAlarm({ createdAt: 'soon', expiresAt: null, wayBackPercent: '0.3' });
    expect(read).toEqual({ createdAt: 'soon', expiresAt: null });
  });
});

test('a pair is read again as it was', () => {
  for (const addedAt of [0, testStart, testStart + 0.5, 1e16]) {
    const pair = { ...bitcoin, addedAt };
    expect(readPair(afterJson(writePair(pair)))).toEqual(pair);
  }
});
