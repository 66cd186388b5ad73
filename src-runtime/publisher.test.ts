import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Snapshot, Update } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import { createPublisher } from './publisher.ts';
import { settle } from './testing/fake-clock.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
  eth,
  second,
  sinceStart,
  startTestRuntime,
  type TestRuntime,
  target,
  tick,
} from './testing/test-runtime.ts';

const folders = temporaryFolders();
const doge = 'binance:DOGEUSDT';

function start(): TestRuntime {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

type Message = Omit<Update, 'seq'>;

/** Ages are counted from a message's own `at`; as moments they can be compared between messages. */
function asMoments({ at, pairs = [], alarms = [], sources = [] }: Message) {
  const since = (age: number | null) => (age === null ? null : at - age);
  return {
    pairs: pairs.map(({ ageMs, ...pair }) => ({ ...pair, seenAt: since(ageMs) })),
    alarms: alarms.map(({ reason, ...alarm }) => {
      if (reason.code === 'stale price') return { ...alarm, reason: { code: reason.code } };
      if (reason.code === 'cooling') return { ...alarm, reason: { code: reason.code, until: reason.until } };
      return { ...alarm, reason };
    }),
    sources: sources.map(({ lastSuccessAgeMs, nextTryInMs, failure, ...source }) => ({
      ...source,
      succeededAt: since(lastSuccessAgeMs),
      nextTryAt: nextTryInMs === null ? null : at + nextTryInMs,
      failure: failure === null ? null : { kind: failure.kind, since: at - failure.forMs },
    })),
  };
}

type Moments = ReturnType<typeof asMoments>;
interface Shown extends Moments {
  readonly seq: number;
  readonly ringing: Snapshot['ringing'];
  readonly notices: Snapshot['notices'];
  readonly monitoring: Snapshot['monitoring'];
}

const shownFrom = (snapshot: Snapshot): Shown => ({
  ...asMoments(snapshot),
  seq: snapshot.seq,
  ringing: snapshot.ringing,
  notices: snapshot.notices,
  monitoring: snapshot.monitoring,
});

/** What an interface does with updates: lists replace by id, the rest whole. */
function apply(shown: Shown, update: Update): Shown {
  if (update.seq !== shown.seq + 1) throw new Error(`a gap: ${shown.seq} to ${update.seq}`);
  const replace = <T extends { id: string }>(
    all: readonly T[],
    changed: readonly T[],
    gone: readonly string[] = [],
  ) => [
    ...new Map(
      [...all.filter(({ id }) => !gone.includes(id)), ...changed].map((one) => [one.id, one]),
    ).values(),
  ];
  const news = asMoments(update);
  return {
    seq: update.seq,
    pairs: replace(shown.pairs, news.pairs, update.removedPairs),
    alarms: replace(shown.alarms, news.alarms, update.removedAlarms),
    ringing: update.ringing ?? shown.ringing,
    sources: update.sources === undefined ? shown.sources : news.sources,
    notices: update.notices ?? shown.notices,
    monitoring: update.monitoring ?? shown.monitoring,
  };
}

/** In one order; a next try that is overdue is due now. */
function comparable(shown: Shown, now: number) {
  const byId = <T extends { id: string }>(all: readonly T[]) =>
    all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    seq: shown.seq,
    pairs: byId(shown.pairs),
    alarms: byId(shown.alarms),
    ringing: byId(shown.ringing),
    notices: byId(shown.notices),
    monitoring: shown.monitoring,
    sources: byId(shown.sources).map((source) => ({
      ...source,
      nextTryAt: source.nextTryAt === null ? null : Math.max(now, source.nextTryAt),
    })),
  };
}

/** An interface that has taken a snapshot and goes on with updates. */
async function mirror(made: TestRuntime) {
  const waiting: Update[] = [];
  made.runtime.onUpdate((update) => waiting.push(structuredClone(update)));
  let shown = shownFrom(await made.state());
  return {
    check: async () => {
      await settle();
      const fresh = await made.state();
      for (const update of waiting.splice(0)) if (update.seq > shown.seq) shown = apply(shown, update);
      expect(comparable(shown, fresh.at)).toEqual(comparable(shownFrom(fresh), fresh.at));
    },
  };
}

type Step = (made: TestRuntime) => Promise<unknown>;
const pairIds = [btc, eth, doge];
const pairId = fc.constantFrom(...pairIds);
const price = fc.constantFrom(90, 95, 99, 100, 101, 105, 110, 120);
const n = fc.nat({ max: 3 });

interface NamedStep {
  readonly name: string;
  readonly run: Step;
}

const step: fc.Arbitrary<NamedStep> = fc.oneof(
  pairId.map((id) => ({ name: `add ${id}`, run: (made: TestRuntime) => made.call('pair.add', { id }) })),
  pairId.map((id) => ({
    name: `remove ${id}`,
    run: (made: TestRuntime) => made.call('pair.remove', { id }),
  })),
  pairId.map((id) => ({
    name: `restore ${id}`,
    run: (made: TestRuntime) => made.call('pair.restore', { id }),
  })),
  fc.tuple(pairId, price).map(([id, at]) => ({
    name: `target ${id} ${at}`,
    run: (made: TestRuntime) => made.call('alarm.add', { pairId: id, condition: target(at, 'any') }),
  })),
  pairId.map((id) => ({
    name: `since start ${id}`,
    run: (made: TestRuntime) => made.call('alarm.add', { pairId: id, condition: sinceStart(5) }),
  })),
  ...(['alarm.remove', 'alarm.restore', 'alarm.rearm'] as const).map((name) =>
    n.map((index) => ({
      name: `${name} a${index + 1}`,
      run: (made: TestRuntime) => made.call(name, { id: `a${index + 1}` }),
    })),
  ),
  fc.constant({ name: 'dismiss all', run: (made: TestRuntime) => made.call('ring.dismissAll', {}) }),
  fc.constant({ name: 'test', run: (made: TestRuntime) => made.call('ring.test', {}) }),
  fc.constantFrom('monitoring.pause' as const, 'monitoring.resume' as const).map((name) => ({
    name,
    run: (made: TestRuntime) => made.call(name, {}),
  })),
  fc.constantFrom('shown' as const, 'failed' as const).map((outcome) => ({
    name: `deliver ${outcome}`,
    run: async (made: TestRuntime) => {
      const ids = made.runtime.ringing().map((one) => one.id);
      made.runtime.deliver(ids, { channel: 'notification', outcome, cause: null });
    },
  })),
  fc.constantFrom(20, 600, 7_200).map((seconds) => ({
    name: `sleep ${seconds}`,
    run: async (made: TestRuntime) => made.clock.sleep(seconds * second),
  })),
  fc.tuple(pairId, price).map(([id, at]) => ({
    name: `tick ${id} ${at}`,
    run: (made: TestRuntime) => made.tickAt(at, id),
  })),
  fc.tuple(pairId, price).map(([id, at]) => ({
    name: `tick ${id} ${at}`,
    run: (made: TestRuntime) => made.tickAt(at, id),
  })),
  pairId.map((id) => ({
    name: `vanish ${id}`,
    run: async (made: TestRuntime) => {
      made.feed.price(id, null);
      await made.clock.advance(130 * second);
    },
  })),
  fc.constantFrom('offline' as const, 'rate-limited' as const, null).map((kind) => ({
    name: `source ${kind}`,
    run: async (made: TestRuntime) => {
      made.feed.failWith(kind);
      await made.clock.advance(tick);
    },
  })),
  fc.boolean().map((fails) => ({
    name: `disk ${fails ? 'fails' : 'works'}`,
    run: async (made: TestRuntime) => {
      made.disk.stateFails = fails;
    },
  })),
  fc.constantFrom(5, 20, 70).map((seconds) => ({
    name: `wait ${seconds}`,
    run: (made: TestRuntime) => made.clock.advance(seconds * second),
  })),
);

describe('numbered updates', () => {
  test('a snapshot with its updates is always a fresh snapshot', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const made = start();
        for (const id of pairIds) made.feed.price(id, 100);
        const shown = await mirror(made);
        for (const { run } of steps) {
          await run(made);
          // Staleness is told at the next pulse.
          await made.clock.advance(5 * second);
          await shown.check();
        }
        await made.runtime.stop();
      }),
      { seed: 7, numRuns: 60 },
    );
  }, 20_000);

  test('the notice of a vanished pair goes with the pair', async () => {
    const made = start();
    await made.watch();
    made.feed.price(btc, null);
    await made.clock.advance(200 * second);
    const shown = await mirror(made);
    await made.ok('pair.remove', { id: btc });
    await shown.check();
    expect((await made.state()).notices).toEqual([]);
  });

  test('a source that has nothing more to ask for is told as starting', async () => {
    const made = start();
    await made.watch();
    const shown = await mirror(made);
    await made.ok('pair.remove', { id: btc });
    await made.clock.advance(2 * tick);
    await shown.check();
  });

  test('a re-armed alarm is shown as armed after its minute, even where no price comes', async () => {
    const made = start();
    await made.watch();
    const id = await made.alarm(target(110));
    await made.tickAt(111);
    await made.ok('ring.dismissAll', {});
    made.feed.failWith('offline');
    await made.clock.advance(3 * 60 * second);
    await made.ok('alarm.rearm', { id });
    const shown = await mirror(made);
    await made.clock.advance(75 * second);
    await shown.check();
  });

  test('hold only what changed', async () => {
    const made = start();
    await made.watch(btc, 100);
    await made.watch(eth, 50);
    await made.alarm(target(110));
    await made.alarm(target(60), eth);
    const updates = made.listen();
    await settle();
    updates.length = 0;
    await made.ok('alarm.remove', { id: 'a1' });
    await settle();
    expect(updates).toEqual([{ seq: expect.any(Number), at: made.clock.now(), removedAlarms: ['a1'] }]);
    updates.length = 0;
    await made.ok('ring.test', {});
    await settle();
    expect(updates.map(({ seq: _seq, at: _at, ...rest }) => Object.keys(rest))).toEqual([
      ['ringing', 'snoozed'],
    ]);
    updates.length = 0;
    await made.ok('alarm.preview', { pairId: btc, condition: target(120) });
    await made.ok('chart.get', { pairId: btc });
    await settle();
    expect(updates).toEqual([]);
  });

  test('one tick is one update, numbered one more than the one before', async () => {
    const made = start();
    await made.watch(btc, 100);
    await made.watch(eth, 50);
    await made.alarm(target(110));
    await made.tickAt(101);
    const updates = made.listen();
    await made.tickAt(111);
    await made.tickAt(112);
    expect(updates.map(({ seq }) => seq)).toEqual([updates[0]!.seq, updates[0]!.seq + 1]);
    expect(updates[0]).toMatchObject({ ringing: [{ id: 'a1#1' }], alarms: [{ id: 'a1', state: 'ringing' }] });
  });

  test('what waits when somebody takes a snapshot is told to the others first, under its own number', async () => {
    const made = start();
    await made.watch();
    const updates = made.listen();
    await settle();
    updates.length = 0;
    const [, snapshot] = await Promise.all([made.ok('ring.test', {}), made.state()]);
    await settle();
    expect(updates).toHaveLength(1);
    expect(updates[0]?.seq).toBe(snapshot.seq);
    expect(snapshot.ringing).toHaveLength(1);
  });

  test('whoever has unsubscribed is told nothing more', async () => {
    const made = start();
    const updates: Update[] = [];
    const end = made.runtime.onUpdate((update) => updates.push(update));
    end();
    await made.watch();
    expect(updates).toEqual([]);
  });

  test('nothing is worked out while nobody listens', async () => {
    let looked = 0;
    const publisher = createPublisher((): Desk => {
      looked += 1;
      throw new Error('somebody looked');
    });
    publisher.touchPair(btc);
    publisher.touchAlarm('a1', btc);
    publisher.touch('sources');
    publisher.touchHistory(btc);
    publisher.removePair(eth);
    await settle();
    expect(looked).toBe(0);
  });

  test('what happened while nobody listened is not told to who comes later', async () => {
    const made = start();
    await made.watch();
    await made.tickAt(101);
    const updates = made.listen();
    await settle();
    expect(updates).toEqual([]);
  });

  test('a price that grows stale is told without a tick, and so is its alarm', async () => {
    const made = start();
    await made.watch();
    await made.alarm(target(110));
    made.feed.hold();
    const updates = made.listen();
    await made.clock.advance(tick);
    updates.length = 0;
    await made.clock.advance(60 * second);
    const told = updates.flatMap(({ pairs = [] }) => pairs).at(-1);
    expect(told).toMatchObject({ id: btc, stale: true, price: 100 });
    expect(updates.flatMap(({ alarms = [] }) => alarms).at(-1)).toMatchObject({
      reason: { code: 'stale price' },
    });
    expect(updates).toHaveLength(1);
  });
});
