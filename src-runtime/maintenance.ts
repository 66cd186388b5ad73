import type { Desk } from './desk.ts';
import { historyMs } from './history.ts';

const pulseMs = 5_000;
const hourMs = 3_600_000;
/** Few at a time, so that a tick never waits. */
const packedPerPulse = 5;

/** What happens without a tick: prices grow stale, old rows are packed and dropped. Returns what ends it. */
export function startMaintenance(desk: Desk): () => void {
  let cancel = () => {};

  /** Samples of hours that are over, each source by its own time. */
  const pack = () => {
    for (const [id, { poller }] of desk.sources) {
      const now = poller.time.now();
      const before = Math.floor(now / hourMs) * hourMs;
      const due = desk.storage.history
        .unpackedPairs(before)
        .filter((pair) => pair.startsWith(`${id}:`))
        .slice(0, packedPerPulse);
      if (due.length === 0) continue;
      desk.outbox.save('process', () => {
        for (const pair of due) desk.storage.history.pack(pair, before, now - historyMs - hourMs);
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
