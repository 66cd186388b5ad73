/** Every state of an alarm and everything that can happen to it, through the runtime, against the table of the core. */
import { describe, expect, test } from 'vitest';
import { type AlarmState, alarmStates } from '../src-core/alarm.ts';
import { type AlarmCommand, alarmCommands, type Occurrence, occurrences } from '../src-core/life/events.ts';
import { alarmLife } from '../src-core/life/table.ts';
import type { CommandIn, CommandName } from '../src-shared/contract/contract.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { createFakeFeed } from './testing/fake-feed.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { btc, second, startTestRuntime, type TestRuntime, target, tick } from './testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;
const hour = 60 * minute;

/** The alarm under test; a restart puts another runtime in the place of this one. */
interface Life {
  made: TestRuntime;
  readonly state: () => Promise<AlarmState | null>;
}

function startLife(): Life {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  const life: Life = {
    made,
    state: async () => (await life.made.state()).alarms[0]?.state ?? null,
  };
  return life;
}

/** Bitcoin at 100 with a target of 110, which nothing but the test rings for. */
async function armed(options: Partial<CommandIn<'alarm.add'>> = {}): Promise<Life> {
  const life = startLife();
  await life.made.ok('settings.set', { tellBlind: false });
  await life.made.watch();
  await life.made.ok('alarm.add', { pairId: btc, condition: target(110), ...options });
  return life;
}

async function fired(options: Partial<CommandIn<'alarm.add'>> = {}): Promise<Life> {
  const life = await armed(options);
  await life.made.tickAt(111);
  return life;
}

async function goBlind({ made }: Life): Promise<void> {
  made.feed.failWith('offline');
  await made.clock.advance(6 * minute);
}

const prepare: Readonly<Record<AlarmState, () => Promise<Life>>> = {
  armed,
  ringing: fired,
  async snoozed() {
    const life = await fired();
    await life.made.ok('ring.snooze', { ids: ['a1#1'], for: { minutes: 60 } });
    return life;
  },
  async paused() {
    const life = await armed();
    await life.made.ok('alarm.pause', { ids: ['a1'] });
    return life;
  },
  async expired() {
    const life = await armed({ expiresAt: createFakeClock().now() + 2 * minute });
    await life.made.clock.advance(3 * minute);
    return life;
  },
  async fired() {
    const life = await fired();
    await life.made.ok('ring.dismissAll', {});
    return life;
  },
  async blind() {
    const life = await armed();
    await goBlind(life);
    return life;
  },
  async cooling() {
    const life = await fired({ mode: 'repeat', cooldownMs: 20 * minute });
    await life.made.ok('ring.dismissAll', {});
    return life;
  },
};

/** Answers whether it was accepted. */
type Act = (life: Life) => Promise<boolean>;

const command =
  <K extends CommandName>(name: K, input: (life: Life) => CommandIn<K>): Act =>
  async (life) =>
    (await life.made.call(name, input(life))).ok;

const happens =
  (work: (life: Life) => Promise<unknown>): Act =>
  async (life) => {
    await work(life);
    return true;
  };

const later = ({ made }: Life, ms: number) => made.clock.now() + ms;

/** A blind alarm stays so: prices come only where it is to see. */
const priceAt = async (life: Life, price: number) => {
  life.made.feed.failWith(null);
  life.made.feed.price(btc, price);
  // A source that failed is asked less often.
  await life.made.clock.advance((await life.state()) === 'blind' ? minute : tick);
};

const acts: Readonly<Record<AlarmCommand | Occurrence, Act>> = {
  'edit condition': command('alarm.edit', () => ({ id: 'a1', condition: target(300) })),
  'edit rest': command('alarm.edit', () => ({ id: 'a1', note: 'another', urgency: 'normal' })),
  pause: command('alarm.pause', () => ({ ids: ['a1'] })),
  resume: command('alarm.resume', () => ({ ids: ['a1'] })),
  're-arm': command('alarm.rearm', () => ({ id: 'a1' })),
  async acknowledge({ made }) {
    const reply = await made.call('ring.dismiss', { ids: ['a1#1'] });
    // Another client may have been quicker, which is no error: nothing was dismissed.
    return reply.ok && (reply.data as { dismissed: number }).dismissed > 0;
  },
  snooze: command('ring.snooze', () => ({ ids: ['a1#1'], for: { minutes: 30 } })),
  'end of snooze': happens(({ made }) => made.clock.advance(hour + minute)),
  'later expiry': command('alarm.edit', (life) => ({ id: 'a1', expiresAt: later(life, 24 * hour) })),
  remove: command('alarm.remove', () => ({ id: 'a1' })),
  'comes true': happens(async (life) => {
    if ((await life.state()) !== 'blind') await priceAt(life, 100);
    await priceAt(life, 112);
  }),
  'does not come true': happens(async (life) => priceAt(life, 101)),
  'cooldown over': happens(async (life) => {
    await priceAt(life, 101);
    await life.made.clock.advance(21 * minute);
  }),
  'expiry reached': happens(async (life) => {
    await life.made.call('alarm.edit', { id: 'a1', expiresAt: later(life, minute) });
    await life.made.clock.advance(2 * minute);
  }),
  'goes blind': happens(goBlind),
  'sees again': happens(async (life) => {
    if ((await life.state()) !== 'blind') await goBlind(life);
    await priceAt(life, 101);
  }),
  restart: happens(async (life) => {
    const feed = createFakeFeed();
    feed.price(btc, (await life.made.state()).pairs[0]?.price ?? null);
    if ((await life.state()) === 'blind') feed.failWith('offline');
    life.made.crash();
    const clock = createFakeClock(life.made.clock.now());
    life.made = startTestRuntime({ folder: life.made.folder, clock, feed, firstId: 100 });
    const { runtime } = life.made;
    folders.closeAfter(() => runtime.stop());
    await clock.advance(tick);
  }),
};

const events = [...alarmCommands, ...occurrences];

describe.each(alarmStates)('an alarm that is %s', (state) => {
  // Nobody asks for the end of a snooze that there is not: it ends by itself.
  test.each(events.filter((event) => event !== 'end of snooze' || state === 'snoozed'))(
    'and then: %s',
    async (event) => {
      const life = await prepare[state]();
      expect(await life.state()).toBe(state);
      const accepted = await acts[event](life);
      const next = await life.state();
      const cell = alarmLife[event][state];
      if (cell === 'gone') expect([accepted, next]).toEqual([true, null]);
      else if (cell === 'as without the ring') {
        // Under its ring this one has fired.
        const below = alarmLife[event].fired;
        expect([accepted, next]).toEqual([!('refused' in Object(below)), state]);
      } else if ('refused' in cell) expect([accepted, next]).toEqual([false, state]);
      else if ('mayBeRefused' in cell) expect(next).toBe(state);
      else {
        expect(accepted).toBe(true);
        expect(cell).toContain(next);
      }
    },
  );
});
