import { homedir } from 'node:os';
import pino, { type Logger } from 'pino';
import type { WatchSettings } from './settings.ts';

/** Within one line of a stack, written as JSON: everything before our own folders. */
const upToOurs =
  /(?:file:\/\/)?(?:\/|[A-Za-z]:[\\/]+)(?:(?!\\n|["(])[\s\S])*?(?=(?:dist|src-[a-z]+|node_modules)[\\/])/g;
const home = JSON.stringify(homedir()).slice(1, -1);

/** Where the app is installed is nobody's business, and often below the user's name. */
const withoutPaths = (line: string) => line.replaceAll(upToOurs, '').replaceAll(home, '~');

/**
 * The log of a host. A log that cannot be written must not keep an alarm from ringing: it is given up with one word to
 * `complain`, and nothing throws.
 */
export function openLogFile(
  file: string,
  level: WatchSettings['logLevel'],
  complain: (cause: string) => void,
): Logger {
  let told = false;
  const tell = (error: unknown) => {
    if (told) return;
    told = true;
    complain(error instanceof Error ? error.message : String(error));
  };
  try {
    const destination = pino.destination({ dest: file, mode: 0o600, sync: true });
    destination.on('error', tell);
    const safe = {
      write(line: string) {
        try {
          destination.write(withoutPaths(line));
        } catch (error) {
          tell(error);
        }
      },
    };
    return pino({ level, base: null }, safe);
  } catch (error) {
    tell(error);
    return pino({ level: 'silent' });
  }
}
