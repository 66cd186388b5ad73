import { expect, test } from 'vitest';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import { cannedFiring } from '../testing/canned-firing.ts';
import { testStart } from '../testing/fake-clock.ts';
import { callsWindow, isTold, loudnessOf } from './loudness.ts';

const firing = (
  urgency: 'loud' | 'normal' | 'silent',
  age: { readonly softened?: boolean; readonly overLimit?: true } = {},
): RingingView => ({
  kind: 'firing',
  id: 'a#1',
  softened: false,
  ...cannedFiring('a#1', { urgency }),
  ...age,
});
const source = (
  kind: 'blind' | 'seeing',
  age: { readonly softened?: boolean; readonly overLimit?: true } = {},
): RingingView => ({
  kind,
  id: `${kind}:binance`,
  source: 'binance',
  title: '',
  body: '',
  startedAt: testStart,
  softened: false,
  ...age,
});
const testAlarm: RingingView = { kind: 'test', id: 'test', startedAt: testStart };
const soft = { softened: true };
const over = { overLimit: true } as const;

test.each([
  ['a loud alarm', firing('loud'), 'siren', true, true],
  ['a loud alarm that has softened', firing('loud', soft), 'chime each minute', true, true],
  ['a loud alarm over the limit', firing('loud', over), 'quiet', true, true],
  ['a softened alarm over the limit', firing('loud', { ...soft, ...over }), 'quiet', true, true],
  ['a normal alarm', firing('normal'), 'chime once', true, false],
  ['a normal alarm, however long it rings', firing('normal', soft), 'chime once', true, false],
  ['a silent alarm', firing('silent'), 'quiet', false, false],
  ['the test alarm', testAlarm, 'siren', true, true],
  ['the test alarm over the limit', { ...testAlarm, ...over }, 'quiet', true, true],
  ['prices that are out', source('blind'), 'siren', true, true],
  ['prices that are out for long', source('blind', soft), 'chime each minute', true, true],
  ['prices that are back', source('seeing'), 'chime once', true, false],
] as const)('%s', (_, ringing, loudness, told, window) => {
  expect([loudnessOf(ringing), isTold(ringing), callsWindow(ringing)]).toEqual([loudness, told, window]);
});
