import type { Alarm, Firing } from '../src-core/alarm.ts';
import { windowOf } from '../src-core/condition.ts';
import type { EpochMs, PairId } from '../src-core/pair.ts';
import type { Sample } from '../src-core/sample.ts';
import type { Desk } from './desk.ts';
import { lastWindow } from './line-of-time.ts';
import { hourMs, keptMs } from './storage/history-store.ts';

/** A price stands in for a hole of up to three minutes, however short the window. */
const shortestBridgeMs = 180_000;

/** Windows of more than a day are made of candles: one more of them must be whole. */
function withWholeCandle(windowMs: number): number {
  return windowMs > keptMs.samples ? windowMs + 2 * hourMs : windowMs;
}

/** How far before its end prices matter to a window, in ms: the price that stands at its beginning may be that old. */
export function reachOf(windowMs: number): number {
  return withWholeCandle(windowMs) + Math.max(windowMs, shortestBridgeMs);
}

/** Of a line of samples what fills a window that ends with it. */
export function fillingOf(line: readonly Sample[], windowMs: number): readonly Sample[] {
  return lastWindow(line, withWholeCandle(windowMs));
}

/** What fills the window of an alarm; nothing where it has none. */
export function windowHistory(desk: Pick<Desk, 'engine' | 'history'>, alarm: Alarm): readonly Sample[] {
  const windowMs = windowOf(alarm.condition);
  if (windowMs === null) return [];
  const last = desk.engine.lastT(alarm.pairId);
  const samples = desk.history.samplesOf(alarm.pairId, last === null ? 0 : last - reachOf(windowMs));
  return fillingOf(samples, windowMs);
}

/** The past of an alarm's firing, of as much as is needed to tell whether it still holds. */
export type HistoryOfFiring = (alarm: Alarm, firing: Pick<Firing, 'proof'>) => Iterable<Sample>;

/**
 * What tells whether firings still hold: what fills the window, or what came since the reference. It is read where
 * somebody looks at it, for most rules ask the newest price alone, and once for all firings of a pair.
 */
export function historyOfFirings(desk: Pick<Desk, 'engine' | 'history'>): HistoryOfFiring {
  const read = new Map<PairId, { readonly from: EpochMs; readonly samples: readonly Sample[] }>();

  const samplesSince = (id: PairId, from: EpochMs): readonly Sample[] => {
    const known = read.get(id);
    if (known !== undefined && known.from <= from) return known.samples;
    const samples = desk.history.samplesOf(id, from);
    read.set(id, { from, samples });
    return samples;
  };

  const pastOf = (alarm: Alarm, referenceT: EpochMs): readonly Sample[] => {
    const windowMs = windowOf(alarm.condition);
    if (windowMs === null) return samplesSince(alarm.pairId, referenceT);
    const last = desk.engine.lastT(alarm.pairId);
    return fillingOf(samplesSince(alarm.pairId, last === null ? 0 : last - reachOf(windowMs)), windowMs);
  };

  return (alarm, { proof }) => ({
    [Symbol.iterator]: () => pastOf(alarm, proof.reference.t)[Symbol.iterator](),
  });
}

/** Past prices that came later than they were wanted: windows have them from now on, and nothing of them is judged. */
export function refillWindows(desk: Desk, id: PairId): void {
  const lastT = desk.engine.lastT(id);
  const longest = Math.max(0, ...desk.engine.alarmsOf(id).map(({ condition }) => windowOf(condition) ?? 0));
  if (lastT === null || longest === 0) return;
  const samples = desk.history.samplesOf(id, lastT - reachOf(longest));
  // What is newer has yet to be judged.
  desk.engine.refill(
    id,
    samples.filter(({ t }) => t <= lastT),
  );
  desk.publisher.touchPair(id);
}
