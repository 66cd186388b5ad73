import type { EpochMs } from '../../src-core/pair.ts';
import type { QuietHours } from '../../src-shared/contract/hush.ts';

/** A stretch of quiet hours, local time of this computer, epoch ms. */
export interface QuietStretch {
  readonly since: EpochMs;
  readonly until: EpochMs;
}

/**
 * When a day of the calendar shows a time of day. Of a time that comes twice, when the clocks go back, it is the first; one
 * that the clocks leap over is as much later as they leap.
 */
function whenShown(now: EpochMs, daysOn: number, time: string): EpochMs {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + daysOn, hours, minutes).getTime();
}

/** The quiet hours that `now` is in; null outside of them. Worked out in moments, so that no change of clocks repeats them. */
export function quietStretch(
  now: EpochMs,
  { on, from, to }: Omit<QuietHours, 'loudMayPass'>,
): QuietStretch | null {
  if (!on) return null;
  const overMidnight = to < from ? 1 : 0;
  for (const day of [-1, 0]) {
    const since = whenShown(now, day, from);
    const until = whenShown(now, day + overMidnight, to);
    if (since <= now && now < until) return { since, until };
  }
  return null;
}
