/** Every state that an alarm can be brought into, and everything that can happen to it there, against the table. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type AlarmState, alarmStates } from '../alarm.ts';
import { type LivedAlarm, livedAlarm, type Upbringing, upbringings } from '../testing/lived-alarm.ts';
import { type AlarmCommand, alarmCommands, type Occurrence, occurrences } from './events.ts';
import { alarmLife, refusalOf } from './table.ts';

type LifeEvent = AlarmCommand | Occurrence;
const events: readonly LifeEvent[] = [...alarmCommands, ...occurrences];

function isCommand(event: LifeEvent): event is AlarmCommand {
  return alarmCommands.some((command) => command === event);
}

/** What was seen to happen in a state. */
interface Seen {
  readonly path: readonly LifeEvent[];
  readonly state: AlarmState;
  readonly without: AlarmState;
  readonly event: LifeEvent;
  readonly accepted: boolean;
  readonly next: AlarmState | null;
}

function shownBy(alarm: LivedAlarm): { state: AlarmState; without: AlarmState } {
  const state = alarm.shown();
  const without = alarm.withoutRing();
  if (state === null || without === null) throw new Error('the alarm is gone');
  return { state, without };
}

/** Lets every event happen in every life that differs from those before, and goes on from where that led. */
function explore(upbringing: Upbringing): Seen[] {
  const relive = (path: readonly LifeEvent[]) => {
    const alarm = livedAlarm(upbringing);
    for (const event of path) alarm.does[event]();
    return alarm;
  };
  const seen: Seen[] = [];
  const known = new Set<string>([relive([]).signature()]);
  const paths: LifeEvent[][] = [[]];
  for (const path of paths) {
    for (const event of events) {
      const alarm = relive(path);
      const { state, without } = shownBy(alarm);
      const accepted = alarm.does[event]();
      const next = alarm.shown();
      seen.push({ path, state, without, event, accepted, next });
      // What the runtime refuses never happens.
      const refused = isCommand(event) && refusalOf(state, event, without) !== null;
      if (next === null || refused || known.has(alarm.signature())) continue;
      known.add(alarm.signature());
      paths.push([...path, event]);
    }
  }
  return seen;
}

let seen: Seen[] = [];
beforeAll(() => {
  seen = Object.values(upbringings).flatMap(explore);
}, 60_000);

const cells = alarmStates.flatMap((state) => events.map((event) => [state, event] as const));

describe('what is shown next is what the table says, of everything that can happen', () => {
  test.each(cells)('%s, and then: %s', (state, event) => {
    const cell = alarmLife[event][state];
    const here = seen.filter((one) => one.state === state && one.event === event);
    expect(here.length).toBeGreaterThan(0);
    const nexts = new Set(here.map(({ next }) => next));
    if (cell === 'gone') expect([...nexts]).toEqual([null]);
    else if (cell === 'as without the ring' || 'refused' in cell || 'mayBeRefused' in cell) {
      expect([...nexts]).toEqual([state]);
    } else {
      // Neither more nor less than what the cell names.
      expect(nexts).toEqual(new Set(cell));
    }
  });

  test('of several the first that holds', () => {
    for (const { state, event, path, next } of seen) {
      const cell = alarmLife[event][state];
      if (!Array.isArray(cell) || next === null) continue;
      // What stands before it in the order of states and in the cell did not hold.
      expect(cell, `${path.join(', ')}, ${event}`).toContain(next);
      expect(cell.toSorted((a, b) => alarmStates.indexOf(a) - alarmStates.indexOf(b))).toEqual(cell);
    }
  });
});

describe('refusals', () => {
  test('where only the engine knows, it does', () => {
    for (const state of ['cooling', 'blind'] as const) {
      expect(refusalOf(state, 're-arm')).toBeNull();
      const here = seen.filter((one) => one.state === state && one.event === 're-arm');
      expect(new Set(here.map(({ accepted }) => accepted))).toEqual(new Set([true, false]));
    }
  });

  test('what is not refused is never refused by the engine, but where only it knows', () => {
    for (const { state, without, event, accepted, path } of seen) {
      if (!isCommand(event) || refusalOf(state, event, without) !== null) continue;
      if (event === 're-arm' && (without === 'cooling' || without === 'blind')) continue;
      expect(accepted, `${path.join(', ')}, ${event}`).toBe(true);
    }
  });

  test.each([
    ['pause', { paused: 'paused-already' }],
    [
      'resume',
      {
        expired: 'not-paused',
        fired: 'not-paused',
        blind: 'not-paused',
        cooling: 'not-paused',
        armed: 'not-paused',
      },
    ],
    ['re-arm', { paused: 'paused', expired: 'expired', armed: 'not-fired' }],
    [
      'acknowledge',
      {
        paused: 'nothing-rings',
        expired: 'nothing-rings',
        fired: 'nothing-rings',
        blind: 'nothing-rings',
        cooling: 'nothing-rings',
        armed: 'nothing-rings',
      },
    ],
    [
      'snooze',
      {
        paused: 'nothing-rings',
        expired: 'nothing-rings',
        fired: 'nothing-rings',
        blind: 'nothing-rings',
        cooling: 'nothing-rings',
        armed: 'nothing-rings',
      },
    ],
    ['edit condition', {}],
    ['edit rest', {}],
    ['later expiry', {}],
    ['remove', {}],
  ] as const)('%s is refused where it means nothing', (command, expected) => {
    const codes = alarmStates.map((state) => [state, refusalOf(state, command)] as const);
    expect(Object.fromEntries(codes.filter(([, code]) => code !== null))).toEqual(expected);
  });

  test('a ring that is to end its snooze must be snoozed', () => {
    expect(alarmStates.map((state) => refusalOf(state, 'end of snooze'))).toEqual([
      'not-snoozed',
      null,
      ...Array.from({ length: 6 }, () => 'nothing-rings'),
    ]);
  });

  test.each([
    ['resume', 'paused', null],
    ['resume', 'fired', 'not-paused'],
    ['pause', 'paused', 'paused-already'],
    ['pause', 'expired', null],
    ['re-arm', 'fired', null],
    ['re-arm', 'armed', 'not-fired'],
    ['re-arm', 'paused', 'paused'],
    ['re-arm', 'expired', 'expired'],
    ['re-arm', 'cooling', null],
    ['acknowledge', 'paused', null],
    ['snooze', 'fired', null],
    ['edit condition', 'paused', null],
  ] as const)('while it rings or is snoozed, %s goes by what is hidden: %s', (command, without, expected) => {
    expect(refusalOf('ringing', command, without)).toBe(expected);
    expect(refusalOf('snoozed', command, without)).toBe(expected);
  });

  test('where what is hidden is not told, nothing is refused for it', () => {
    for (const command of ['pause', 'resume', 're-arm'] as const) {
      expect([refusalOf('ringing', command), refusalOf('snoozed', command)]).toEqual([null, null]);
    }
  });
});
