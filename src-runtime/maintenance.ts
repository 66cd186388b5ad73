import type { PairId } from '../src-core/pair.ts';
import { type Desk, nowOf } from './desk.ts';
import { historyMs } from './history.ts';
import { storeOrSay } from './store-or-say.ts';
import { pairView } from './views.ts';

const pulseMs = 5_000;
const hourMs = 3_600_000;
/** Few at a time, so that a tick never waits. */
const packedPerPulse = 5;

/** What happens without a tick: prices grow stale, old rows are packed and dropped. Returns what ends it. */
export function startMaintenance(desk: Desk): () => void {
  const stale = new Map<PairId, boolean>();
  let cancel = () => {};

  const tellStale = () => {
    for (const id of desk.pairs.keys()) {
      const now = pairView(desk, id)?.stale ?? false;
      if (stale.get(id) !== now) desk.publisher.touchPair(id);
      stale.set(id, now);
    }
    for (const id of stale.keys()) if (!desk.pairs.has(id)) stale.delete(id);
  };

  /** Samples of hours that are over; a pair that is gone is packed by the time of the newest source. */
  const pack = () => {
    for (const watched of desk.pairs.values()) {
      const now = nowOf(desk, watched.pair);
      const before = Math.floor(now / hourMs) * hourMs;
      const due = desk.storage.history.unpackedPairs(before).slice(0, packedPerPulse);
      if (due.length === 0) return;
      storeOrSay(desk, 'process', () => {
        for (const id of due) desk.storage.history.pack(id, before, now - historyMs - hourMs);
      });
      return;
    }
  };

  const pulse = () => {
    tellStale();
    pack();
    cancel = desk.clock.setTimer(pulse, pulseMs);
  };
  cancel = desk.clock.setTimer(pulse, pulseMs);
  return () => cancel();
}
