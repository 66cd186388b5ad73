/** What users do at random. The seed decides what and when. */
import type { AlarmView } from '../../src-core/alarm.ts';
import type { Condition } from '../../src-core/condition.ts';
import { pick, type Random, whole } from '../random.ts';
import { fixedConditions } from '../replays/fixed-alarms.ts';
import type { Driver } from './driver.ts';
import type { User } from './user.ts';

const minute = 60_000;
const mostAlarms = 520;

export type Act = (user: User, random: Random, driver: Driver) => Promise<void>;

function priceOf(user: User, pairId: string): number {
  return user.sees().pairs[pairId]?.price ?? 100;
}

function anyCondition(user: User, pairId: string, random: Random): Condition {
  const conditions = Object.values(fixedConditions(priceOf(user, pairId)));
  return pick(random, conditions) ?? { kind: 'target', price: 1, direction: 'any' };
}

/** Some of what rings, each with the same chance. */
function someRings(user: User, random: Random, chance: number): string[] {
  return user
    .ringing()
    .flatMap(({ id, kind }) => (kind === 'firing' && random() < chance ? [id] : []))
    .slice(0, 1_000);
}

function withAlarm(
  act: (user: User, random: Random, alarm: AlarmView, driver: Driver) => Promise<unknown>,
): Act {
  return async (user, random, driver) => {
    const alarm = pick(random, user.alarms());
    if (alarm !== undefined) await act(user, random, alarm, driver);
  };
}

async function dismiss(user: User, random: Random): Promise<void> {
  const ids = someRings(user, random, 0.7);
  if (ids.length === 0) return;
  const reply = await user.call('ring.dismiss', { ids });
  if (reply.ok) user.acknowledged(ids);
}

async function snooze(user: User, random: Random): Promise<void> {
  const ids = someRings(user, random, 0.3);
  const [first] = ids;
  if (first === undefined) return;
  const ring = user.ringing().find(({ id }) => id === first);
  const worse =
    ring?.kind === 'firing' && random() < 0.5
      ? {
          price: ring.firing.proof.after.price * (0.97 + random() * 0.06),
          direction: ring.firing.proof.direction,
        }
      : undefined;
  const minutes = 1 + whole(random, 30);
  await user.call('ring.snooze', {
    ids,
    for: { minutes },
    ...(worse === undefined ? {} : { unless: worse }),
  });
}

const edit = withAlarm(async (user, random, { id, pairId }, driver) => {
  const mode = pick(random, ['once', 'repeat'] as const) ?? 'once';
  const changes = [
    { condition: anyCondition(user, pairId, random) },
    { mode, cooldownMs: 1_000 * (1 + whole(random, 1_800)) },
    {
      note: `note ${whole(random, 1_000)}`,
      urgency: pick(random, ['loud', 'normal', 'silent'] as const) ?? 'loud',
    },
    { wayBack: whole(random, 50) / 1_000 },
    { expiresAt: random() < 0.5 ? null : driver.now() + (1 + whole(random, 60)) * minute },
  ];
  await user.call('alarm.edit', { id, ...pick(random, changes) });
});

const pause = withAlarm(async (user, random, { id, pairId }) => {
  await user.call('alarm.pause', random() < 0.8 ? { ids: [id] } : { pairId });
});

/** Nothing stays paused for long: somebody resumes all of it. */
async function resume(user: User): Promise<void> {
  await user.call('alarm.resume', { all: true });
}

async function rearm(user: User, random: Random): Promise<void> {
  const fired = user.alarms().filter(({ state }) => state === 'fired');
  for (const { id } of fired.filter(() => random() < 0.3).slice(0, 20))
    await user.call('alarm.rearm', { id });
}

const addOrRemove = withAlarm(async (user, random, { id, pairId }) => {
  if (user.alarms().length < mostAlarms && random() < 0.5) {
    await user.call('alarm.add', {
      pairId,
      condition: anyCondition(user, pairId, random),
      ringNow: random() < 0.3,
    });
    return;
  }
  await user.call('alarm.remove', { id });
  if (random() < 0.8) await user.call('alarm.restore', { id });
});

const look = withAlarm(async (user, random, { id, pairId, condition }) => {
  const looks = [
    () => user.call('alarm.explain', { id }),
    () => user.call('alarm.preview', { pairId, condition }),
    () => user.call('chart.get', { pairId }),
    () => user.call('firings.list', { limit: 50 }),
  ];
  await pick(random, looks)?.();
});

/** Monitoring rests for two minutes of the market at most. */
async function restAWhile(user: User, random: Random, driver: Driver): Promise<void> {
  await user.call('monitoring.pause', {});
  await driver.until(driver.now() + random() * 2 * minute);
  await user.call('monitoring.resume', {});
}

const usual: readonly (readonly [weight: number, act: Act])[] = [
  [30, dismiss],
  [12, snooze],
  [20, edit],
  [8, pause],
  [6, resume],
  [8, rearm],
  [6, addOrRemove],
  [8, look],
  [1, async (user) => void (await user.call('summary.dismiss', {}))],
  [1, restAWhile],
];
const allWeights = usual.reduce((sum, [weight]) => sum + weight, 0);

export function anyAct(random: Random): Act {
  let left = random() * allWeights;
  for (const [weight, act] of usual) {
    left -= weight;
    if (left < 0) return act;
  }
  return dismiss;
}
