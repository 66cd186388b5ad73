import { homedir } from 'node:os';
import pino, { type Logger } from 'pino';
import type { WatchSettings } from './settings.ts';

/** In one line of a stack: everything before our own folders. Bounded, because anybody's text may stand there. */
const upToOurs =
  /(?:file:\/\/\/?|(?<=^|[\s('"])\/|\b[A-Za-z]:[\\/](?!\/))[^\n"'()]{0,300}?(?=(?:dist|src-[a-z]+|node_modules)[\\/])/g;

function homeFolder(): string {
  try {
    return homedir();
  } catch {
    // Nobody's account.
    return '';
  }
}

/** Where the app is installed is nobody's business, and often below the user's name. */
function withoutPaths(text: string, home: string): string {
  const shorter = text.replaceAll(upToOurs, '');
  // A root as home is everybody's.
  if (home.length < 2) return shorter;
  return shorter.split(home).reduce((before, after) => {
    const whole = after === '' || /^[\\/:\s'")]/.test(after);
    return `${before}${whole ? '~' : home}${after}`;
  });
}

function errorOf(home: string): (error: unknown) => unknown {
  return (error) => {
    if (!(error instanceof Error)) return error;
    const { type, message, stack } = pino.stdSerializers.err(error);
    const code = 'code' in error ? { code: error.code } : {};
    return { type, message: withoutPaths(message, home), stack: withoutPaths(stack, home), ...code };
  };
}

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
    const err = errorOf(homeFolder());
    // Errors of ours come as `err`; under pino's own name for them it would repeat their message as it came.
    return pino({ level, base: null, serializers: { err }, errorKey: 'error' }, safe);
  } catch (error) {
    tell(error);
    return pino({ level: 'silent' });
  }
}
