import path from 'node:path';
import pino from 'pino';
import type { Log, LogLine } from '../log.ts';
import { createHide } from './hide.ts';
import { homes } from './homes.ts';
import { createLoggable } from './loggable.ts';
import { openRotatingFile, type RotatingFile } from './rotating-file.ts';
import { say } from './say.ts';
import type { WatchSettings } from './settings.ts';
import { complain } from './terminal.ts';

/** 5 files of 5 MB. */
export const rotation = { maxBytes: 5_000_000, files: 5 } as const;

export interface LogFileOptions {
  readonly file: string;
  readonly level: WatchSettings['logLevel'];
  /** Keys that must not be in it. */
  readonly secrets: readonly (string | undefined)[];
  /** Told once, with the cause, where it cannot be written. */
  readonly complain: (cause: string) => void;
  readonly rotating?: RotatingFile;
}

/**
 * The log of a host: JSON lines, each on disk before the call returns, in files that give way to each other. A log that
 * cannot be written must not keep an alarm from ringing: it falls silent with one word to `complain`, tries again later,
 * and nothing throws.
 */
export function openLogFile({ file, level, secrets, complain, ...more }: LogFileOptions): Log {
  const { rotating = openRotatingFile({ file, ...rotation, monotonic: () => performance.now() }) } = more;
  const known = secrets.filter((secret) => secret !== undefined);
  const makeLoggable = () => createLoggable(createHide({ homes: homes(), secrets: known }));
  let loggable = makeLoggable();
  let told = false;
  let lost = 0;
  const write = (line: string) => {
    const cause = rotating.write(line);
    if (cause === null) return;
    lost += 1;
    if (told) return;
    told = true;
    complain(cause);
  };
  // Errors come as `err`, copied already; what pino adds by itself would repeat their message.
  const asItIs = { serializers: { err: (copy: unknown) => copy }, errorKey: 'error' };
  const logger = pino({ level, base: null, ...asItIs }, { write });

  const at = (severity: Exclude<keyof Log, 'conceal'>) => (line: LogLine) => {
    if (!logger.isLevelEnabled(severity)) return;
    const before = lost;
    try {
      logger[severity](loggable(line));
    } catch {
      // What it holds breaks whoever looks at it.
      logger[severity]({ event: line.event, unreadable: true });
    }
    if (before === 0 || lost > before) return;
    lost = 0;
    at('warn')({ event: 'log.resumed', lost: before });
  };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    conceal(secret) {
      if (known.includes(secret)) return;
      known.push(secret);
      loggable = makeLoggable();
    },
  };
}

/** Where the log of a data folder is; older ones are beside it. */
export function logFileOf(dataDir: string): string {
  return path.join(dataDir, 'app.log');
}

/** `app.log` in the data folder; that it cannot be written is said on the error output. */
export function openHostLog(
  dataDir: string,
  { logLevel, coingeckoKey }: Pick<WatchSettings, 'logLevel' | 'coingeckoKey'>,
): Log {
  const file = logFileOf(dataDir);
  return openLogFile({
    file,
    level: logLevel,
    secrets: [coingeckoKey],
    complain: (cause) => complain(say('host.no-log', { file, cause })),
  });
}
