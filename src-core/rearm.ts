import type { AlarmSlot } from './alarm-slot.ts';
import type { EpochMs } from './pair.ts';

/** The user's re-arm leaves a minute to breathe. */
export const rearmDelayMs = 60_000;

/** A re-arm lies a minute ahead, clocks differ by some more; farther than this only a clock that was set lies. */
const farthestArmingMs = 10 * rearmDelayMs;

/** Re-armed, but not armed yet: doing it again moves the moment. */
export function waitsForRearm({ tracker }: AlarmSlot): boolean {
  return tracker.arming === null && tracker.armAt !== null && tracker.firedCount > 0 && tracker.rearmed;
}

/**
 * An alarm that was armed by a clock that ran ahead would sleep until then; no arming lies farther ahead than that.
 * What was seen lies before arming all the same.
 */
export function healArming(slot: AlarmSlot, lastT: EpochMs | null, now: EpochMs): void {
  const { tracker } = slot;
  if (tracker.armAt === null || tracker.armAt <= now + farthestArmingMs) return;
  tracker.armAt = lastT ?? now;
  slot.changed = true;
}
