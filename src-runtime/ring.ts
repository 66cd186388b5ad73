import type { AlarmId, FiringId } from '../src-core/alarm.ts';
import type { RingFacet } from '../src-core/state.ts';
import type { EpochMs, PairId } from '../src-core/pair.ts';
import type { DeliveryView, RingingView, SnoozedView, SnoozeView } from '../src-shared/contract/schemas.ts';
import type { StoredFiring } from './storage/state-store.ts';

type SourceRing = Extract<RingingView, { kind: 'blind' | 'seeing' }>;

/** What rings now, and what was silenced for a while: firings that nobody has acknowledged, and what is told as loudly. */
export interface Ring {
  /** A further firing of an alarm joins its ring, silenced or not. `at` is local time. */
  readonly add: (firings: readonly StoredFiring[], at: EpochMs) => void;
  /** Starts the test alarm; false if it rings already. */
  readonly startTest: (at: EpochMs) => boolean;
  /** Rings because prices are out, or back; one of the same id is replaced. */
  readonly tellSource: (ring: SourceRing) => void;
  /** Takes these out and answers which of them rang or were snoozed. */
  readonly silence: (ids: readonly FiringId[]) => FiringId[];
  /** Silences these firings for a while and answers which of them. */
  readonly snooze: (ids: readonly FiringId[], snooze: SnoozeView) => FiringId[];
  /** Lets a snoozed firing ring again; `at` is local time. */
  readonly wake: (id: FiringId, at: EpochMs) => void;
  /** Notes how a ringing firing reached people. */
  readonly deliver: (id: FiringId, delivery: DeliveryView) => void;
  /** Softens what has rung since `since` (local time) or longer; answers whether anything changed. */
  readonly soften: (since: EpochMs) => boolean;
  readonly list: () => RingingView[];
  readonly snoozed: () => SnoozedView[];
  readonly snoozedOf: (pair: PairId) => SnoozedView[];
  /** Everything of an alarm that nobody has acknowledged. */
  readonly idsOf: (alarm: AlarmId) => FiringId[];
  /** The alarm's ring as far as its state is concerned; null while it is silent. */
  readonly facetOf: (alarm: AlarmId) => RingFacet | null;
}

export const testId = 'test';

interface Entry {
  view: RingingView;
  /** When it began to ring, local time. */
  startedAt: EpochMs;
  snooze: SnoozeView | null;
}

function asSnoozed({ view, snooze }: Entry): SnoozedView[] {
  if (view.kind !== 'firing' || snooze === null) return [];
  return [{ id: view.id, firing: view.firing, pair: view.pair, snooze }];
}

export function createRing(): Ring {
  const entries = new Map<FiringId, Entry>();

  const all = () => [...entries.values()];
  const ofAlarm = (alarm: AlarmId) =>
    all().filter(({ view }) => view.kind === 'firing' && view.firing.alarmId === alarm);
  const put = (view: RingingView, startedAt: EpochMs, snooze: SnoozeView | null = null) => {
    entries.set(view.id, { view, startedAt, snooze });
  };

  return {
    add(firings, at) {
      for (const { firing, pair } of firings) {
        if (entries.has(firing.id)) continue;
        const ring = ofAlarm(firing.alarmId);
        const joined = ring.every((entry) => entry.snooze !== null) ? (ring[0]?.snooze ?? null) : null;
        put({ kind: 'firing', id: firing.id, firing, pair, softened: false }, at, joined);
      }
    },
    startTest(at) {
      if (entries.has(testId)) return false;
      put({ kind: 'test', id: testId, startedAt: at }, at);
      return true;
    },
    tellSource(ring) {
      put(ring, ring.startedAt);
    },
    silence(ids) {
      const known = [...new Set(ids)].filter((id) => entries.has(id));
      for (const id of known) entries.delete(id);
      return known;
    },
    snooze(ids, snooze) {
      const known = [...new Set(ids)].filter((id) => entries.get(id)?.view.kind === 'firing');
      for (const id of known) {
        const entry = entries.get(id);
        if (entry !== undefined) entry.snooze = snooze;
      }
      return known;
    },
    wake(id, at) {
      const entry = entries.get(id);
      if (entry === undefined || entry.snooze === null) return;
      entries.delete(id);
      // It rings as new, behind what rings already.
      const view = entry.view.kind === 'firing' ? { ...entry.view, softened: false } : entry.view;
      put(view, at);
    },
    deliver(id, delivery) {
      const entry = entries.get(id);
      if (entry?.view.kind !== 'firing') return;
      const { firing } = entry.view;
      entry.view = { ...entry.view, firing: { ...firing, deliveries: [...firing.deliveries, delivery] } };
    },
    soften(since) {
      let changed = false;
      for (const entry of entries.values()) {
        const { view } = entry;
        if (view.kind === 'test' || view.softened || entry.snooze !== null || entry.startedAt > since)
          continue;
        entry.view = { ...view, softened: true };
        changed = true;
      }
      return changed;
    },
    list: () =>
      all()
        .filter((entry) => entry.snooze === null)
        .map((entry) => entry.view),
    snoozed: () => all().flatMap(asSnoozed),
    snoozedOf: (pair) =>
      all()
        .flatMap(asSnoozed)
        .filter((one) => one.firing.pairId === pair),
    idsOf: (alarm) => ofAlarm(alarm).map(({ view }) => view.id),
    facetOf(alarm) {
      const ring = ofAlarm(alarm);
      const [first] = ring;
      if (first?.view.kind !== 'firing') return null;
      const since = first.view.firing.t;
      const loud = ring.find((entry) => entry.snooze === null);
      if (loud?.view.kind === 'firing') return { kind: 'ringing', since: loud.view.firing.t };
      return { kind: 'snoozed', since, until: first.snooze?.until ?? since };
    },
  };
}
