import type { AlarmId, FiringId } from '../src-core/alarm.ts';
import type { RingFacet } from '../src-core/state.ts';
import type { EpochMs, PairId } from '../src-core/pair.ts';
import type {
  DeliveryView,
  RingingView,
  Settings,
  SnoozedView,
  SnoozeView,
} from '../src-shared/contract/schemas.ts';
import type { Clock } from './clock.ts';
import type { StoredFiring } from './storage/state-store.ts';

type SourceRing = Extract<RingingView, { kind: 'blind' | 'seeing' }>;
type RingWords = () => Pick<SourceRing, 'title' | 'body'>;

/** What rings now, and what was silenced for a while: firings that nobody has acknowledged, and what is told as loudly. */
export interface Ring {
  /** A further firing of an alarm joins its ring, silenced or not. */
  readonly add: (firings: readonly StoredFiring[]) => void;
  /** Starts the test alarm; false if it rings already. `at` is local time. */
  readonly startTest: (at: EpochMs) => boolean;
  /**
   * Rings because prices are out, or back; one of the same id says so from now on, as soft as it is.
   * @param words asked for whenever it is shown, because the language can change
   */
  readonly tellSource: (ring: SourceRing, words?: RingWords) => void;
  /** Takes these out and answers which of them rang or were snoozed. */
  readonly silence: (ids: readonly FiringId[]) => FiringId[];
  /** Silences these firings for a while and answers which of them. */
  readonly snooze: (ids: readonly FiringId[], snooze: SnoozeView) => FiringId[];
  /** The snooze that a further firing of an alarm joins; null where it rings. */
  readonly snoozeOf: (alarm: AlarmId) => SnoozeView | null;
  /** Lets a snoozed firing ring again. */
  readonly wake: (id: FiringId) => void;
  /** It was held and rings now, as if it had just begun. */
  readonly ringAfresh: (id: FiringId) => void;
  /** Notes how a ringing firing reached people. */
  readonly deliver: (id: FiringId, delivery: DeliveryView) => void;
  /** Softens what has rung for so long, and ends the sound of what has rung longer; answers whether anything changed. */
  readonly age: (after: Pick<Settings, 'softenAfterMs' | 'ringLimitMs'>) => boolean;
  readonly list: () => RingingView[];
  readonly snoozed: () => SnoozedView[];
  readonly snoozedOf: (pair: PairId) => SnoozedView[];
  /** Everything of an alarm that nobody has acknowledged. */
  readonly idsOf: (alarm: AlarmId) => FiringId[];
  /** The alarm's ring as far as its state is concerned; null while it is silent. */
  readonly facetOf: (alarm: AlarmId) => RingFacet | null;
}

export const testId = 'test';

/** The test alarm, as it rings from then on; local time. */
export function testRing(startedAt: EpochMs): RingingView {
  return { kind: 'test', id: testId, startedAt };
}

interface Entry {
  view: RingingView;
  /** When it began to ring, by the monotonic clock: in a sleep, and while a clock is set, nobody could hear it. */
  readonly startedAt: number;
  snooze: SnoozeView | null;
  words?: RingWords;
}

function shown({ view, words }: Entry): RingingView {
  return words === undefined || view.kind === 'firing' || view.kind === 'test'
    ? view
    : { ...view, ...words() };
}

function asSnoozed({ view, snooze }: Entry): SnoozedView[] {
  if (view.kind !== 'firing' || snooze === null) return [];
  return [{ id: view.id, firing: view.firing, pair: view.pair, snooze }];
}

/** What of a ring changes with its age; the test alarm stays as loud as it is. */
function aged(
  view: RingingView,
  rungMs: number,
  { softenAfterMs, ringLimitMs }: Parameters<Ring['age']>[0],
): RingingView {
  const overLimit = ringLimitMs !== null && rungMs >= ringLimitMs && view.overLimit !== true;
  const limited = overLimit ? { ...view, overLimit } : view;
  const softens = limited.kind !== 'test' && !limited.softened && rungMs >= softenAfterMs;
  return softens ? { ...limited, softened: true } : limited;
}

/** The same as when it began to ring. */
function afresh(view: RingingView): RingingView {
  const { overLimit: _, held: __, ...rest } = view;
  return rest.kind === 'test' ? rest : { ...rest, softened: false };
}

/** @param isHeld whether it is only listed now, because everything is to be silent */
export function createRing(
  { monotonic }: Pick<Clock, 'monotonic'>,
  isHeld: (view: RingingView) => boolean = () => false,
): Ring {
  const entries = new Map<FiringId, Entry>();

  const all = () => [...entries.values()];
  const ofAlarm = (alarm: AlarmId) =>
    all().filter(({ view }) => view.kind === 'firing' && view.firing.alarmId === alarm);
  const snoozeOf = (alarm: AlarmId): SnoozeView | null => {
    const ring = ofAlarm(alarm);
    return ring.every((entry) => entry.snooze !== null) ? (ring[0]?.snooze ?? null) : null;
  };
  const put = (view: RingingView, snooze: SnoozeView | null = null) => {
    entries.set(view.id, { view, startedAt: monotonic(), snooze });
  };

  const ringAfresh = (id: FiringId) => {
    const entry = entries.get(id);
    if (entry === undefined) return;
    entries.delete(id);
    // It rings as new, behind what rings already.
    put(afresh(entry.view));
  };

  return {
    add(firings) {
      for (const { firing, pair } of firings) {
        if (entries.has(firing.id)) continue;
        put({ kind: 'firing', id: firing.id, firing, pair, softened: false }, snoozeOf(firing.alarmId));
      }
    },
    startTest(at) {
      if (entries.has(testId)) return false;
      put(testRing(at));
      return true;
    },
    tellSource(ring, words) {
      const known = entries.get(ring.id);
      if (known === undefined || known.view.kind === 'firing' || known.view.kind === 'test') {
        entries.set(ring.id, { view: ring, startedAt: monotonic(), snooze: null, ...(words && { words }) });
        return;
      }
      const { startedAt, softened, overLimit } = known.view;
      known.view = { ...ring, startedAt, softened, ...(overLimit === true && { overLimit }) };
      if (words !== undefined) known.words = words;
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
    snoozeOf,
    wake(id) {
      if ((entries.get(id)?.snooze ?? null) !== null) ringAfresh(id);
    },
    ringAfresh,
    deliver(id, delivery) {
      const entry = entries.get(id);
      if (entry?.view.kind !== 'firing') return;
      const { firing } = entry.view;
      entry.view = { ...entry.view, firing: { ...firing, deliveries: [...firing.deliveries, delivery] } };
    },
    age(after) {
      let changed = false;
      for (const entry of entries.values()) {
        if (entry.snooze !== null || isHeld(entry.view)) continue;
        const view = aged(entry.view, monotonic() - entry.startedAt, after);
        changed ||= view !== entry.view;
        entry.view = view;
      }
      return changed;
    },
    list: () =>
      all()
        .filter((entry) => entry.snooze === null)
        .map((entry) => (isHeld(entry.view) ? { ...shown(entry), held: true } : shown(entry))),
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
