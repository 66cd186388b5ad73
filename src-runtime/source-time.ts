import type { EpochMs } from '../src-core/pair.ts';
import type { Clock } from './clock.ts';

const remembered = 5;
/** The `Date` header counts whole seconds, so it is half a second old on average; less than one is no offset. */
const headerResolutionMs = 1_000;
/** Wall and monotonic clock drift apart by far less than this between two polls, unless somebody set the clock. */
const jumpMs = 2_000;

/** The time of one source: local time plus the offset learnt from its `Date` headers (median of the last 5). */
export interface SourceTime {
  readonly now: () => EpochMs;
  /**
   * The same, but never ahead of the last answer by more than has passed since: a wall clock that was set ahead must
   * not put what is armed now into the future. (It may lag behind after sleep, which arming does not mind.)
   */
  readonly armingNow: () => EpochMs;
  /** Learns from an answer that has just arrived; null where it had no `Date` header. */
  readonly learn: (serverDate: EpochMs | null) => void;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function createSourceTime(clock: Clock): SourceTime {
  let offsets: number[] = [];
  let offset = 0;
  let wallMinusMonotonic = clock.now() - clock.monotonic();
  let anchored = { source: clock.now(), monotonic: clock.monotonic() };

  /** A clock that was set, or a sleep that one of the clocks did not see, makes old offsets worthless. */
  const forgetAfterJump = () => {
    const difference = clock.now() - clock.monotonic();
    if (Math.abs(difference - wallMinusMonotonic) > jumpMs) offsets = [];
    wallMinusMonotonic = difference;
  };

  const anchor = () => {
    anchored = { source: clock.now() + offset, monotonic: clock.monotonic() };
  };

  const learnFrom = (serverDate: EpochMs) => {
    offsets = [...offsets, serverDate + headerResolutionMs / 2 - clock.now()].slice(-remembered);
    const learnt = median(offsets);
    offset = Math.abs(learnt) < headerResolutionMs ? 0 : learnt;
  };

  return {
    now: () => clock.now() + offset,
    armingNow: () =>
      Math.min(clock.now() + offset, anchored.source + (clock.monotonic() - anchored.monotonic)),
    learn(serverDate) {
      forgetAfterJump();
      // Without a date the answer says nothing about the clock.
      if (serverDate === null) return;
      learnFrom(serverDate);
      anchor();
    },
  };
}
