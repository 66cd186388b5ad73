import type { AlarmId } from '../src-core/alarm.ts';
import { windowOf } from '../src-core/condition.ts';
import type { Pair, PairId } from '../src-core/pair.ts';
import type { Sample } from '../src-core/sample.ts';
import type { Tracker } from '../src-core/tracker.ts';
import { recentOf } from '../src-core/samples/recent.ts';
import { askWhetherSameCoin } from './another-coin.ts';
import { watchPair } from './commands/pair-commands.ts';
import type { Desk } from './desk.ts';
import { merge } from './history.ts';
import { recallHoles } from './holes.ts';
import type { StoredExtremes } from './storage/state-store.ts';

interface Stored {
  readonly trackers: Map<AlarmId, Tracker>;
  readonly numbers: Map<AlarmId, number>;
  readonly extremes: Map<PairId, StoredExtremes>;
  readonly samples: Map<PairId, Sample[]>;
}

/** A pair as it was when the last run ended. */
function resumePair(desk: Desk, pair: Pair, { extremes }: Stored, own: readonly Sample[]): void {
  const last = own.at(-1) ?? null;
  const lastPoint = last === null ? null : { t: last.t, price: last.price };
  const known = extremes.get(pair.id) ?? { highest: lastPoint, lowest: lastPoint };
  const watched = watchPair(desk, pair, { last, ...known, recent: recentOf(lately(own)) });
  recallHoles(desk, watched);
  if (known.strange && last !== null) askWhetherSameCoin(desk, watched, known.strange, last);
}

/** Its alarms where they stopped. A rule without tracker is new: the first fresh sample arms it. */
function resumeAlarms(desk: Desk, pair: Pair, { trackers, numbers }: Stored, own: readonly Sample[]): void {
  const alarms = desk.storage.rules.current().alarms.filter((alarm) => alarm.pairId === pair.id);
  let history: Sample[] | null = null;
  for (const alarm of alarms) {
    if (windowOf(alarm.condition) !== null) {
      history ??= merge(own, desk.storage.history.candlesOf(pair.id, 0));
    }
    const stored = trackers.get(alarm.id) ?? null;
    const firedBefore = numbers.get(alarm.id) ?? 0;
    desk.engine.addAlarm(alarm, { armAt: null, stored, history: history ?? [], firedBefore });
  }
}

/** Puts what is on disk to work: pairs, alarms where they stopped, and rings nobody has acknowledged. */
export function resume(desk: Desk): void {
  const { storage } = desk;
  const rules = storage.rules.current();
  const stored: Stored = {
    trackers: storage.state.trackers(),
    numbers: storage.state.lastFiringNumbers(),
    extremes: storage.state.extremes(),
    samples: storage.history.samplesOfAll(0),
  };
  // A pair of a source that is not at work in this run stays in the file and waits.
  for (const pair of rules.pairs.filter((one) => desk.sources.has(one.source))) {
    const own = stored.samples.get(pair.id) ?? [];
    resumePair(desk, pair, stored, own);
    resumeAlarms(desk, pair, stored, own);
  }
  // Where the rules could not be read, what belongs to them waits for the user to bring them back.
  if (storage.rules.recovered === null) {
    dropOrphans(desk, [...stored.trackers.keys()], [...stored.extremes.keys()]);
    dropRemovedHistory(desk);
  }
  recallRings(desk);
}

/** What nobody has acknowledged rings again, goes on being snoozed, or waits in the summary. */
function recallRings(desk: Desk): void {
  const waiting = desk.storage.state.unacknowledged();
  const ringing = waiting.filter(({ firing }) => firing.told === 'ring');
  desk.ring.add(ringing);
  const ids = new Set(ringing.map(({ firing }) => firing.id));
  for (const [id, snooze] of desk.storage.state.snoozes()) {
    if (ids.has(id)) desk.ring.snooze([id], snooze);
    else desk.outbox.snooze(id, null);
  }
  const late = waiting.filter(({ firing }) => firing.late);
  const times = late.map(({ firing }) => firing.t);
  desk.summary.add(
    { from: Math.min(...times), to: Math.max(...late.map(({ firing }) => firing.receivedAt)) },
    late.map((stored) => ({ stored, holds: stored.firing.told === 'ring' })),
  );
  desk.record.catchUp(waiting);
}

/** No candle that is asked for while it runs is longer. */
const longestRunningMs = 3_600_000;

function lately(samples: readonly Sample[]): Sample[] {
  const from = (samples.at(-1)?.t ?? 0) - longestRunningMs;
  return samples.slice(samples.findLastIndex((sample) => sample.t < from) + 1);
}

/** Prices of pairs that nobody watches any more; the time for an undo ended with the last run. */
function dropRemovedHistory(desk: Desk): void {
  const watched = desk.storage.rules.current().pairs.map((pair) => pair.id);
  desk.outbox.save('process', () => desk.storage.history.dropAllBut(watched));
}

/** A tracker without rule is deleted. */
function dropOrphans(desk: Desk, trackers: readonly string[], extremes: readonly string[]): void {
  const rules = desk.storage.rules.current();
  const alarms = new Set(rules.alarms.map((alarm) => alarm.id));
  const pairs = new Set(rules.pairs.map((pair) => pair.id));
  const lostTrackers = trackers.filter((id) => !alarms.has(id));
  const lostExtremes = extremes.filter((id) => !pairs.has(id));
  if (lostTrackers.length + lostExtremes.length === 0) return;
  desk.outbox.save('process', () => {
    for (const id of lostTrackers) desk.storage.state.dropTracker(id);
    for (const id of lostExtremes) desk.storage.state.dropExtremes(id);
  });
}
