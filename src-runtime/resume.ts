import type { Alarm, AlarmId } from '../src-core/alarm.ts';
import { windowOf } from '../src-core/condition.ts';
import type { Pair, PairId } from '../src-core/pair.ts';
import type { Sample } from '../src-core/sample.ts';
import { recentOf } from '../src-core/samples/recent.ts';
import type { Tracker } from '../src-core/tracker.ts';
import { askWhetherSameCoin } from './another-coin.ts';
import { watchPair } from './commands/pair-commands.ts';
import type { Desk } from './desk.ts';
import { recallHoles } from './holes.ts';
import { recallRings, storedRings } from './recall-rings.ts';
import type { StoredExtremes } from './storage/state-store.ts';
import { fillingOf, reachOf } from './window-history.ts';

/** What the state database holds, read once. */
interface Stored {
  readonly trackers: Map<AlarmId, Tracker>;
  readonly extremes: Map<PairId, StoredExtremes>;
  readonly samplesOf: (pair: PairId) => readonly Sample[];
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

/** What fills the windows of a pair's alarms: candles are read once for all of them, and only where samples do not reach. */
function windowsOf(desk: Desk, alarms: readonly Alarm[], own: readonly Sample[]) {
  const last = own.at(-1)?.t ?? 0;
  const seenMs = last - (own[0]?.t ?? 0);
  const longest = Math.max(0, ...alarms.map((alarm) => windowOf(alarm.condition) ?? 0));
  let line: readonly Sample[] | null = null;
  return ({ pairId, condition }: Alarm): readonly Sample[] => {
    const windowMs = windowOf(condition);
    if (windowMs === null) return [];
    line ??= desk.history.withCandles(
      pairId,
      last - Math.max(seenMs, longest > seenMs ? reachOf(longest) : 0),
      own,
    );
    return fillingOf(line, windowMs);
  };
}

/** Its alarms where they stopped. A rule without tracker is new: the first fresh sample arms it. */
function resumeAlarms(
  desk: Desk,
  alarms: readonly Alarm[],
  { trackers }: Stored,
  own: readonly Sample[],
): void {
  const historyOf = windowsOf(desk, alarms, own);
  for (const alarm of alarms) {
    const stored = trackers.get(alarm.id) ?? null;
    const firedBefore = stored === null ? desk.storage.state.lastFiringNumber(alarm.id) : 0;
    desk.engine.addAlarm(alarm, { armAt: null, stored, history: historyOf(alarm), firedBefore });
  }
}

/** Puts what is on disk to work: pairs, alarms where they stopped, and rings nobody has acknowledged. */
export function resume(desk: Desk): void {
  const { storage } = desk;
  const rules = storage.rules.current();
  // First what alarms go on with: should past prices be found damaged, this is known already.
  const rings = storedRings(desk);
  const stored: Stored = {
    trackers: storage.state.trackers(),
    extremes: storage.state.extremes(),
    samplesOf: storage.history.reader(0),
  };
  const alarmsOf = Map.groupBy(rules.alarms, (alarm) => alarm.pairId);
  // A pair of a source that is not at work in this run stays in the file and waits.
  for (const pair of rules.pairs.filter((one) => desk.sources.has(one.source))) {
    const own = stored.samplesOf(pair.id);
    resumePair(desk, pair, stored, own);
    resumeAlarms(desk, alarmsOf.get(pair.id) ?? [], stored, own);
  }
  // Where the rules could not be read, what belongs to them waits for the user to bring them back.
  if (storage.rules.recovered === null) {
    dropOrphans(desk, [...stored.trackers.keys()], [...stored.extremes.keys()]);
  }
  recallRings(desk, rings);
}

/** No candle that is asked for while it runs is longer. */
const longestRunningMs = 3_600_000;

function lately(samples: readonly Sample[]): Sample[] {
  const from = (samples.at(-1)?.t ?? 0) - longestRunningMs;
  return samples.slice(samples.findLastIndex((sample) => sample.t < from) + 1);
}

/** A tracker without rule is deleted. */
function dropOrphans(desk: Desk, trackers: readonly string[], extremes: readonly string[]): void {
  const rules = desk.storage.rules.current();
  const alarms = new Set(rules.alarms.map((alarm) => alarm.id));
  const pairs = new Set(rules.pairs.map((pair) => pair.id));
  for (const id of trackers) {
    if (!alarms.has(id)) desk.outbox.keep(`tracker ${id}`, ({ state }) => state.dropTracker(id));
  }
  for (const id of extremes) {
    if (!pairs.has(id)) desk.outbox.keep(`extremes ${id}`, ({ state }) => state.dropExtremes(id));
  }
}
