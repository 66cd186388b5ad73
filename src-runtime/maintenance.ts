import { type Desk, nowOf } from './desk.ts';
import { historyMs } from './history.ts';

const pulseMs = 5_000;
const hourMs = 3_600_000;
/** Few at a time, so that a tick never waits. */
const packedPerPulse = 5;

/** What happens without a tick: prices grow stale, old rows are packed and dropped. Returns what ends it. */
export function startMaintenance(desk: Desk): () => void {
  let cancel = () => {};

  /** Samples of hours that are over; a pair that is gone is packed by the time of the newest source. */
  const pack = () => {
    for (const watched of desk.pairs.values()) {
      const now = nowOf(desk, watched.pair);
      const before = Math.floor(now / hourMs) * hourMs;
      const due = desk.storage.history.unpackedPairs(before).slice(0, packedPerPulse);
      if (due.length === 0) return;
      desk.outbox.save('process', () => {
        for (const id of due) desk.storage.history.pack(id, before, now - historyMs - hourMs);
      });
      return;
    }
  };

  const pulse = () => {
    desk.publisher.touchOutdated();
    pack();
    cancel = desk.clock.setTimer(pulse, pulseMs);
  };
  cancel = desk.clock.setTimer(pulse, pulseMs);
  return () => cancel();
}
