import type { AlarmView } from '../../src-core/alarm.ts';
import type {
  AppApi,
  CommandIn,
  CommandName,
  CommandOut,
  Refusal,
  Reply,
} from '../../src-shared/contract/contract.ts';
import type { Show, Snapshot, Update } from '../../src-shared/contract/schemas.ts';
import { btc, cannedAlarm, now, target } from './canned.ts';
import { candleWalk, cannedChart, sparkWalk } from './canned-chart.ts';

type Answer<K extends CommandName> = (input: CommandIn<K>) => Reply<K> | Promise<Reply<K>>;
export type Answers = { [K in CommandName]?: Answer<K> };

/** An AppApi with canned answers, for tests and for looking at the page. Never shipped. */
export interface FakeHost {
  readonly api: AppApi;
  readonly calls: { readonly name: CommandName; readonly input: unknown }[];
  readonly calledWith: (name: CommandName) => unknown[];
  readonly answers: Answers;
  /** Sends the next update; without a number it gets the next one. */
  readonly send: (update: Partial<Update>) => void;
  /** The user chose a pair in the tray. */
  readonly show: (pairId: string) => void;
  readonly connection: (connected: boolean) => void;
  readonly setSnapshot: (snapshot: Snapshot) => void;
  readonly listeners: () => number;
}

export const done = <T>(data: T) => ({ ok: true, data }) as const;
/** The answer to a preview of an alarm as it would be. */
export const previewOf = (alarm: AlarmView, more: Partial<CommandOut<'alarm.preview'>> = {}) =>
  done({ alarm, alreadyTrue: alarm.reason.code === 'already true', twin: null, ...more });
export const refused = (code: Refusal['code'], message: string, more: Partial<Refusal> = {}): Refusal => ({
  ok: false,
  code,
  message,
  ...more,
});

export function fakeHost(first: Snapshot, overrides: Answers = {}): FakeHost {
  let snapshot = first;
  let seq = first.seq;
  const calls: FakeHost['calls'] = [];
  const updates = new Set<(update: Update) => void>();
  const connections = new Set<(connected: boolean) => void>();
  const shows = new Set<(show: Show) => void>();
  const answers: Answers = {
    'state.get': () => done({ ...snapshot, seq }),
    'pair.add': () => done({ pair: btc }),
    'symbols.search': () => done({ candidates: [], missing: [] }),
    'alarm.preview': ({ pairId, condition }) => previewOf(cannedAlarm({ ...btc, id: pairId }, condition)),
    'alarm.add': ({ pairId, condition }) =>
      done({ alarm: cannedAlarm({ ...btc, id: pairId }, condition), alreadyTrue: false }),
    'alarm.edit': ({ id, condition }) => {
      const alarm = snapshot.alarms.find((each) => each.id === id) ?? cannedAlarm(btc, target(60_000));
      return done({ alarm: { ...alarm, ...(condition && { condition }) }, alreadyTrue: false });
    },
    'alarm.explain': ({ id }) => {
      const alarm = snapshot.alarms.find((each) => each.id === id);
      if (!alarm) return refused('unknown-alarm', 'That alarm is gone. Somebody may have removed it.');
      return done({ alarm, armedAt: null, judgedAt: null, nearest: null, notSeen: [] });
    },
    'alarm.replay': ({ days }) =>
      done({
        from: now - days * 86_400_000,
        to: now,
        intervalMs: 60_000,
        complete: true,
        count: 0,
        firings: [],
      }),
    'alarm.whyNot': ({ from, to }) =>
      done({
        from,
        to,
        intervalMs: 60_000,
        complete: true,
        count: 0,
        moments: [],
        rang: [],
        nearest: null,
        notSeen: [],
        pausedSince: null,
      }),
    'alarm.remove': (scope) => done({ ids: 'ids' in scope ? scope.ids : 'id' in scope ? [scope.id] : [] }),
    'alarm.restore': (input) => done({ restored: 'ids' in input ? input.ids.length : 1 }),
    'alarm.pause': () => done({ changed: 1 }),
    'alarm.resume': () => done({ changed: 1 }),
    'firings.list': () => done({ firings: [] }),
    'settings.set': (changes) => {
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      return done({ ...snapshot.settings, ...given });
    },
    'chart.get': ({ pairId, range = '1D' }) => {
      const price = snapshot.pairs.find((pair) => pair.id === pairId)?.price ?? null;
      return done(cannedChart(price === null ? [] : candleWalk(price, range), { range }));
    },
    'sparks.get': ({ ids }) => {
      const priced = snapshot.pairs.filter(({ id }) => ids.includes(id));
      return done({
        sparks: priced.map(({ id, price }) => ({ id, points: price === null ? [] : sparkWalk(price) })),
      });
    },
    ...overrides,
  };
  async function call<K extends CommandName>(name: K, input: CommandIn<K>): Promise<Reply<K>> {
    calls.push({ name, input });
    const answer = answers[name] as Answer<K> | undefined;
    return answer ? answer(input) : done({} as CommandOut<K>);
  }
  return {
    calls,
    calledWith: (name) => calls.filter((call) => call.name === name).map((call) => call.input),
    answers,
    listeners: () => updates.size,
    setSnapshot(next) {
      snapshot = next;
      seq = next.seq;
    },
    send(update) {
      seq = update.seq ?? seq + 1;
      for (const listener of updates) listener({ at: Date.now(), ...update, seq });
    },
    show(pairId) {
      for (const listener of shows) listener({ pairId });
    },
    connection(connected) {
      for (const listener of connections) listener(connected);
    },
    api: {
      call,
      importFile: (text) => call('data.previewImport', { text }),
      uploadSound: (file, name) => call('sound.upload', { name, data: String(file.length) }),
      exportFile: () => call('data.export', {}),
      onUpdate(listener) {
        updates.add(listener);
        return () => void updates.delete(listener);
      },
      onShow(listener) {
        shows.add(listener);
        return () => void shows.delete(listener);
      },
      onConnection(listener) {
        connections.add(listener);
        return () => void connections.delete(listener);
      },
    },
  };
}
