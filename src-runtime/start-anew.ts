import type { EpochMs } from '../src-core/pair.ts';
import { futureToleranceMs } from '../src-core/samples/accept.ts';
import type { Desk, WatchedPair } from './desk.ts';

/**
 * A pair whose last price lies in the source's future was fed by another clock (a replay, a computer that was set):
 * every new price would be refused as older. It starts anew: the next price arms its alarms, those that have fired rest
 * on. Answers whether it did.
 */
export function startAnewIfFromTheFuture(desk: Desk, { pair }: WatchedPair, now: EpochMs): boolean {
  const lastT = desk.engine.lastT(pair.id);
  const source = desk.sources.get(pair.source);
  if (lastT === null || source === undefined || lastT <= now + futureToleranceMs) return false;
  const alarms = desk.engine
    .alarmsOf(pair.id)
    .map((alarm) => ({ alarm, tracker: desk.engine.tracker(alarm.id) }));
  desk.engine.removePair(pair.id);
  desk.engine.addPair(pair, source.staleMs);
  for (const { alarm, tracker } of alarms) {
    const stored = tracker?.resting === true ? tracker : null;
    desk.engine.addAlarm(alarm, { armAt: null, stored, firedBefore: tracker?.firedCount ?? 0 });
    desk.outbox.tracker(alarm.id);
  }
  desk.log.warn({ event: 'pair.started-anew', pair: pair.id, lastT, now });
  return true;
}
