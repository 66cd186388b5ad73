import { createFailures } from './failures.ts';
import type { Log } from './log.ts';

/**
 * Runs a piece of work that must not take others down with it; a bug in it is logged, the same one once.
 * @param logOf the log, which may not be there yet when the guard is made
 */
export function createBugGuard(logOf: () => Pick<Log, 'error'>): (place: string, work: () => void) => void {
  const told = createFailures();
  return (place, work) => {
    try {
      work();
    } catch (error) {
      if (told.isNews(place, error)) logOf().error({ event: 'host.bug', place, err: error });
    }
  };
}
