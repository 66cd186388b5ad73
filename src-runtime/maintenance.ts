import { type Desk, settingsOf } from './desk.ts';
import { createBugGuard } from './guard-against-bugs.ts';
import { historyMs } from './history.ts';
import { endSnoozesOfBlind } from './snoozes.ts';

const pulseMs = 5_000;
/** A pulse that comes this much too late by the wall clock: the computer has slept, or its clock was set. */
const gapMs = 10_000;
const hourMs = 3_600_000;
/** Few at a time, so that a tick never waits. */
const packedPerPulse = 5;

/**
 * What happens without a tick: prices grow stale, old rows are packed and dropped, a sleep is noticed. Returns what ends
 * it.
 * @param onGap told after a gap of the wall clock, with its length in ms
 */
export function startMaintenance(desk: Desk, onGap: (ms: number) => void): () => void {
  let cancel = () => {};
  let due = 0;
  const guarded = createBugGuard(() => desk.log);

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

  const schedule = () => {
    due = desk.clock.now() + pulseMs;
    cancel = desk.clock.setTimer(pulse, pulseMs);
  };
  const pulse = () => {
    const late = desk.clock.now() - due;
    // First: whatever breaks below, the next pulse comes.
    schedule();
    if (late > gapMs) guarded('gap', () => onGap(late));
    guarded('fail-over', desk.failOver.look);
    guarded('blind', () => {
      desk.blindness.look();
      endSnoozesOfBlind(desk);
    });
    guarded('age', () => {
      if (desk.ring.age(settingsOf(desk))) desk.publisher.touch('ringing');
    });
    guarded('outdated', desk.publisher.touchOutdated);
    guarded('pack', pack);
    desk.storage.rules.backUp();
  };
  schedule();
  return () => cancel();
}
