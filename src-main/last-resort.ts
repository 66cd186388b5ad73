import { createFailures } from '../src-runtime/failures.ts';
import type { Log } from '../src-runtime/log.ts';

/**
 * A bug in one corner must not end the watch: it is written down, once for each kind, and everything else goes on.
 * (Electron's own `net.fetch` can throw where nobody waits, on a header that a proxy has mangled.)
 */
export function surviveBugs(log: Log): void {
  const told = createFailures();
  const note = (error: unknown) => {
    if (told.isNews('host', error)) log.error({ event: 'host.bug', err: error });
  };
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
}
