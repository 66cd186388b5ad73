import { expect, test } from 'vitest';
import type { Condition } from '../src-core/condition.ts';
import { servePast } from './testing/past.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { btc, second, startTestRuntime, tick } from './testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;
const hour = 60 * minute;

/** An alarm that rings many times in a night, and how often the stored past was read for that. */
async function nightWith(condition: Condition) {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  await made.clock.advance(2 * minute);
  const { alarm } = await made.ok('alarm.add', { pairId: btc, condition, mode: 'repeat', wayBack: 0.01 });
  const slept = made.clock.now();
  servePast(made.feed, (openTime) => ({
    close: Math.floor((openTime - slept) / hour) % 2 === 0 ? 100 : 110,
  }));
  const { history } = made.storage;
  const real = history.samplesOf;
  let reads = 0;
  Object.assign(history, {
    samplesOf: (...args: Parameters<typeof real>) => {
      reads += 1;
      return real(...args);
    },
  });
  made.clock.sleep(8 * hour);
  made.feed.price(btc, 100);
  await made.clock.advance(tick);
  const { summary } = await made.state();
  const late = summary?.firings.filter(({ firing }) => firing.alarmId === alarm.id).length ?? 0;
  return { late, reads };
}

const inAnHour = { kind: 'window', ms: hour, from: 'extreme' } as const;

test('many late firings of a window read the past once', async () => {
  const { late, reads } = await nightWith({ kind: 'move', percent: 5, direction: 'any', over: inAnHour });
  expect(late).toBeGreaterThan(5);
  // One more: how much a minute moves as a rule is read after each tick.
  expect(reads).toBeLessThanOrEqual(2);
});

test('late firings of a level read no past: the newest price says whether they still hold', async () => {
  const { late, reads } = await nightWith({ kind: 'target', price: 105, direction: 'any' });
  expect(late).toBeGreaterThan(5);
  expect(reads).toBeLessThanOrEqual(1);
});
