import type { AlarmId, AlarmView } from '../../src-core/alarm.ts';
import type { PairId } from '../../src-core/pair.ts';
import type {
  Monitoring,
  MuteView,
  Notice,
  OwnSoundView,
  PairView,
  QuietView,
  RingingView,
  Settings,
  Snapshot,
  SnoozedView,
  SourceView,
  Summary,
  Update,
} from '../../src-shared/contract/schemas.ts';

/** A view and when it came, on this page's own clock: its ages grow from there. */
export type Received<T> = T & { readonly receivedAt: number };
export type ReceivedPair = Received<PairView>;
export type ReceivedSource = Received<SourceView>;
export type ReceivedAlarm = Received<AlarmView>;

/** What the host told last. The page holds no truth of its own: this is replaced by snapshots and updates alone. */
export interface Mirror {
  readonly app: Snapshot['app'] | null;
  /** What the host's own clock said when it told last. */
  readonly hostClock: { readonly at: number; readonly receivedAt: number };
  readonly pairIds: readonly PairId[];
  readonly pairs: Readonly<Record<PairId, ReceivedPair>>;
  readonly alarms: Readonly<Record<AlarmId, ReceivedAlarm>>;
  readonly alarmIdsByPair: Readonly<Record<PairId, readonly AlarmId[]>>;
  /** In the host's order: one that joins, or wakes from a snooze, goes below. */
  readonly ringing: readonly RingingView[];
  readonly snoozed: readonly SnoozedView[];
  readonly summary: Summary | null;
  readonly sources: readonly ReceivedSource[];
  readonly notices: readonly Notice[];
  readonly monitoring: Monitoring;
  readonly mute: MuteView | null;
  /** Quiet hours, while they are in force. */
  readonly quietNow: QuietView | null;
  readonly ownSound: OwnSoundView | null;
  readonly settings: Settings | null;
  /** How often the host has filled a pair's past prices since the snapshot; another number means: ask again. */
  readonly fillings: Readonly<Record<PairId, number>>;
}

export const emptyMirror: Mirror = {
  app: null,
  hostClock: { at: 0, receivedAt: 0 },
  pairIds: [],
  pairs: {},
  alarms: {},
  alarmIdsByPair: {},
  ringing: [],
  snoozed: [],
  summary: null,
  sources: [],
  notices: [],
  monitoring: 'on',
  mute: null,
  quietNow: null,
  ownSound: null,
  settings: null,
  fillings: {},
};

const received = <T>(views: readonly T[], receivedAt: number): Received<T>[] =>
  views.map((view) => ({ ...view, receivedAt }));

const byId = <T extends { readonly id: string }>(views: readonly T[]): Record<string, T> =>
  Object.fromEntries(views.map((view) => [view.id, view]));

/** A copy with these views in it; made in one go, because hundreds may come at once, many times a second. */
function withViews<T extends { readonly id: string }>(
  before: Readonly<Record<string, Received<T>>>,
  views: readonly T[],
  receivedAt: number,
): Record<string, Received<T>> {
  const after = { ...before };
  for (const view of views) after[view.id] = { ...view, receivedAt };
  return after;
}

/**
 * What the host's clock says now, in epoch ms. Not this computer's: the host may run on another one, and what is due is
 * due by the host's.
 */
export function hostNow({ hostClock }: Pick<Mirror, 'hostClock'>, now: number = performance.now()): number {
  return hostClock.at + Math.max(0, now - hostClock.receivedAt);
}

export function fromSnapshot(snapshot: Snapshot, receivedAt: number): Mirror {
  return {
    app: snapshot.app,
    hostClock: { at: snapshot.at, receivedAt },
    pairIds: snapshot.pairs.map((pair) => pair.id),
    pairs: byId(received(snapshot.pairs, receivedAt)),
    alarms: byId(received(snapshot.alarms, receivedAt)),
    alarmIdsByPair: groupByPair({}, snapshot.alarms),
    ringing: snapshot.ringing,
    snoozed: snapshot.snoozed,
    summary: snapshot.summary,
    sources: received(snapshot.sources, receivedAt),
    notices: snapshot.notices,
    monitoring: snapshot.monitoring,
    mute: snapshot.mute,
    quietNow: snapshot.quietNow,
    ownSound: snapshot.ownSound,
    settings: snapshot.settings,
    fillings: {},
  };
}

/** The mirror after an update. What the update does not name keeps its identity, so that nothing of it renders again. */
export function withUpdate(mirror: Mirror, update: Update, receivedAt: number): Mirror {
  return {
    app: mirror.app,
    hostClock: { at: update.at, receivedAt },
    ...withPairs(mirror, update, receivedAt),
    ...withAlarms(mirror, update, receivedAt),
    ringing: update.ringing ?? mirror.ringing,
    snoozed: update.snoozed ?? mirror.snoozed,
    summary: update.summary === undefined ? mirror.summary : update.summary,
    sources: update.sources ? received(update.sources, receivedAt) : mirror.sources,
    notices: update.notices ?? mirror.notices,
    monitoring: update.monitoring ?? mirror.monitoring,
    mute: update.mute === undefined ? mirror.mute : update.mute,
    quietNow: update.quietNow === undefined ? mirror.quietNow : update.quietNow,
    ownSound: update.ownSound === undefined ? mirror.ownSound : update.ownSound,
    settings: update.settings ?? mirror.settings,
    fillings: withFillings(mirror.fillings, update.histories ?? []),
  };
}

function withPairs(mirror: Mirror, update: Update, receivedAt: number): Pick<Mirror, 'pairs' | 'pairIds'> {
  const { pairs: changed = [], removedPairs: removed = [], order } = update;
  if (changed.length === 0 && removed.length === 0) {
    return { pairs: mirror.pairs, pairIds: order ?? mirror.pairIds };
  }
  const pairs = withViews(without(mirror.pairs, removed), changed, receivedAt);
  const added = changed.filter((pair) => !mirror.pairs[pair.id]).map((pair) => pair.id);
  const moved = added.length > 0 || removed.length > 0;
  // One removed and added again in the same update is in both lists.
  const kept = mirror.pairIds.filter((id) => pairs[id]);
  return { pairs, pairIds: order ?? (moved ? [...kept, ...added] : mirror.pairIds) };
}

function withFillings(fillings: Mirror['fillings'], filled: readonly PairId[]): Mirror['fillings'] {
  if (filled.length === 0) return fillings;
  return { ...fillings, ...Object.fromEntries(filled.map((id) => [id, (fillings[id] ?? 0) + 1])) };
}

function withAlarms(
  mirror: Mirror,
  update: Update,
  receivedAt: number,
): Pick<Mirror, 'alarms' | 'alarmIdsByPair'> {
  const { alarms: changed = [], removedAlarms = [], removedPairs = [] } = update;
  // A removed pair takes its alarms along, whether or not the host names them.
  const removed = [...removedAlarms, ...removedPairs.flatMap((id) => mirror.alarmIdsByPair[id] ?? [])];
  if (changed.length === 0 && removed.length === 0) {
    return { alarms: mirror.alarms, alarmIdsByPair: mirror.alarmIdsByPair };
  }
  const alarms = withViews(without(mirror.alarms, removed), changed, receivedAt);
  const sameSet = removed.length === 0 && changed.every((alarm) => mirror.alarms[alarm.id]);
  return {
    alarms,
    alarmIdsByPair: sameSet
      ? mirror.alarmIdsByPair
      : groupByPair(mirror.alarmIdsByPair, Object.values(alarms)),
  };
}

function without<T>(record: Readonly<Record<string, T>>, ids: readonly string[]): Record<string, T> {
  if (ids.length === 0) return record;
  const gone = new Set(ids);
  return Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id)));
}

/** Alarm ids by pair, oldest first. A pair whose alarms are the same as before keeps its list. */
function groupByPair(
  before: Mirror['alarmIdsByPair'],
  alarms: readonly AlarmView[],
): Record<PairId, readonly AlarmId[]> {
  const groups: Record<PairId, AlarmId[]> = {};
  for (const alarm of alarms.toSorted((a, b) => a.createdAt - b.createdAt)) {
    const group = groups[alarm.pairId];
    if (group) group.push(alarm.id);
    else groups[alarm.pairId] = [alarm.id];
  }
  const kept = Object.entries(groups).map(([pairId, ids]) => {
    const old = before[pairId];
    const same = old?.length === ids.length && ids.every((id, index) => old[index] === id);
    return [pairId, same ? old : ids] as const;
  });
  return Object.fromEntries(kept);
}
