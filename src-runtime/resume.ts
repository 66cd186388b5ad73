import type { Alarm, AlarmId } from '../src-core/alarm.ts';
import { windowOf } from '../src-core/condition.ts';
import type { Pair, PairId } from '../src-core/pair.ts';
import type { Sample } from '../src-core/sample.ts';
import { recentOf } from '../src-core/samples/recent.ts';
import type { Tracker } from '../src-core/tracker.ts';
import { askWhetherSameCoin } from './another-coin.ts';
import { watchPair } from './commands/pair-commands.ts';
import type { Desk } from './desk.ts';
import { merge } from './history.ts';
import { recallHoles } from './holes.ts';
import type { StoredExtremes } from './storage/state-store.ts';
import { recallSummary } from './summary.ts';

/** What the state database holds, read once. */
interface Stored {
  readonly trackers: ReadonlyMap<AlarmId, Tracker>;
  readonly extremes: ReadonlyMap<PairId, StoredExtremes>;
  readonly samples: ReadonlyMap<PairId, Sample[]>;
  readonly numbers: ReadonlyMap<AlarmId, number>;
}

/** Puts what is on disk to work: pairs, alarms where they stopped, and rings nobody has acknowledged. */
export function resume(desk: Desk): void {
  const { storage } = desk;
  const rules = storage.rules.current();
  const stored: Stored = {
    trackers: storage.state.trackers(),
    extremes: storage.state.extremes(),
    samples: storage.history.samplesOfAll(0),
    numbers: storage.state.lastFiringNumbers(),
  };
  for (const pair of rules.pairs) {
    // A pair of a source that is not at work in this run stays in the file and waits.
    if (desk.sources.has(pair.source)) resumePair(desk, pair, rules.alarms, stored);
  }
  // Where the rules could not be read, what belongs to them waits for the user to bring them back.
  if (storage.rules.recovered === null) {
    dropOrphans(desk, [...stored.trackers.keys()], [...stored.extremes.keys()]);
    dropRemovedHistory(desk);
  }
  recallRings(desk);
}

function resumePair(desk: Desk, pair: Pair, alarms: readonly Alarm[], stored: Stored): void {
  const own = stored.samples.get(pair.id) ?? [];
  const last = own.at(-1) ?? null;
  const lastPoint = last === null ? null : { t: last.t, price: last.price };
  const known = stored.extremes.get(pair.id) ?? { highest: lastPoint, lowest: lastPoint };
  const watched = watchPair(desk, pair, { last, ...known, recent: recentOf(lately(own)) });
  recallHoles(desk, watched);
  if (known.strange && last !== null) askWhetherSameCoin(desk, watched, known.strange, last);
  let history: Sample[] | null = null;
  for (const alarm of alarms.filter((one) => one.pairId === pair.id)) {
    if (windowOf(alarm.condition) !== null)
      history ??= merge(own, desk.storage.history.candlesOf(pair.id, 0));
    desk.engine.addAlarm(alarm, {
      armAt: null,
      // A rule without tracker is new: the first fresh sample arms it.
      stored: stored.trackers.get(alarm.id) ?? null,
      history: history ?? [],
      firedBefore: stored.numbers.get(alarm.id) ?? 0,
    });
  }
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
  desk.record.catchUp(waiting);
  recallSummary(
    desk,
    waiting.filter(({ firing }) => firing.late),
  );
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
