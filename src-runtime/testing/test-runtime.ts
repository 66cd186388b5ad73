import type { PairId } from '../../src-core/pair.ts';
import type { Feeds } from '../../src-feeds/registry.ts';
import type { CommandIn, CommandName, CommandOut, Refusal } from '../../src-shared/contract/contract.ts';
import type { AnyReply } from '../../src-shared/contract/dispatch.ts';
import type { Snapshot, Update } from '../../src-shared/contract/schemas.ts';
import type { LogLine } from '../log.ts';
import { type Runtime, type RuntimeOptions, startRuntime } from '../runtime.ts';
import type { SourceLimits } from '../sources/limits.ts';
import type { StoredFiring } from '../storage/state-store.ts';
import type { Storage } from '../storage/storage.ts';
import { createFakeClock, type FakeClock, settle } from './fake-clock.ts';
import { createFakeFeed, type FakeFeed, feedsWith } from './fake-feed.ts';
import { openTestStorage, type TestDisk } from './test-storage.ts';

export const btc: PairId = 'binance:BTCUSDT';
export const eth: PairId = 'binance:ETHUSDT';
export const second = 1_000;
export const tick = 15 * second;

export const target = (price: number, direction: 'up' | 'down' | 'any' = 'up') =>
  ({ kind: 'target', price, direction }) as const;
export const sinceStart = (percent: number) =>
  ({ kind: 'move', percent, direction: 'any', over: { kind: 'since start' } }) as const;

export interface LoggedLine extends LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
}

/** A runtime with everything around it in a test's hands. */
export interface TestRuntime {
  readonly runtime: Runtime;
  readonly storage: Storage;
  readonly disk: TestDisk;
  readonly clock: FakeClock;
  readonly feed: FakeFeed;
  readonly folder: string;
  readonly log: LoggedLine[];
  /** What was handed to the record of alarms: fresh firings, and those of an earlier run. */
  readonly recorded: { readonly added: StoredFiring[]; readonly caughtUp: StoredFiring[] };
  readonly events: (level?: LoggedLine['level']) => string[];
  /** The reply of a command, whatever it is. */
  readonly call: (name: unknown, input?: unknown, client?: string) => Promise<AnyReply>;
  /** The data of a command that must go well. */
  readonly ok: <K extends CommandName>(
    name: K,
    input: CommandIn<K>,
    client?: string,
  ) => Promise<CommandOut<K>>;
  /** The refusal of a command that must be refused. */
  readonly refused: (name: unknown, input?: unknown) => Promise<Refusal>;
  readonly state: () => Promise<Snapshot>;
  readonly ringing: () => Promise<string[]>;
  /** Subscribes; every update since then. */
  readonly listen: () => Update[];
  /** Watches a pair at a price, with its first answer in. */
  readonly watch: (pair?: PairId, price?: number) => Promise<void>;
  /** The next tick sees this price. */
  readonly tickAt: (price: number, pair?: PairId) => Promise<void>;
  /** Adds an alarm and answers its id. */
  readonly alarm: (condition: CommandIn<'alarm.add'>['condition'], pair?: PairId) => Promise<string>;
  /** The process dies: nothing is stopped, the files are as they are. */
  readonly crash: () => void;
}

const neverHeld = 1_000;

export interface TestRuntimeSettings {
  readonly folder: string;
  readonly clock?: FakeClock;
  readonly feed?: FakeFeed;
  readonly feeds?: Feeds;
  readonly source?: RuntimeOptions['source'];
  readonly pollMs?: number | null;
  readonly fixedKey?: string;
  readonly lastWarnings?: readonly string[];
  /** A quote farther off waits for the next one; tests jump far to stay short, so by default none does. */
  readonly confirmPercent?: number | 'as stored';
  /** How much may be asked of each source; default: without end. */
  readonly limits?: SourceLimits;
  /** Names of alarms are `a1`, `a2` …; a second run of the same folder goes on from here. */
  readonly firstId?: number;
  readonly systemLocale?: string;
}

const unlimited: SourceLimits = { binance: null, coingecko: null, simulated: null };

export function startTestRuntime(settings: TestRuntimeSettings): TestRuntime {
  const { folder, clock = createFakeClock(), feed = createFakeFeed() } = settings;
  const { confirmPercent = neverHeld } = settings;
  const { storage, disk } = openTestStorage(folder, clock.now);
  if (confirmPercent !== 'as stored') {
    const { rules } = storage;
    const current = () => ({ ...rules.current(), settings: { ...rules.current().settings, confirmPercent } });
    Object.assign(storage, { rules: { ...rules, current } });
  }
  const log: LoggedLine[] = [];
  const recorded: TestRuntime['recorded'] = { added: [], caughtUp: [] };
  const logAt = (level: LoggedLine['level']) => (line: LogLine) => void log.push({ ...line, level });
  let ids = settings.firstId ?? 1;
  const runtime = startRuntime({
    storage,
    clock,
    random: () => 0,
    newId: () => `a${ids++}`,
    log: { debug: logAt('debug'), info: logAt('info'), warn: logAt('warn'), error: logAt('error') },
    record: {
      add: (firings) => void recorded.added.push(...firings),
      catchUp: (firings) => void recorded.caughtUp.push(...firings),
      close: () => {},
    },
    feeds: settings.feeds ?? feedsWith(feed),
    source: settings.source === undefined ? 'binance' : settings.source,
    pollMs: settings.pollMs === undefined ? tick : settings.pollMs,
    fixedKey: settings.fixedKey,
    lastWarnings: () => settings.lastWarnings ?? [],
    limits: settings.limits ?? unlimited,
    version: '1.2.3',
    demo: false,
    ...(settings.systemLocale !== undefined && { systemLocale: settings.systemLocale }),
  });

  const call: TestRuntime['call'] = async (name, input, client = 'tester') =>
    runtime.handle(name, input, { client });
  const ok: TestRuntime['ok'] = async (name, input, client) => {
    const reply = await call(name, input, client);
    if (!reply.ok) throw new Error(`${name}: ${reply.code}: ${reply.message}`);
    return reply.data as CommandOut<typeof name>;
  };
  const state = () => ok('state.get', {});

  return {
    runtime,
    storage,
    disk,
    clock,
    feed,
    folder,
    log,
    recorded,
    events: (level) => log.filter((line) => (level ?? line.level) === line.level).map((line) => line.event),
    call,
    ok,
    async refused(name, input) {
      const reply = await call(name, input);
      if (reply.ok) throw new Error(`${String(name)} was not refused: ${JSON.stringify(reply.data)}`);
      return reply;
    },
    state,
    ringing: async () => (await state()).ringing.map((one) => one.id),
    listen() {
      const updates: Update[] = [];
      runtime.onUpdate((update) => updates.push(update));
      return updates;
    },
    async watch(pair = btc, price = 100) {
      feed.price(pair, price);
      await ok('pair.add', { id: pair });
      await settle();
    },
    async tickAt(price, pair = btc) {
      feed.price(pair, price);
      await clock.advance(settings.pollMs ?? tick);
    },
    async alarm(condition, pair = btc) {
      return (await ok('alarm.add', { pairId: pair, condition })).alarm.id;
    },
    crash: () => storage.close(),
  };
}
