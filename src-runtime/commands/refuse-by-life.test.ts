/** What a user may do to an alarm in each state, through the runtime, against the one table of an alarm's life. */
import { describe, expect, test } from 'vitest';
import type { Alarm, AlarmState } from '../../src-core/alarm.ts';
import { type AlarmCommand, alarmCommands, type RefusalCode } from '../../src-core/life/events.ts';
import { alarmLife, refusalOf } from '../../src-core/life/table.ts';
import type { AnyReply } from '../../src-shared/contract/dispatch.ts';
import { refusals } from '../../src-shared/words/en/refusals.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, second, startTestRuntime, type TestRuntime, target, tick } from '../testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;

type Command = Exclude<AlarmCommand, 'end of snooze'>;
/** A snooze ends by itself; no command asks for it. */
const commands = alarmCommands.filter((one): one is Command => one !== 'end of snooze');

const input: Readonly<Record<Command, (made: TestRuntime) => readonly [name: string, input: object]>> = {
  'edit condition': () => ['alarm.edit', { id: 'a1', condition: target(120) }],
  'edit rest': () => ['alarm.edit', { id: 'a1', note: 'x', urgency: 'silent' }],
  pause: () => ['alarm.pause', { ids: ['a1'] }],
  resume: () => ['alarm.resume', { ids: ['a1'] }],
  're-arm': () => ['alarm.rearm', { id: 'a1' }],
  acknowledge: () => ['ring.dismiss', { ids: ['a1#1'] }],
  snooze: () => ['ring.snooze', { ids: ['a1#1'], for: { minutes: 30 } }],
  'later expiry': ({ clock }) => ['alarm.edit', { id: 'a1', expiresAt: clock.now() + 100 * minute }],
  remove: () => ['alarm.remove', { id: 'a1' }],
};

async function run(made: TestRuntime, command: Command): Promise<AnyReply> {
  return made.call(...input[command](made));
}

/** How an alarm comes to show a state once nothing of it rings. */
interface Life {
  readonly shows: AlarmState;
  readonly mode?: Alarm['mode'];
  readonly cooldownMs?: number;
  readonly rings?: boolean;
  readonly lives?: (made: TestRuntime) => Promise<unknown>;
  /** Where only the engine knows. */
  readonly takesRearm?: boolean;
}

const goesBlind = async ({ feed, clock }: TestRuntime) => {
  feed.failWith('offline');
  await clock.advance(6 * minute);
};
const expires = async (made: TestRuntime) => {
  await made.ok('alarm.edit', { id: 'a1', expiresAt: made.clock.now() + second });
  await made.tickAt(100);
};

const silent: Readonly<Record<string, Life>> = {
  armed: { shows: 'armed' },
  paused: { shows: 'paused', lives: (made) => run(made, 'pause') },
  expired: { shows: 'expired', lives: expires },
  'blind, never fired': { shows: 'blind', lives: goesBlind, takesRearm: false },
};

/** These have fired before. */
const rung: Readonly<Record<string, Life>> = {
  fired: { shows: 'fired', rings: true },
  'fired and paused': { shows: 'paused', rings: true, lives: (made) => run(made, 'pause') },
  'fired and expired': { shows: 'expired', rings: true, lives: expires },
  'cooling after a firing': { shows: 'cooling', rings: true, mode: 'repeat', takesRearm: false },
  'cooling after a re-arm': {
    shows: 'cooling',
    rings: true,
    lives: (made) => run(made, 're-arm'),
    takesRearm: true,
  },
  'armed again': {
    shows: 'armed',
    rings: true,
    mode: 'repeat',
    cooldownMs: second,
    lives: (made) => made.tickAt(100),
  },
  'blind after a re-arm': {
    shows: 'blind',
    rings: true,
    async lives(made) {
      await goesBlind(made);
      await run(made, 're-arm');
    },
    takesRearm: true,
  },
};

type Ring = 'no ring' | 'ringing' | 'snoozed';

async function brought(life: Life, ring: Ring): Promise<TestRuntime> {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  const { mode = 'once', cooldownMs = 60 * minute } = life;
  await made.ok('alarm.add', { pairId: btc, condition: target(110), mode, cooldownMs });
  if (life.rings === true) await made.tickAt(111);
  await life.lives?.(made);
  if (life.rings === true && ring !== 'ringing') {
    await run(made, ring === 'snoozed' ? 'snooze' : 'acknowledge');
  }
  return made;
}

const shown = async (made: TestRuntime) => (await made.state()).alarms.at(0)?.state ?? 'gone';

interface Case {
  readonly life: Life;
  readonly ring: Ring;
  readonly state: AlarmState;
}

const cases: readonly (readonly [string, Case])[] = [
  ...Object.entries({ ...silent, ...rung }).map(
    ([name, life]) => [name, { life, ring: 'no ring', state: life.shows }] as const,
  ),
  ...Object.entries(rung).flatMap(([name, life]) =>
    (['ringing', 'snoozed'] as const).map(
      (ring) => [`${ring}, else ${name}`, { life, ring, state: ring }] as const,
    ),
  ),
];

/** The table's word; where it leaves it to the engine, what is known of this life. */
function refusalFor(command: Command, { life, state }: Case) {
  const refused = refusalOf(state, command, life.shows);
  if (refused !== null || command !== 're-arm' || life.takesRearm !== false) return refused;
  return 'not-fired';
}

/** The form in which a refusal comes back. */
function refusedReply(command: Command, code: RefusalCode, life: Life): object {
  if (command !== 'acknowledge') return { ok: false, code, message: refusals[`error.${code}`] };
  // Who was slower than another client has what they wanted; what never rang is an error.
  if (life.rings === true) return { ok: true, data: { dismissed: 0 } };
  return { ok: false, code: 'unknown-firing', message: refusals['error.unknown-firing'] };
}

describe.each(cases)('an alarm that is %s', (_, one) => {
  const { life, ring, state } = one;
  const refusals = commands.flatMap((command) => {
    const code = refusalFor(command, one);
    return code === null ? [] : [[command, code] as const];
  });
  const accepted = commands.filter((command) => refusalFor(command, one) === null);

  test(`refuses ${refusals.map(([command]) => command).join(', ') || 'nothing'}, and stays as it is`, async () => {
    const made = await brought(life, ring);
    expect(await shown(made)).toBe(state);
    const before = (await made.state()).alarms;
    for (const [command, code] of refusals) {
      expect(await run(made, command), command).toEqual(refusedReply(command, code, life));
      expect((await made.state()).alarms, command).toEqual(before);
    }
  });

  test.each(accepted)('takes %s, and shows what the table says', async (command) => {
    const made = await brought(life, ring);
    expect(await run(made, command)).toMatchObject({ ok: true });
    const cell = alarmLife[command][state];
    if (Array.isArray(cell)) expect(cell).toContain(await shown(made));
    else expect(await shown(made)).toBe(cell === 'gone' ? 'gone' : state);
  });
});

describe('pause and resume of several', () => {
  async function three() {
    const made = startTestRuntime({ folder: folders.make() });
    folders.closeAfter(() => made.runtime.stop());
    await made.watch();
    await made.watch('binance:ETHUSDT', 100);
    await made.alarm(target(110));
    await made.alarm(target(110.5));
    await made.alarm(target(110), 'binance:ETHUSDT');
    await made.ok('alarm.pause', { ids: ['a1'] });
    return made;
  }
  const paused = async (made: TestRuntime) =>
    (await made.state()).alarms.filter((alarm) => alarm.state === 'paused').map(({ id }) => id);

  test('of a pair, those that are not paused yet', async () => {
    const made = await three();
    expect(await made.ok('alarm.pause', { pairId: btc })).toEqual({ changed: 1 });
    expect(await paused(made)).toEqual(['a1', 'a2']);
    expect(await made.ok('alarm.resume', { pairId: btc })).toEqual({ changed: 2 });
    expect(await paused(made)).toEqual([]);
  });

  test('of all, and once more changes nothing and is no error', async () => {
    const made = await three();
    expect(await made.ok('alarm.pause', { all: true })).toEqual({ changed: 2 });
    expect(await made.ok('alarm.pause', { all: true })).toEqual({ changed: 0 });
    await made.tickAt(111);
    expect(await made.ringing()).toEqual([]);
  });

  test('of those that are named, the ones to which it means something', async () => {
    const made = await three();
    expect(await made.ok('alarm.pause', { ids: ['a1', 'a2'] })).toEqual({ changed: 1 });
    expect(await made.refused('alarm.pause', { ids: ['a1', 'a2'] })).toMatchObject({
      code: 'paused-already',
    });
    expect(await made.refused('alarm.pause', { ids: ['ghost'] })).toMatchObject({ code: 'unknown-alarm' });
    expect(await made.refused('alarm.resume', { pairId: 'binance:SOLUSDT' })).toMatchObject({
      code: 'unknown-pair',
    });
  });

  test('a paused alarm of a source that is not at work can be resumed, and not twice', async () => {
    const before = await three();
    before.crash();
    const made = startTestRuntime({ folder: before.folder, clock: before.clock, source: 'simulated' });
    folders.closeAfter(() => made.runtime.stop());
    expect(await made.refused('alarm.pause', { ids: ['a1'] })).toMatchObject({ code: 'paused-already' });
    expect(await made.ok('alarm.resume', { ids: ['a1'] })).toEqual({ changed: 0 });
    expect(await made.refused('alarm.resume', { ids: ['a1'] })).toMatchObject({ code: 'not-paused' });
    expect(made.storage.rules.current().alarms.map((alarm) => alarm.paused)).toEqual([false, false, false]);
  });

  test('a paused alarm is not judged; resumed it is armed with the last price', async () => {
    const made = await three();
    await made.tickAt(111);
    expect(await made.ringing()).toEqual(['a2#1']);
    await made.ok('ring.dismissAll', {});
    await made.ok('alarm.resume', { ids: ['a1'] });
    expect((await made.state()).alarms[0]?.reason).toEqual({ code: 'already true', level: 110 });
    await made.clock.advance(tick);
    await made.tickAt(109);
    await made.tickAt(111);
    expect(await made.ringing()).toEqual(['a1#1']);
  });
});
