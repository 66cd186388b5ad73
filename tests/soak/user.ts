/** Somebody at a browser: listens, and acts at random. What must not be is thrown by `check`. */
import { strict as assert } from 'node:assert';
import { io, type Socket } from 'socket.io-client';
import type { AlarmView } from '../../src-core/alarm.ts';
import type { CommandIn, CommandName, ErrorCode, Reply } from '../../src-shared/contract/contract.ts';
import type { RingingView, Snapshot, Update } from '../../src-shared/contract/schemas.ts';
import { emptyMirror, fromSnapshot, type Mirror, withUpdate } from '../../src-renderer/store/mirror.ts';

const answerMs = 20_000;

/** What another user, or time, may have done meanwhile; and an alarm that is there already, as they choose at random. */
const overtaken: readonly ErrorCode[] = [
  'unknown-alarm',
  'unknown-firing',
  'not-fired',
  'nothing-rings',
  'nothing-to-restore',
  'not-possible',
  'not-paused',
  'paused-already',
  'paused',
  'expired',
  'not-snoozed',
  'duplicate-alarm',
];

export interface User {
  readonly call: <K extends CommandName>(name: K, input: CommandIn<K>) => Promise<Reply<K>>;
  /** What is shown to them. */
  readonly sees: () => Mirror;
  readonly alarms: () => readonly AlarmView[];
  readonly ringing: () => readonly RingingView[];
  /** From now on these are acknowledged: they must never ring again. */
  readonly acknowledged: (ids: readonly string[]) => void;
  /** Commands that were answered, refusals that a race explains, and updates that came. */
  readonly counts: { readonly commands: number; readonly overtaken: number; readonly updates: number };
  /** Throws where what they were told does not hang together. */
  readonly check: () => Promise<void>;
  readonly leave: () => void;
}

function rulesOf({ pairs, alarms, ringing, snoozed }: Snapshot) {
  const rules = alarms.map(({ id, condition, mode, cooldownMs, wayBack, urgency, note, expiresAt, paused }) =>
    JSON.stringify([id, condition, mode, cooldownMs, wayBack, urgency, note, expiresAt, paused]),
  );
  return {
    pairs: pairs.map(({ id }) => id).toSorted(),
    rules: rules.toSorted(),
    ringing: ringing.map(({ id }) => id).toSorted(),
    snoozed: snoozed.map(({ id }) => id).toSorted(),
  };
}

export async function joinAsUser(address: string): Promise<User> {
  const socket: Socket = io(`${address}/app`, { transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const counts = { commands: 0, overtaken: 0, updates: 0 };
  const over = new Set<string>();
  const wrong: string[] = [];
  let mirror: Mirror = emptyMirror;
  /** Null while the snapshot is on its way. */
  let seq: number | null = null;
  let early: Update[] = [];

  const take = (update: Update) => {
    if (seq === null) {
      early.push(update);
      return;
    }
    if (update.seq <= seq) return;
    if (update.seq !== seq + 1) wrong.push(`update ${update.seq} came after ${seq}`);
    seq = update.seq;
    counts.updates += 1;
    mirror = withUpdate(mirror, update, Date.now());
    const again = (update.ringing ?? []).find(({ id }) => over.has(id));
    if (again !== undefined) wrong.push(`${again.id} was acknowledged and rings`);
  };

  const call: User['call'] = async (name, input) => {
    const reply = (await socket.timeout(answerMs).emitWithAck('call', name, input)) as Reply<typeof name>;
    counts.commands += 1;
    if (reply.ok) return reply;
    if (overtaken.includes(reply.code)) counts.overtaken += 1;
    else wrong.push(`${name} ${JSON.stringify(input)}: ${reply.code} ${reply.message}`);
    return reply;
  };

  const snapshot = async (): Promise<Snapshot> => {
    const reply = await call('state.get', {});
    assert.ok(reply.ok, 'no snapshot');
    return reply.data;
  };

  const begin = async () => {
    seq = null;
    const taken = await snapshot();
    mirror = fromSnapshot(taken, Date.now());
    seq = taken.seq;
    const later = early;
    early = [];
    later.forEach(take);
  };

  socket.on('update', take);
  socket.on('disconnect', (reason) => wrong.push(`disconnected: ${reason}`));
  await begin();

  const shown = (): ReturnType<typeof rulesOf> =>
    rulesOf({
      ...mirror,
      pairs: Object.values(mirror.pairs),
      alarms: Object.values(mirror.alarms),
    } as unknown as Snapshot);

  /** What was told in pieces is what is told as a whole, once everything that changed has been told. */
  const compare = async (triesLeft = 10): Promise<void> => {
    const whole = rulesOf(await snapshot());
    try {
      assert.deepEqual(shown(), whole);
    } catch (error) {
      if (triesLeft === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
      await compare(triesLeft - 1);
    }
  };

  return {
    call,
    sees: () => mirror,
    alarms: () => Object.values(mirror.alarms),
    ringing: () => mirror.ringing,
    acknowledged: (ids) => ids.forEach((id) => over.add(id)),
    counts,
    async check() {
      assert.deepEqual(wrong, []);
      await compare();
    },
    leave() {
      socket.off('disconnect');
      socket.disconnect();
    },
  };
}
