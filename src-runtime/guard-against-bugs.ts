import type { Log } from './log.ts';

/**
 * Runs a piece of work that must not take others down with it; a bug in it is logged, the same one once.
 * @param logOf the log, which may not be there yet when the guard is made
 */
export function createBugGuard(logOf: () => Pick<Log, 'error'>): (place: string, work: () => void) => void {
  const seen = new Set<string>();
  return (place, work) => {
    try {
      work();
    } catch (error) {
      const bug = `${place}: ${error instanceof Error ? error.message : String(error)}`;
      if (seen.has(bug)) return;
      seen.add(bug);
      logOf().error({ event: 'host.bug', place, err: error });
    }
  };
}
