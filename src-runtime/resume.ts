import type { Alarm } from '../src-core/alarm.ts';
import { windowOf } from '../src-core/condition.ts';
import type { Sample } from '../src-core/sample.ts';
import { recentOf } from '../src-core/samples/recent.ts';
import { watchPair } from './commands/pair-commands.ts';
import type { Desk } from './desk.ts';
import { lastWindow } from './line-of-time.ts';
import { reachOf } from './window-history.ts';

/** Puts what is on disk to work: pairs, alarms where they stopped, and rings nobody has acknowledged. */
export function resume(desk: Desk): void {
  const { storage, engine } = desk;
  const rules = storage.rules.current();
  // First what alarms go on with: should past prices be found damaged, this is known already.
  const trackers = storage.state.trackers();
  const extremes = storage.state.extremes();
  const unacknowledged = storage.state.unacknowledged();
  const samplesOf = storage.history.reader(0);
  const alarmsOf = Map.groupBy(rules.alarms, (alarm) => alarm.pairId);

  // A pair of a source that is not at work in this run stays in the file and waits.
  for (const pair of rules.pairs.filter((one) => desk.sources.has(one.source))) {
    const own = samplesOf(pair.id);
    const last = own.at(-1) ?? null;
    const lastPoint = last === null ? null : { t: last.t, price: last.price };
    const known = extremes.get(pair.id) ?? { highest: lastPoint, lowest: lastPoint };
    watchPair(desk, pair, { last, ...known, recent: recentOf(lately(own)) });
    const alarms = alarmsOf.get(pair.id) ?? [];
    const historyOf = windowsOf(desk, alarms, own);
    for (const alarm of alarms) {
      // A rule without tracker is new: the first fresh sample arms it.
      const stored = trackers.get(alarm.id) ?? null;
      const firedBefore = stored === null ? storage.state.lastFiringNumber(alarm.id) : 0;
      engine.addAlarm(alarm, { armAt: null, stored, history: historyOf(alarm), firedBefore });
    }
  }
  // Where the rules could not be read, what belongs to them waits for the user to bring them back.
  if (storage.rules.movedAside === null) dropOrphans(desk, [...trackers.keys()], [...extremes.keys()]);
  desk.ring.add(unacknowledged);
}

/** What fills the windows of a pair's alarms: candles are read once for all of them, and only where samples do not reach. */
function windowsOf(desk: Desk, alarms: readonly Alarm[], own: readonly Sample[]) {
  const last = own.at(-1)?.t ?? 0;
  const first = own[0]?.t ?? 0;
  const longest = Math.max(0, ...alarms.map((alarm) => windowOf(alarm.condition) ?? 0));
  let whole: readonly Sample[] | null = null;
  return (alarm: Alarm): readonly Sample[] => {
    const windowMs = windowOf(alarm.condition);
    const pair = alarm.pairId;
    if (windowMs === null) return [];
    whole ??= desk.history.withCandles(
      pair,
      Math.min(first, last - (longest > last - first ? reachOf(longest) : 0)),
      own,
    );
    return lastWindow(whole, windowMs);
  };
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
    if (!alarms.has(id)) desk.outbox.keep(`tracker ${id}`, (state) => state.dropTracker(id));
  }
  for (const id of extremes) {
    if (!pairs.has(id)) desk.outbox.keep(`extremes ${id}`, (state) => state.dropExtremes(id));
  }
}
