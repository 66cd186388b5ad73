import { expect, test } from 'vitest';
import { createFakeClock, settle } from './testing/fake-clock.ts';
import { createFakeFeed } from './testing/fake-feed.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
  eth,
  startTestRuntime,
  target,
  type TestRuntimeSettings,
  tick,
} from './testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60_000;

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  const idsOf = (part: 'added' | 'caughtUp') => made.recorded[part].map(({ firing }) => firing.id);
  return { ...made, idsOf };
}

test('each firing is recorded once, in the order in which they came', async () => {
  const { watch, alarm, tickAt, idsOf, clock, recorded } = start();
  await watch();
  await watch(eth, 10);
  const first = await alarm(target(110));
  const second = await alarm(target(105));
  const third = await alarm(target(11), eth);
  await tickAt(106);
  await tickAt(111);
  await tickAt(12, eth);
  expect(idsOf('added')).toEqual([`${second}#1`, `${first}#1`, `${third}#1`]);
  await clock.advance(20 * tick);
  expect(idsOf('added')).toHaveLength(3);
  expect(recorded.added[0]).toMatchObject({ pair: { id: btc }, firing: { late: false } });
});

test('it is recorded after it was committed, and while it rings', async () => {
  const made = start();
  await made.watch();
  const id = await made.alarm(target(110));
  const seen: unknown[] = [];
  made.recorded.added.push = (...firings) => {
    for (const { firing } of firings) {
      seen.push([made.storage.state.hasFiring(firing.id), made.runtime.ringing().map((one) => one.id)]);
    }
    return 0;
  };
  await made.tickAt(111);
  expect(seen).toEqual([[true, [`${id}#1`]]]);
});

test('one that cannot be stored is recorded all the same: it rang', async () => {
  const { watch, alarm, tickAt, disk, idsOf, clock } = start();
  await watch();
  const id = await alarm(target(110));
  disk.stateFails = true;
  await tickAt(111);
  disk.stateFails = false;
  await clock.advance(3 * tick);
  expect(idsOf('added')).toEqual([`${id}#1`]);
});

test('the test alarm is none', async () => {
  const { watch, ok, recorded } = start();
  await watch();
  await ok('ring.test', {});
  await ok('ring.dismissAll', {});
  expect(recorded).toEqual({ added: [], caughtUp: [] });
});

test.each([
  [11, true],
  [10, false],
])('one that was judged %i minutes after its time: late is %s', async (age, late) => {
  const { watch, alarm, feed, clock, recorded } = start({ pollMs: 5 * minute });
  await watch();
  await alarm(target(110));
  feed.failWith('offline');
  await clock.advance(25 * minute);
  feed.failWith(null);
  feed.price(btc, 111, { t: clock.now() + 5 * minute - age * minute });
  await clock.advance(5 * minute);
  expect(recorded.added).toMatchObject([{ firing: { late, t: clock.now() - age * minute } }]);
});

test('after a crash what rings again is handed over to be caught up with, as it was, and nothing else', async () => {
  const made = start();
  await made.watch();
  const first = await made.alarm(target(105));
  const second = await made.alarm(target(110));
  await made.tickAt(106);
  await made.ok('ring.dismiss', { ids: [`${first}#1`] });
  await made.tickAt(111);
  made.crash();
  const feed = createFakeFeed();
  feed.price(btc, 112);
  const again = start({ folder: made.folder, clock: createFakeClock(made.clock.now()), feed, firstId: 100 });
  await settle();
  await again.clock.advance(2 * tick);
  expect(again.idsOf('caughtUp')).toEqual([`${second}#1`]);
  expect(again.recorded.caughtUp[0]).toEqual(made.recorded.added[1]);
  expect(again.idsOf('added')).toEqual([]);
});
