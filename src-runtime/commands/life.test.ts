import { describe, expect, test } from 'vitest';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeFeed } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import {
  btc,
  eth,
  second,
  startTestRuntime,
  type TestRuntime,
  type TestRuntimeSettings,
  target,
  tick,
} from '../testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;
const hour = 60 * minute;

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

type Options = Omit<CommandIn<'alarm.add'>, 'pairId' | 'condition'>;

/** Bitcoin at 100 with a target of 110. */
async function armed(options: Options = {}) {
  const made = start();
  await made.watch();
  await made.ok('alarm.add', { pairId: btc, condition: target(110), ...options });
  return made;
}

function afterCrash(before: TestRuntime, price: number, later = 0) {
  before.crash();
  const feed = createFakeFeed();
  feed.price(btc, price);
  const clock = createFakeClock(before.clock.now() + later);
  return start({ folder: before.folder, clock, feed, firstId: 100 });
}

/** The rule reaches the disk, what the alarm remembers does not, and the process dies. */
async function killedInBetween(made: TestRuntime, act: () => Promise<unknown>, price: number) {
  made.disk.stateFails = true;
  await act();
  return afterCrash(made, price);
}

const alarmOf = async (made: TestRuntime) => {
  const [alarm] = (await made.state()).alarms;
  if (alarm === undefined) throw new Error('there is no alarm');
  return alarm;
};
const stateOf = async (made: TestRuntime) => {
  const { state, reason } = await alarmOf(made);
  return `${state}: ${reason.code}`;
};

describe('a paused alarm', () => {
  test('is not judged, and shows it', async () => {
    const made = await armed();
    expect(await made.ok('alarm.pause', { ids: ['a1'] })).toEqual({ changed: 1 });
    await made.tickAt(111);
    expect([await made.ringing(), await stateOf(made)]).toEqual([[], 'paused: paused']);
  });

  test('that is resumed is armed with the last price: what came true meanwhile does not ring', async () => {
    const made = await armed();
    await made.ok('alarm.pause', { ids: ['a1'] });
    await made.tickAt(111);
    await made.ok('alarm.resume', { ids: ['a1'] });
    expect(await stateOf(made)).toBe('armed: already true');
    await made.tickAt(112);
    expect(await made.ringing()).toEqual([]);
    await made.tickAt(109);
    await made.tickAt(110);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('has its window filled meanwhile', async () => {
    const made = start();
    await made.watch();
    const over = { kind: 'window', ms: 2 * minute, from: 'start' } as const;
    await made.alarm({ kind: 'move', percent: 5, direction: 'any', over });
    await made.ok('alarm.pause', { ids: ['a1'] });
    await made.clock.advance(5 * minute);
    await made.ok('alarm.resume', { ids: ['a1'] });
    expect(await stateOf(made)).toBe('armed: to go');
  });

  test('goes on ringing for what it fired before', async () => {
    const made = await armed();
    await made.tickAt(111);
    await made.ok('alarm.pause', { ids: ['a1'] });
    expect(await made.ringing()).toEqual(['a1#1']);
    await made.ok('ring.dismissAll', {});
    expect(await stateOf(made)).toBe('paused: paused');
  });

  test('may be several: some, all of a pair, all', async () => {
    const made = await armed();
    await made.watch(eth, 50);
    for (const price of [60, 70]) await made.alarm(target(price), eth);
    const states = async () => (await made.state()).alarms.map(({ state }) => state);
    expect(await made.ok('alarm.pause', { pairId: eth })).toEqual({ changed: 2 });
    expect(await states()).toEqual(['armed', 'paused', 'paused']);
    expect(await made.ok('alarm.pause', { all: true })).toEqual({ changed: 1 });
    expect(await made.ok('alarm.pause', { all: true })).toEqual({ changed: 0 });
    expect(await made.ok('alarm.resume', { ids: ['a1', 'a3'] })).toEqual({ changed: 2 });
    expect(await states()).toEqual(['armed', 'paused', 'armed']);
    expect(await made.ok('alarm.resume', { pairId: eth })).toEqual({ changed: 1 });
  });

  test('cannot be paused again, nor resumed twice, nor be one that is not there', async () => {
    const made = await armed();
    expect(await made.refused('alarm.resume', { ids: ['a1'] })).toMatchObject({ code: 'not-paused' });
    await made.ok('alarm.pause', { ids: ['a1'] });
    expect(await made.refused('alarm.pause', { ids: ['a1'] })).toMatchObject({ code: 'paused-already' });
    expect(await made.refused('alarm.pause', { ids: ['ghost'] })).toMatchObject({ code: 'unknown-alarm' });
    expect(await made.refused('alarm.pause', { pairId: eth })).toMatchObject({ code: 'unknown-pair' });
  });

  test('stays paused over a restart, and is resumed as if there had been none', async () => {
    const made = await armed();
    await made.ok('alarm.pause', { ids: ['a1'] });
    const again = afterCrash(made, 111);
    await again.clock.advance(tick);
    expect([await again.ringing(), await stateOf(again)]).toEqual([[], 'paused: paused']);
    await again.ok('alarm.resume', { ids: ['a1'] });
    await again.tickAt(112);
    expect(await again.ringing()).toEqual([]);
    await again.tickAt(100);
    await again.tickAt(111);
    expect(await again.ringing()).toEqual(['a1#1']);
  });

  test('is paused where the process died between rule and tracker', async () => {
    const made = await armed();
    const again = await killedInBetween(made, () => made.ok('alarm.pause', { ids: ['a1'] }), 111);
    await again.clock.advance(tick);
    expect([await again.ringing(), await stateOf(again)]).toEqual([[], 'paused: paused']);
    await again.ok('alarm.resume', { ids: ['a1'] });
    await again.tickAt(112);
    expect(await again.ringing()).toEqual([]);
  });

  test('that was resumed is armed afresh where the process died between rule and tracker', async () => {
    const made = await armed();
    await made.ok('alarm.pause', { ids: ['a1'] });
    await made.tickAt(111);
    const again = await killedInBetween(made, () => made.ok('alarm.resume', { ids: ['a1'] }), 112);
    await again.clock.advance(tick);
    expect([await again.ringing(), await stateOf(again)]).toEqual([[], 'armed: already true']);
    await again.tickAt(100);
    await again.tickAt(111);
    expect(await again.ringing()).toEqual(['a1#1']);
  });

  test('is not paused where the settings file refuses', async () => {
    const made = await armed();
    made.disk.rulesFail = true;
    expect(await made.refused('alarm.pause', { ids: ['a1'] })).toMatchObject({ code: 'storage-failed' });
    made.disk.rulesFail = false;
    await made.tickAt(111);
    expect(await made.ringing()).toEqual(['a1#1']);
  });
});

describe('an alarm that is edited', () => {
  test('to another condition is armed with the last price, and judged by it from then on', async () => {
    const made = await armed();
    const { alarm, alreadyTrue } = await made.ok('alarm.edit', { id: 'a1', condition: target(105) });
    expect([alarm.upLevel, alreadyTrue]).toEqual([105, false]);
    await made.tickAt(106);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('to what is true already rings on the next crossing, or at once where that is wanted', async () => {
    const made = await armed();
    expect(await made.ok('alarm.edit', { id: 'a1', condition: target(90) })).toMatchObject({
      alreadyTrue: true,
    });
    await made.tickAt(101);
    expect(await made.ringing()).toEqual([]);
    await made.ok('alarm.edit', { id: 'a1', condition: target(95), ringNow: true });
    expect(await made.ringing()).toEqual(['a1#1']);
    expect(await stateOf(made)).toBe('ringing: ringing');
  });

  test('in its note, urgency or mode goes on as it is', async () => {
    const made = await armed();
    await made.tickAt(111);
    await made.ok('ring.dismissAll', {});
    await made.ok('alarm.edit', { id: 'a1', note: 'sell half', urgency: 'normal', mode: 'repeat' });
    expect(await alarmOf(made)).toMatchObject({
      state: 'fired',
      note: 'sell half',
      urgency: 'normal',
      mode: 'repeat',
      firedCount: 1,
    });
  });

  test('has its note in what it fires from then on, not in what it fired before', async () => {
    const made = await armed({ note: 'first', mode: 'repeat', cooldownMs: second });
    await made.tickAt(111);
    await made.ok('alarm.edit', { id: 'a1', note: 'second' });
    await made.tickAt(100);
    await made.tickAt(111);
    const { firings } = await made.ok('firings.list', { limit: 10 });
    expect(firings.map(({ firing }) => firing.note)).toEqual(['second', 'first']);
  });

  test('of which the condition is changed after it fired is armed again, and counts on', async () => {
    const made = await armed();
    await made.tickAt(111);
    await made.ok('ring.dismissAll', {});
    await made.ok('alarm.edit', { id: 'a1', condition: target(120) });
    expect(await stateOf(made)).toBe('armed: to go');
    await made.tickAt(121);
    expect(await made.ringing()).toEqual(['a1#2']);
  });

  test('while it rings rings on: that is another firing’s matter', async () => {
    const made = await armed();
    await made.tickAt(111);
    await made.ok('alarm.edit', { id: 'a1', condition: target(200) });
    expect(await made.ringing()).toEqual(['a1#1']);
    await made.ok('ring.dismissAll', {});
    expect(await stateOf(made)).toBe('armed: to go');
  });

  test('is the new one where the process died between rule and tracker: armed at the first price', async () => {
    const made = await armed();
    await made.tickAt(105);
    const edit = () => made.ok('alarm.edit', { id: 'a1', condition: target(106) });
    const again = await killedInBetween(made, edit, 107);
    await again.clock.advance(tick);
    expect([await again.ringing(), await stateOf(again)]).toEqual([[], 'armed: already true']);
    await again.tickAt(100);
    await again.tickAt(106);
    expect(await again.ringing()).toEqual(['a1#1']);
  });

  test('is not silenced by what the old one had fired, where the process died in between', async () => {
    const made = await armed();
    await made.tickAt(111);
    await made.ok('ring.dismissAll', {});
    const edit = () => made.ok('alarm.edit', { id: 'a1', condition: target(120) });
    const again = await killedInBetween(made, edit, 112);
    await again.clock.advance(tick);
    expect(await stateOf(again)).toBe('armed: to go');
    await again.tickAt(121);
    expect(await again.ringing()).toEqual(['a1#2']);
  });

  test('stays what it was where the settings file refuses', async () => {
    const made = await armed();
    made.disk.rulesFail = true;
    expect(await made.refused('alarm.edit', { id: 'a1', condition: target(105) })).toMatchObject({
      code: 'storage-failed',
    });
    await made.tickAt(106);
    expect(await made.ringing()).toEqual([]);
    expect((await alarmOf(made)).upLevel).toBe(110);
  });

  test('by two clients at once is the last of them', async () => {
    const made = await armed();
    await Promise.all([
      made.ok('alarm.edit', { id: 'a1', condition: target(105) }),
      made.ok('alarm.edit', { id: 'a1', condition: target(120) }),
    ]);
    expect((await alarmOf(made)).upLevel).toBe(120);
    await made.tickAt(106);
    expect(await made.ringing()).toEqual([]);
  });
});

describe('an alarm with an end', () => {
  const inMinutes = (made: TestRuntime, minutes: number) => made.clock.now() + minutes * minute;

  /** Ends two minutes from now. */
  async function ending() {
    const made = start();
    await made.watch();
    const expiresAt = inMinutes(made, 2);
    await made.ok('alarm.add', { pairId: btc, condition: target(110), expiresAt });
    return { ...made, expiresAt };
  }

  test('is judged until then, and by nothing from then on', async () => {
    const made = await ending();
    await made.clock.advance(2 * minute - tick);
    expect(await stateOf(made)).toBe('armed: to go');
    await made.tickAt(111);
    expect([await made.ringing(), await stateOf(made)]).toEqual([[], 'expired: expired']);
    const other = await ending();
    await other.clock.advance(2 * minute - 2 * tick);
    await other.tickAt(111);
    expect(await other.ringing()).toEqual(['a1#1']);
  });

  test('that is over is refused at creation and in an edit', async () => {
    const made = await ending();
    const past = made.clock.now() - second;
    expect(
      await made.refused('alarm.add', { pairId: btc, condition: target(1), expiresAt: past }),
    ).toMatchObject({ code: 'bad-input', message: expect.stringContaining('expire') });
    expect(await made.refused('alarm.edit', { id: 'a1', expiresAt: past })).toMatchObject({
      code: 'bad-input',
    });
  });

  test('moved ahead after it was over arms it with the last price', async () => {
    const made = await ending();
    await made.clock.advance(3 * minute);
    await made.tickAt(111);
    await made.ok('alarm.edit', { id: 'a1', expiresAt: inMinutes(made, 60) });
    expect(await stateOf(made)).toBe('armed: already true');
    await made.tickAt(112);
    expect(await made.ringing()).toEqual([]);
    await made.ok('alarm.edit', { id: 'a1', expiresAt: null });
    await made.tickAt(100);
    await made.tickAt(110);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('moved ahead in time changes nothing else', async () => {
    const made = await ending();
    await made.ok('alarm.edit', { id: 'a1', expiresAt: inMinutes(made, 60) });
    await made.clock.advance(5 * minute);
    await made.tickAt(111);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('is over by the clock while no prices come', async () => {
    const made = start();
    await made.watch();
    await made.ok('alarm.add', { pairId: btc, condition: target(110), expiresAt: inMinutes(made, 10) });
    made.feed.failWith('offline');
    await made.clock.advance(9 * minute);
    expect(await stateOf(made)).toBe('blind: blind');
    await made.clock.advance(minute);
    expect(await stateOf(made)).toBe('expired: expired');
  });

  test('is over after a restart too', async () => {
    const made = await ending();
    const again = afterCrash(made, 111, hour);
    await again.clock.advance(tick);
    expect([await again.ringing(), await stateOf(again)]).toEqual([[], 'expired: expired']);
  });

  test('moved ahead is armed afresh where the process died between rule and tracker', async () => {
    const made = await ending();
    await made.clock.advance(3 * minute);
    await made.tickAt(111);
    const edit = () => made.ok('alarm.edit', { id: 'a1', expiresAt: inMinutes(made, 60) });
    const again = await killedInBetween(made, edit, 112);
    await again.clock.advance(tick);
    expect([await again.ringing(), await stateOf(again)]).toEqual([[], 'armed: already true']);
  });
});

describe('ring now', () => {
  test('rings at once for what is true at creation, with its proof, and is on disk', async () => {
    const made = start();
    await made.watch();
    const { alarm, alreadyTrue } = await made.ok('alarm.add', {
      pairId: btc,
      condition: target(90),
      ringNow: true,
      urgency: 'normal',
      note: 'already',
    });
    expect([alreadyTrue, alarm.state]).toEqual([true, 'ringing']);
    const { ringing } = await made.state();
    expect(ringing).toMatchObject([
      {
        id: 'a1#1',
        firing: {
          urgency: 'normal',
          note: 'already',
          late: false,
          told: 'ring',
          rule: 'reaches 90 from below',
          proof: { level: 90, proving: { price: 100, by: 'price' }, after: { price: 100 } },
        },
      },
    ]);
    expect(await afterCrash(made, 100).ringing()).toEqual(['a1#1']);
  });

  test('rings for nothing that is not true', async () => {
    const made = await armed({ ringNow: true });
    expect(await made.ringing()).toEqual([]);
    expect(await stateOf(made)).toBe('armed: to go');
  });

  test('of an alarm that repeats cools, and rings on the next crossing', async () => {
    const made = start();
    await made.watch();
    await made.ok('alarm.add', { pairId: btc, condition: target(90), ringNow: true, mode: 'repeat' });
    await made.ok('ring.dismissAll', {});
    expect(await stateOf(made)).toBe('cooling: cooling');
    await made.clock.advance(2 * minute);
    await made.tickAt(80);
    await made.tickAt(91);
    expect(await made.ringing()).toEqual(['a1#2']);
  });
});

describe('a re-arm', () => {
  test('of what has fired and is paused is refused until it is resumed', async () => {
    const made = await armed();
    await made.tickAt(111);
    await made.ok('ring.dismissAll', {});
    await made.ok('alarm.pause', { ids: ['a1'] });
    expect(await made.refused('alarm.rearm', { id: 'a1' })).toMatchObject({
      code: 'paused',
      message: 'That alarm is paused. Resume it first.',
    });
    await made.ok('alarm.resume', { ids: ['a1'] });
    expect(await stateOf(made)).toBe('fired: fired');
    await made.ok('alarm.rearm', { id: 'a1' });
    expect(await stateOf(made)).toBe('cooling: cooling');
  });

  test('of what has fired and is over is refused until it has a later end', async () => {
    const made = start();
    await made.watch();
    const expiresAt = made.clock.now() + 2 * minute;
    await made.ok('alarm.add', { pairId: btc, condition: target(110), expiresAt });
    await made.tickAt(111);
    await made.ok('ring.dismissAll', {});
    await made.clock.advance(3 * minute);
    expect(await made.refused('alarm.rearm', { id: 'a1' })).toMatchObject({
      code: 'expired',
      message: 'That alarm has expired. Let it end at a later time first.',
    });
  });

  test('of what still rings is one, and the ring goes on', async () => {
    const made = await armed();
    await made.tickAt(111);
    await made.ok('alarm.rearm', { id: 'a1' });
    expect(await made.ringing()).toEqual(['a1#1']);
    await made.tickAt(100);
    await made.clock.advance(minute + tick);
    await made.tickAt(111);
    expect(await made.ringing()).toEqual(['a1#1', 'a1#2']);
  });
});

describe('past firings', () => {
  /** Four firings of two pairs, each a minute after the other. */
  async function four() {
    const made = start();
    await made.watch();
    await made.watch(eth, 50);
    for (const [price, pair] of [
      [110, btc],
      [60, eth],
      [120, btc],
      [70, eth],
    ] as const) {
      await made.alarm(target(price), pair);
    }
    for (const [price, pair] of [
      [111, btc],
      [61, eth],
      [121, btc],
      [71, eth],
    ] as const) {
      await made.clock.advance(minute - tick);
      await made.tickAt(price, pair);
    }
    return made;
  }
  const ids = async (made: TestRuntime, asked: CommandIn<'firings.list'>) =>
    (await made.ok('firings.list', asked)).firings.map(({ firing }) => firing.id);

  test('are listed newest first, of all or of one pair', async () => {
    const made = await four();
    expect(await ids(made, { limit: 10 })).toEqual(['a4#1', 'a3#1', 'a2#1', 'a1#1']);
    expect(await ids(made, { limit: 10, pairId: eth })).toEqual(['a4#1', 'a2#1']);
  });

  test('are listed page by page', async () => {
    const made = await four();
    const { firings } = await made.ok('firings.list', { limit: 2 });
    const before = firings.at(-1)?.firing.t ?? 0;
    expect(firings.map(({ firing }) => firing.id)).toEqual(['a4#1', 'a3#1']);
    expect(await ids(made, { limit: 2, before })).toEqual(['a2#1', 'a1#1']);
    expect(await ids(made, { limit: 2, before: 1 })).toEqual([]);
  });

  test('of one moment stand on one page: none is lost between two', async () => {
    const made = start();
    await made.watch();
    for (const price of [105, 106, 107, 108, 109]) await made.alarm(target(price));
    await made.tickAt(111);
    await made.clock.advance(minute);
    await made.alarm(target(120));
    await made.tickAt(121);
    const { firings } = await made.ok('firings.list', { limit: 3 });
    const before = firings.at(-1)?.firing.t ?? 0;
    expect(firings.map(({ firing }) => firing.id)).toEqual(['a6#1', 'a5#1', 'a4#1', 'a3#1', 'a2#1', 'a1#1']);
    expect(await ids(made, { limit: 3, before })).toEqual([]);
  });

  test('are there after a restart, and of pairs that were removed', async () => {
    const made = await four();
    await made.ok('pair.remove', { id: eth });
    const again = afterCrash(made, 121);
    expect(await ids(again, { limit: 10 })).toEqual(['a4#1', 'a3#1', 'a2#1', 'a1#1']);
    const { firings } = await again.ok('firings.list', { limit: 1 });
    expect(firings[0]).toMatchObject({
      pair: { id: eth, base: 'ETH' },
      firing: { acknowledgedBy: 'tester' },
    });
  });
});
