import type { Clock } from '../../src-runtime/clock.ts';
import { desktopShowsTrays } from './tray-host.ts';

const everyMs = 2_000;
/** At log-in the part of the desktop that shows trays may start after us. */
const latestMs = 20_000;

/** Whether the desktop shows trays, which may change while we run. */
export interface TrayPresence {
  /** As far as was asked last. */
  readonly known: () => boolean;
  readonly ask: () => Promise<boolean>;
  /** Asks again and again until it does, or for twenty seconds. */
  readonly waitFor: () => Promise<boolean>;
}

/**
 * Asks the desktop once, and can be asked again.
 * @param shows whether it shows trays now
 */
export async function lookForTray(
  { setTimer }: Pick<Clock, 'setTimer'>,
  shows: () => Promise<boolean | null> = desktopShowsTrays,
): Promise<TrayPresence> {
  // Never an answer is a no; one that does not come once changes nothing.
  let known = (await shows()) ?? false;
  const ask = async () => {
    known = (await shows()) ?? known;
    return known;
  };
  return {
    known: () => known,
    ask,
    async waitFor() {
      for (let waited = 0; !known && waited < latestMs; waited += everyMs) {
        await new Promise<void>((resolve) => void setTimer(resolve, everyMs));
        await ask();
      }
      return known;
    },
  };
}
