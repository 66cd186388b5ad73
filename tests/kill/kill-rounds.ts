import { strict as assert } from 'node:assert';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Condition } from '../../src-core/condition.ts';
import { openDatabase } from '../../src-runtime/storage/database.ts';
import { createHistoryStore } from '../../src-runtime/storage/history-store.ts';
import { pick, type Random, randomFrom, whole } from '../random.ts';
import { connectTo, type KillClient, type KillHost, spawnHost } from './kill-host.ts';
import { createLedger, type Ledger } from './kill-ledger.ts';
import { readRecord } from './kill-record.ts';
import { comingSymbol, type KillServer, startKillServer, watchedSymbol } from './kill-server.ts';

export interface KillOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly log: (line: string) => void;
  /** The built host; by default `dist/headless/index.js`, which needs a `dist/renderer` beside it. */
  readonly entry?: string;
}

export interface KillOutcome {
  readonly rounds: number;
  readonly commands: number;
  readonly firings: number;
  readonly ticks: number;
}

const builtHost = path.join(import.meta.dirname, '../../dist/headless/index.js');
const watched = `binance:${watchedSymbol}`;
const coming = `binance:${comingSymbol}`;
const deadlineMs = 20_000;

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Everything that goes on over all rounds. */
interface Run {
  readonly server: KillServer;
  readonly ledger: Ledger;
  readonly dataDir: string;
  readonly entry: string;
  readonly random: Random;
  readonly log: (line: string) => void;
  commands: number;
  /** What an update showed that must not be; thrown at the end of the round. */
  wrong: unknown;
}

/** Levels around which the price swings, one that it never reaches, and a move that repeats. */
function anyCondition(random: Random): Condition {
  const kind = whole(random, 5);
  if (kind === 0) return { kind: 'target', price: 1_000 + whole(random, 1_000), direction: 'any' };
  if (kind === 1) {
    return {
      kind: 'move',
      percent: 1 + whole(random, 3) / 10,
      direction: 'any',
      over: { kind: 'since start' },
    };
  }
  const direction = pick(random, ['up', 'down', 'any'] as const) ?? 'any';
  return { kind: 'target', price: 99.5 + whole(random, 1_000) / 1_000, direction };
}

/** One command of somebody who uses the app, written into the ledger; false where the host was gone. */
async function act(run: Run, client: KillClient): Promise<boolean> {
  const { ledger, random } = run;
  const { promised } = ledger;
  const sent = async (send: Promise<unknown>, onOk: () => void): Promise<boolean> => {
    const reply = (await send) as { ok: boolean } | null;
    if (reply === null) return false;
    run.commands += 1;
    if (reply.ok) onOk();
    ledger.answered();
    return true;
  };
  const kind = whole(random, 10);
  const alarm = pick(random, ledger.alarmIds());
  if (kind === 0 && alarm !== undefined) {
    ledger.pending({ kind: 'remove', alarm });
    return sent(client.call('alarm.remove', { id: alarm }), () => promised.removed(alarm));
  }
  if (kind === 1 && alarm !== undefined) {
    ledger.pending({ kind: 'rearm', alarm });
    return sent(client.call('alarm.rearm', { id: alarm }), () => promised.rearmed(alarm));
  }
  const rings = ledger.ringingIds().filter(() => random() < 0.5);
  if (kind <= 4 && rings.length > 0) {
    ledger.pending({ kind: 'dismiss', firings: rings });
    return sent(client.call('ring.dismiss', { ids: rings }), () => promised.dismissed(rings));
  }
  if (kind <= 6) {
    // Each of these also makes the host ask for prices at once, so that ticks and commands meet.
    const add = random() < 0.5;
    ledger.pending({ kind: 'pair', pair: coming });
    const call = add ? client.call('pair.add', { id: coming }) : client.call('pair.remove', { id: coming });
    return sent(call, () => promised.pairWatched(coming, add));
  }
  const condition = anyCondition(random);
  ledger.pending({ kind: 'add', condition });
  const reply = await client.call('alarm.add', { pairId: watched, condition });
  if (reply === null) return false;
  run.commands += 1;
  if (reply.ok) promised.alarm(reply.data.alarm.id, condition);
  // By chance there is one like it already.
  else if (reply.code !== 'duplicate-alarm') throw new Error(`alarm.add: ${reply.message}`);
  ledger.answered();
  return true;
}

/** When the host of a round is killed. */
type Moment =
  | { readonly kind: 'while starting'; readonly ms: number }
  | { readonly kind: 'after an ok'; readonly commands: number }
  | { readonly kind: 'in a command'; readonly commands: number; readonly ms: number }
  | { readonly kind: 'asked' | 'answered'; readonly ticks: number; readonly ms: number };

function anyMoment(random: Random): Moment {
  const kind = whole(random, 8);
  if (kind === 0) return { kind: 'while starting', ms: random() * 600 };
  if (kind <= 2) return { kind: 'after an ok', commands: 1 + whole(random, 30) };
  if (kind <= 4) return { kind: 'in a command', commands: whole(random, 30), ms: random() * 4 };
  return { kind: kind === 5 ? 'asked' : 'answered', ticks: 1 + whole(random, 6), ms: random() * 12 };
}

/** Arms the kill of a round where it does not depend on commands. */
function armKill(run: Run, host: KillHost, moment: Moment): void {
  run.server.onTick = () => {};
  if (moment.kind === 'while starting') setTimeout(host.kill, moment.ms);
  if (moment.kind !== 'asked' && moment.kind !== 'answered') return;
  let left = moment.ticks;
  run.server.onTick = (at) => {
    if (at !== moment.kind) return;
    left -= 1;
    if (left === 0) setTimeout(host.kill, moment.ms);
  };
}

/** Acts until the host is gone. */
async function actUntilKilled(run: Run, host: KillHost, client: KillClient, moment: Moment): Promise<void> {
  let done = 0;
  for (;;) {
    if (moment.kind === 'in a command' && done === moment.commands) setTimeout(host.kill, moment.ms);
    if (!(await act(run, client))) return;
    done += 1;
    if (moment.kind === 'after an ok' && done === moment.commands) {
      host.kill();
      return;
    }
    // A person is slower than a loop; ticks come in between.
    if (run.random() < 0.5) await new Promise((resolve) => setTimeout(resolve, run.random() * 60));
  }
}

/** What lies on disk after the kill misses at most the last tick of this life. */
function checkSamples(run: Run, firstTick: number): void {
  const copy = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-kill-copy-'));
  try {
    cpSync(run.dataDir, copy, { recursive: true });
    const { database, movedAside } = openDatabase(copy, Date.now());
    try {
      assert.equal(movedAside, null, 'the state database is damaged');
      const stored = new Set(
        createHistoryStore(database)
          .samplesOf(watched, 0)
          .map((sample) => sample.price),
      );
      const served = run.server.ticks.slice(firstTick).filter((tick) => tick.watched && tick.answered);
      const missing = served.slice(0, -1).filter((tick) => !stored.has(tick.price));
      assert.deepEqual(missing, [], 'more than the last tick is lost');
    } finally {
      database.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Starts the host and holds what it shows against the ledger; null where it was killed before. */
async function begin(run: Run, host: KillHost): Promise<KillClient | null> {
  const address = await host.started;
  if (address === null) return null;
  const client = await connectTo(address, host, (update) => {
    try {
      run.ledger.told(update.ringing ?? []);
    } catch (error) {
      run.wrong ??= error;
      host.kill();
    }
  });
  const snapshot = await client?.ok('state.get', {});
  if (client === null || snapshot === null || snapshot === undefined) return null;
  assert.deepEqual(snapshot.notices, [], 'the host found something damaged');
  run.ledger.check(snapshot);
  return client;
}

async function killedRound(run: Run, number: number): Promise<void> {
  const moment = anyMoment(run.random);
  const firstTick = run.server.ticks.length;
  const host = spawnHost(run.entry, run.dataDir, run.server.url);
  try {
    armKill(run, host, moment);
    const client = await begin(run, host);
    if (client !== null) await actUntilKilled(run, host, client, moment);
    await host.gone;
    client?.close();
  } finally {
    host.kill();
    await host.gone;
    run.server.onTick = () => {};
  }
  if (run.wrong !== null) throw run.wrong;
  checkSamples(run, firstTick);
  run.ledger.checkRecord(readRecord(run.dataDir));
  run.log(`round ${number}: killed ${JSON.stringify(moment)}, ${run.server.ticks.length - firstTick} ticks`);
}

/** The first life adds the pair, the last one shows that no crossing was missed. */
async function quietRound(run: Run, work: (client: KillClient) => Promise<void>): Promise<void> {
  const host = spawnHost(run.entry, run.dataDir, run.server.url);
  try {
    const client = await begin(run, host);
    assert.ok(client !== null);
    await work(client);
    client.close();
    if (run.wrong !== null) throw run.wrong;
  } finally {
    host.kill();
    await host.gone;
  }
}

async function addPair(run: Run, client: KillClient): Promise<void> {
  run.ledger.pending({ kind: 'pair', pair: watched });
  await client.ok('pair.add', { id: watched });
  run.ledger.promised.pairWatched(watched, true);
  run.ledger.answered();
  await until(() => run.server.ticks.length > 1, 'a second tick');
}

/** The price crosses 100 with every tick, so after a few of them every level around it has rung. */
async function checkNothingMissed(run: Run, client: KillClient): Promise<void> {
  const first = run.server.ticks.length;
  await until(() => run.server.ticks.length >= first + 4, 'four more ticks');
  const recorded = readRecord(run.dataDir);
  const snapshot = await client.ok('state.get', {});
  run.ledger.told(snapshot?.ringing ?? []);
  run.ledger.checkNoneInvented(recorded);
  run.ledger.checkRecord(readRecord(run.dataDir));
  const waiting = (snapshot?.alarms ?? []).filter(
    ({ condition, firedCount }) => condition.kind === 'target' && condition.price < 500 && firedCount === 0,
  );
  assert.deepEqual(waiting, [], 'crossed, and never rang');
  const never = (snapshot?.alarms ?? []).filter(
    ({ condition, firedCount }) => condition.kind === 'target' && condition.price > 500 && firedCount > 0,
  );
  assert.deepEqual(never, [], 'never crossed, and rang');
}

/**
 * Kills a real host at random moments and starts it again: what was answered `ok` stays, what rang and was not
 * acknowledged rings again under its id, what was acknowledged does not, nothing rings without cause, and no more than
 * the last tick is lost. Throws at the first thing that is not so. The seed decides what is done and when it is killed.
 */
export async function killRounds({
  rounds,
  seed,
  log,
  entry = builtHost,
}: KillOptions): Promise<KillOutcome> {
  const server = await startKillServer();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-kill-'));
  const ledger = createLedger(server.ticks);
  const run: Run = {
    server,
    ledger,
    dataDir,
    entry,
    random: randomFrom(seed),
    log,
    commands: 0,
    wrong: null,
  };
  try {
    await quietRound(run, (client) => addPair(run, client));
    for (let number = 1; number <= rounds; number += 1) {
      try {
        await killedRound(run, number);
      } catch (error) {
        throw new Error(`round ${number} of seed ${seed}`, { cause: error });
      }
    }
    await quietRound(run, (client) => checkNothingMissed(run, client));
    return { rounds, commands: run.commands, firings: ledger.seenFirings(), ticks: server.ticks.length };
  } finally {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
