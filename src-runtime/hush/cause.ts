import { formatMinute } from '../../src-shared/words/time.ts';
import type { Desk } from '../desk.ts';

/** Why something is held now, in words: `muted until 15:00`; null where nothing is. */
export function hushCause({ hush, clock, say }: Pick<Desk, 'hush' | 'clock' | 'say'>): string | null {
  const now = clock.now();
  const mute = hush.mute();
  if (mute !== null) return say('hush.cause.muted', { time: formatMinute(mute.until, say.style, now) });
  const quiet = hush.quiet();
  return quiet && say('hush.cause.quiet', { time: formatMinute(quiet.until, say.style, now) });
}
