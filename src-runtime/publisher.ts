import type { AlarmId, AlarmState, AlarmView } from '../src-core/alarm.ts';
import type { PairId } from '../src-core/pair.ts';
import type { PairView, Snapshot, Update } from '../src-shared/contract/schemas.ts';
import { type Desk, settingsOf } from './desk.ts';
import { createBugGuard } from './guard-against-bugs.ts';
import { alarmView, pairView, sourceViews } from './views.ts';

/** Collects what changed and tells the interface in numbered updates; nothing is worked out while nobody looks. */
export interface Publisher {
  /** The pair, and all its alarms: a new price changes every distance. */
  readonly touchPair: (id: PairId) => void;
  readonly touchAlarm: (id: AlarmId, pairId: PairId) => void;
  readonly removePair: (id: PairId) => void;
  readonly removeAlarm: (id: AlarmId) => void;
  /** Past prices of the pair were filled. */
  readonly touchHistory: (id: PairId) => void;
  readonly touch: (part: Part) => void;
  /** Tells what has changed now; otherwise it is told at the end of the turn. */
  readonly flush: () => void;
  /** Touches what reads differently now without anything having happened: a price grew stale, a re-armed alarm became active. */
  readonly touchOutdated: () => void;
  readonly subscribe: (listener: (update: Update) => void) => () => void;
  /** Only tells that something changed, or may read differently now; costs nothing to work out. */
  readonly watch: (listener: () => void) => () => void;
  readonly snapshot: (app: Snapshot['app']) => Snapshot;
}

type Part =
  | 'order'
  | 'ringing'
  | 'summary'
  | 'sources'
  | 'notices'
  | 'monitoring'
  | 'settings'
  | 'hush'
  | 'own sound';

interface Changes {
  readonly pairs: Set<PairId>;
  readonly alarms: Map<AlarmId, PairId>;
  readonly removedPairs: Set<PairId>;
  readonly removedAlarms: Set<AlarmId>;
  readonly parts: Set<Part>;
  readonly histories: Set<PairId>;
}

function noChanges(): Changes {
  return {
    pairs: new Set(),
    alarms: new Map(),
    removedPairs: new Set(),
    removedAlarms: new Set(),
    parts: new Set(),
    histories: new Set(),
  };
}

/** What the user set, and what follows from it. */
function settingParts(desk: Desk, parts: ReadonlySet<Part>): Partial<Update> {
  return {
    ...(parts.has('hush') && { mute: desk.hush.mute(), quietNow: desk.hush.quiet() }),
    ...(parts.has('own sound') && { ownSound: desk.ownSound.view() }),
    ...(parts.has('settings') && { settings: settingsOf(desk) }),
  };
}

function present<T>(value: T | null): value is T {
  return value !== null;
}

/** @param deskOf the desk, which holds this publisher itself */
export function createPublisher(deskOf: () => Desk): Publisher {
  const listeners = new Set<(update: Update) => void>();
  const watchers = new Set<() => void>();
  /** One listener that breaks must not keep another from hearing of a ring. */
  const guarded = createBugGuard(() => deskOf().log);
  let changes = noChanges();
  let seq = 0;
  let scheduled = false;
  /** What listeners were told last, of what changes by itself. */
  const toldStale = new Map<PairId, boolean>();
  const toldStates = new Map<AlarmId, { readonly pairId: PairId; readonly state: AlarmState }>();

  const remember = (pairs: readonly PairView[], alarms: readonly AlarmView[]) => {
    for (const { id, stale } of pairs) toldStale.set(id, stale);
    for (const { id, pairId, state } of alarms) toldStates.set(id, { pairId, state });
  };

  const everything = (desk: Desk) => {
    const pairs = [...desk.pairs.keys()].map((id) => pairView(desk, id)).filter(present);
    const alarms = [...desk.pairs.keys()]
      .flatMap((id) => desk.engine.alarmsOf(id).map((alarm) => alarmView(desk, alarm.id, id)))
      .filter(present);
    remember(pairs, alarms);
    return { pairs, alarms };
  };

  const alarmsOfPairs = (desk: Desk, ids: Iterable<PairId>) => {
    for (const id of ids) for (const alarm of desk.engine.alarmsOf(id)) changes.alarms.set(alarm.id, id);
  };

  const build = (desk: Desk): Update => {
    alarmsOfPairs(desk, changes.pairs);
    const { pairs, alarms, removedPairs, removedAlarms, parts, histories } = changes;
    const pairViews = [...pairs].map((id) => pairView(desk, id)).filter(present);
    const alarmViews = [...alarms].map(([id, pairId]) => alarmView(desk, id, pairId)).filter(present);
    remember(pairViews, alarmViews);
    return {
      seq,
      at: desk.clock.now(),
      ...(pairViews.length > 0 && { pairs: pairViews }),
      ...(alarmViews.length > 0 && { alarms: alarmViews }),
      ...(removedPairs.size > 0 && { removedPairs: [...removedPairs] }),
      ...(removedAlarms.size > 0 && { removedAlarms: [...removedAlarms] }),
      ...(parts.has('order') && { order: [...desk.pairs.keys()] }),
      ...(parts.has('ringing') && { ringing: desk.ring.list(), snoozed: desk.ring.snoozed() }),
      ...(parts.has('summary') && { summary: desk.summary.view() }),
      ...(parts.has('sources') && { sources: sourceViews(desk) }),
      ...(parts.has('notices') && { notices: desk.notices.list() }),
      ...(parts.has('monitoring') && { monitoring: desk.monitoring.state() }),
      ...settingParts(desk, parts),
      ...(histories.size > 0 && { histories: [...histories] }),
    };
  };

  const tellWatchers = () => {
    for (const watcher of watchers) guarded('watch', watcher);
  };

  const flush = () => {
    if (Object.values(changes).every((part: { readonly size: number }) => part.size === 0)) return;
    seq += listeners.size > 0 ? 1 : 0;
    const update = listeners.size > 0 ? build(deskOf()) : null;
    // Before anybody hears of them: what a listener changes is another update.
    changes = noChanges();
    if (update !== null) for (const listener of listeners) guarded('update', () => listener(update));
    tellWatchers();
  };

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      flush();
    });
  };

  const self: Publisher = {
    touchPair(id) {
      changes.pairs.add(id);
      changes.removedPairs.delete(id);
      schedule();
    },
    touchAlarm(id, pairId) {
      changes.alarms.set(id, pairId);
      changes.removedAlarms.delete(id);
      schedule();
    },
    removePair(id) {
      changes.pairs.delete(id);
      changes.removedPairs.add(id);
      schedule();
    },
    removeAlarm(id) {
      changes.alarms.delete(id);
      changes.removedAlarms.add(id);
      schedule();
    },
    touchHistory(id) {
      changes.histories.add(id);
      schedule();
    },
    touch(part) {
      changes.parts.add(part);
      schedule();
    },
    flush,
    touchOutdated() {
      tellWatchers();
      if (listeners.size === 0) return;
      const desk = deskOf();
      for (const [id, stale] of toldStale) {
        const view = pairView(desk, id);
        if (view === null) toldStale.delete(id);
        else if (view.stale !== stale) self.touchPair(id);
      }
      for (const [id, { pairId, state }] of toldStates) {
        const view = alarmView(desk, id, pairId);
        if (view === null) toldStates.delete(id);
        else if (view.state !== state) self.touchAlarm(id, pairId);
      }
    },
    subscribe(listener) {
      // From here on this is what the listener is taken to know.
      if (listeners.size === 0) everything(deskOf());
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    watch(listener) {
      watchers.add(listener);
      return () => {
        watchers.delete(listener);
      };
    },
    snapshot(app) {
      // What is waiting belongs to the update after this snapshot for everybody who listens already.
      flush();
      const desk = deskOf();
      const { pairs, alarms } = everything(desk);
      return {
        seq,
        at: desk.clock.now(),
        app,
        pairs,
        alarms,
        ringing: desk.ring.list(),
        snoozed: desk.ring.snoozed(),
        summary: desk.summary.view(),
        sources: sourceViews(desk),
        notices: desk.notices.list(),
        monitoring: desk.monitoring.state(),
        mute: desk.hush.mute(),
        quietNow: desk.hush.quiet(),
        ownSound: desk.ownSound.view(),
        settings: settingsOf(desk),
      };
    },
  };
  return self;
}
