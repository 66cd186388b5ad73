import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createUndo } from './undo.ts';

test('what was removed can be had back for five minutes, and not hours later', async () => {
  const clock = createFakeClock();
  const undo = createUndo<string, number>(clock);
  undo.set('a', 1);
  await clock.advance(5 * 60_000);
  expect(undo.get('a')).toBe(1);
  await clock.advance(1);
  expect(undo.get('a')).toBeUndefined();
});
