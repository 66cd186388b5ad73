import pino, { type Logger } from 'pino';
import type { WatchSettings } from './settings.ts';

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
          destination.write(line);
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
