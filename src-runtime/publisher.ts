import type { AlarmId } from '../src-core/alarm.ts';
import type { PairId } from '../src-core/pair.ts';
import type { Snapshot, Update } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
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
  readonly touch: (part: 'ringing' | 'sources' | 'notices') => void;
  /** Tells what has changed now; otherwise it is told at the end of the turn. */
  readonly flush: () => void;
  readonly subscribe: (listener: (update: Update) => void) => () => void;
  readonly snapshot: (app: Snapshot['app']) => Snapshot;
}

interface Changes {
  readonly pairs: Set<PairId>;
  readonly alarms: Map<AlarmId, PairId>;
  readonly removedPairs: Set<PairId>;
  readonly removedAlarms: Set<AlarmId>;
  readonly parts: Set<'ringing' | 'sources' | 'notices'>;
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

function present<T>(value: T | null): value is T {
  return value !== null;
}

/** @param deskOf the desk, which holds this publisher itself */
export function createPublisher(deskOf: () => Desk): Publisher {
  const listeners = new Set<(update: Update) => void>();
  let changes = noChanges();
  let seq = 0;
  let scheduled = false;

  const alarmsOfPairs = (desk: Desk, ids: Iterable<PairId>) => {
    for (const id of ids) for (const alarm of desk.engine.alarmsOf(id)) changes.alarms.set(alarm.id, id);
  };

  const build = (desk: Desk): Update => {
    alarmsOfPairs(desk, changes.pairs);
    const { pairs, alarms, removedPairs, removedAlarms, parts, histories } = changes;
    const pairViews = [...pairs].map((id) => pairView(desk, id)).filter(present);
    const alarmViews = [...alarms].map(([id, pairId]) => alarmView(desk, id, pairId)).filter(present);
    return {
      seq,
      at: desk.clock.now(),
      ...(pairViews.length > 0 && { pairs: pairViews }),
      ...(alarmViews.length > 0 && { alarms: alarmViews }),
      ...(removedPairs.size > 0 && { removedPairs: [...removedPairs] }),
      ...(removedAlarms.size > 0 && { removedAlarms: [...removedAlarms] }),
      ...(parts.has('ringing') && { ringing: desk.ring.list() }),
      ...(parts.has('sources') && { sources: sourceViews(desk) }),
      ...(parts.has('notices') && { notices: desk.notices.list() }),
      ...(histories.size > 0 && { histories: [...histories] }),
    };
  };

  const flush = () => {
    if (Object.values(changes).every((part: { readonly size: number }) => part.size === 0)) return;
    if (listeners.size > 0) {
      seq += 1;
      const update = build(deskOf());
      for (const listener of listeners) listener(update);
    }
    changes = noChanges();
  };

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      flush();
    });
  };

  return {
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
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    snapshot(app) {
      // What is waiting belongs to the update after this snapshot for everybody who listens already.
      flush();
      const desk = deskOf();
      const alarms = [...desk.pairs.keys()].flatMap((id) =>
        desk.engine.alarmsOf(id).map((alarm) => alarmView(desk, alarm.id, id)),
      );
      return {
        seq,
        at: desk.clock.now(),
        app,
        pairs: [...desk.pairs.keys()].map((id) => pairView(desk, id)).filter(present),
        alarms: alarms.filter(present),
        ringing: desk.ring.list(),
        sources: sourceViews(desk),
        notices: desk.notices.list(),
      };
    },
  };
}
