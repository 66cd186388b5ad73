import { describe, expect, test } from 'vitest';
import type { SnoozeView } from '../src-shared/contract/schemas.ts';
import { createRing } from './ring.ts';
import { cannedFiring } from './testing/canned-firing.ts';
import { createFakeClock, testStart } from './testing/fake-clock.ts';

const minute = 60_000;
const never = { softenAfterMs: 24 * 60 * minute, ringLimitMs: null };
const snooze: SnoozeView = { until: testStart + 10 * minute, unless: null, by: 'browser', at: testStart };
const blind = {
  kind: 'blind',
  id: 'blind:binance:1',
  source: 'binance',
  title: 'No prices from Binance',
  body: 'no connection',
  startedAt: testStart,
  softened: false,
} as const;

function ringOf(...ids: readonly string[]) {
  const clock = createFakeClock();
  const ring = createRing(clock);
  ring.add(ids.map((id) => cannedFiring(id)));
  const ids_ = () => ring.list().map(({ id }) => id);
  return { ...ring, clock, ids: ids_, snoozedIds: () => ring.snoozed().map(({ id }) => id) };
}

describe('a ring', () => {
  test('lists what rings in the order in which it came, each once', () => {
    const ring = ringOf('a#1', 'b#1');
    ring.add([cannedFiring('a#1'), cannedFiring('c#1')]);
    expect(ring.ids()).toEqual(['a#1', 'b#1', 'c#1']);
  });

  test('that is silenced answers which of them rang, each once', () => {
    const ring = ringOf('a#1', 'b#1');
    expect(ring.silence(['b#1', 'b#1', 'ghost#1'])).toEqual(['b#1']);
    expect(ring.ids()).toEqual(['a#1']);
  });

  test('tells the state of an alarm: since when, whether it rings or is snoozed', () => {
    const ring = ringOf('a#1');
    expect(ring.facetOf('b')).toBeNull();
    expect(ring.facetOf('a')).toEqual({ kind: 'ringing', since: testStart });
    ring.snooze(['a#1'], snooze);
    expect(ring.facetOf('a')).toEqual({ kind: 'snoozed', since: testStart, until: snooze.until });
  });

  test('keeps what of it reached people', () => {
    const ring = ringOf('a#1');
    const delivery = { channel: 'sound', outcome: 'played', at: testStart, cause: null } as const;
    ring.deliver('a#1', delivery);
    ring.deliver('ghost#1', delivery);
    expect(ring.list()).toMatchObject([{ firing: { deliveries: [delivery] } }]);
  });
});

describe('a snoozed ring', () => {
  test('is in its own list until it is woken, and then behind what rings', () => {
    const ring = ringOf('a#1', 'b#1');
    expect(ring.snooze(['a#1', 'ghost#1'], snooze)).toEqual(['a#1']);
    expect([ring.ids(), ring.snoozedIds()]).toEqual([['b#1'], ['a#1']]);
    ring.wake('a#1');
    expect([ring.ids(), ring.snoozedIds()]).toEqual([['b#1', 'a#1'], []]);
  });

  test('takes in a further firing of its alarm, and only of its alarm', () => {
    const ring = ringOf('a#1');
    ring.snooze(['a#1'], snooze);
    ring.add([cannedFiring('a#2'), cannedFiring('b#1')]);
    expect([ring.ids(), ring.snoozedIds()]).toEqual([['b#1'], ['a#1', 'a#2']]);
    expect(ring.snoozed()[1]?.snooze).toEqual(snooze);
  });

  test('of which one firing rings lets a further one ring too', () => {
    const ring = ringOf('a#1', 'a#2');
    ring.snooze(['a#1'], snooze);
    ring.add([cannedFiring('a#3')]);
    expect(ring.ids()).toEqual(['a#2', 'a#3']);
    expect(ring.facetOf('a')?.kind).toBe('ringing');
  });

  test('is not for the test alarm, nor for prices that are out', () => {
    const ring = ringOf();
    ring.startTest(testStart);
    ring.tellSource(blind);
    expect(ring.snooze(['test', blind.id], snooze)).toEqual([]);
    expect(ring.ids()).toEqual(['test', blind.id]);
  });

  test('does not grow older: it rings as new when it wakes', async () => {
    const ring = ringOf('a#1');
    const after = { softenAfterMs: 2 * minute, ringLimitMs: 5 * minute };
    await ring.clock.advance(10 * minute);
    ring.age(after);
    ring.snooze(['a#1'], snooze);
    expect(ring.age(after)).toBe(false);
    ring.wake('a#1');
    expect(ring.list()).toMatchObject([{ softened: false }]);
    expect(ring.list()[0]).not.toHaveProperty('overLimit');
    await ring.clock.advance(minute);
    expect(ring.age(after)).toBe(false);
    await ring.clock.advance(minute);
    expect(ring.age(after)).toBe(true);
  });
});

describe('with age', () => {
  test('a ring softens, once', async () => {
    const ring = ringOf('a#1');
    const after = { ...never, softenAfterMs: 10 * minute };
    await ring.clock.advance(10 * minute - 1);
    expect([ring.age(after), ring.list()]).toMatchObject([false, [{ softened: false }]]);
    await ring.clock.advance(1);
    expect([ring.age(after), ring.list()]).toMatchObject([true, [{ softened: true }]]);
    expect(ring.age(after)).toBe(false);
  });

  test('a ring loses its sound at the limit, whether or not it has softened', async () => {
    const ring = ringOf('a#1');
    await ring.clock.advance(5 * minute);
    expect(ring.age({ ...never, ringLimitMs: 5 * minute })).toBe(true);
    expect(ring.list()).toMatchObject([{ softened: false, overLimit: true }]);
    expect(ring.age({ ...never, ringLimitMs: 5 * minute })).toBe(false);
  });

  test('prices that are out soften and end like an alarm; the test alarm only ends', async () => {
    const ring = ringOf();
    ring.startTest(testStart);
    ring.tellSource(blind);
    await ring.clock.advance(minute);
    ring.age({ softenAfterMs: minute, ringLimitMs: minute });
    expect(ring.list()).toMatchObject([
      { kind: 'test', overLimit: true },
      { kind: 'blind', softened: true, overLimit: true },
    ]);
    expect(ring.list()[0]).not.toHaveProperty('softened');
  });

  test('prices that are out say something else, and are as soft as they were', async () => {
    const ring = ringOf();
    ring.tellSource(blind);
    await ring.clock.advance(minute);
    ring.age({ softenAfterMs: minute, ringLimitMs: minute });
    ring.tellSource({ ...blind, body: 'too many requests' });
    expect(ring.list()).toMatchObject([{ body: 'too many requests', softened: true, overLimit: true }]);
  });

  test('each counts from its own start', async () => {
    const ring = ringOf('a#1');
    await ring.clock.advance(minute);
    ring.add([cannedFiring('b#1')]);
    ring.age({ ...never, softenAfterMs: minute });
    expect(ring.list()).toMatchObject([{ softened: true }, { softened: false }]);
  });

  test.each([
    ['a sleep', (ring: ReturnType<typeof ringOf>) => ring.clock.sleep(8 * 60 * minute)],
    ['a clock that is set ahead', (ring: ReturnType<typeof ringOf>) => ring.clock.jump(8 * 60 * minute)],
  ])('%s does not count: nobody could hear it', (_, happen) => {
    const ring = ringOf('a#1');
    happen(ring);
    expect(ring.age({ softenAfterMs: minute, ringLimitMs: minute })).toBe(false);
  });
});
