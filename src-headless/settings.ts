import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { sourceIds } from '../src-core/pair.ts';
import { defaultDataDir } from '../src-runtime/hosting/data-folder.ts';
import { say } from '../src-runtime/hosting/say.ts';
import {
  type Environment,
  logLevels,
  readDataDir,
  readSetting,
  readWatchSettings,
  type WatchSettings,
  WrongSetting,
  wholeNumber,
} from '../src-runtime/hosting/settings.ts';

/** What a headless host is started with. */
export interface HeadlessSettings extends WatchSettings {
  /** Null for a demo without a folder of its own, which gets a temporary one. */
  readonly dataDir: string | null;
  readonly host: string;
  readonly port: number;
  readonly demo: boolean;
}

export type ParsedCommandLine =
  | { readonly kind: 'run'; readonly settings: HeadlessSettings }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly sentence: string };

/** A demo is looked at for a minute or two. */
const demoPollSeconds = 2;
const loopbackNames = ['127.0.0.1', 'localhost', '::1'] as const;

export const usage = say('host.usage', { sources: sourceIds.join(', '), levels: logLevels.join(', ') });

const forms = {
  host: {
    flag: 'host',
    variable: 'CRYPTO_ALARM_HOST',
    schema: z.enum(loopbackNames),
    sentence: say('host.bad-host'),
  },
  port: {
    flag: 'port',
    variable: 'CRYPTO_ALARM_PORT',
    schema: wholeNumber(0, 65_535),
    sentence: say('host.bad-port'),
  },
} as const;

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        'data-dir': { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        source: { type: 'string' },
        'poll-seconds': { type: 'string' },
        'log-level': { type: 'string' },
        demo: { type: 'boolean' },
        help: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const [sentence = ''] = error instanceof Error ? error.message.split(/\. |\n/) : [];
    throw new WrongSetting(say('host.bad-flag', { cause: sentence.replace(/\.$/, '') }));
  }
}

type Flags = ReturnType<typeof readFlags>;

function readSettings(flags: Flags, environment: Environment): HeadlessSettings {
  const demo = flags.demo === true;
  const watch = readWatchSettings(flags, environment, demo ? demoPollSeconds : undefined);
  // A demo keeps nothing in the folder of the real thing, wherever a variable says that is.
  const named = readDataDir(flags, demo ? {} : environment);
  const development = environment['CRYPTO_ALARM_DEV'] === '1';
  return {
    ...watch,
    source: demo ? 'simulated' : watch.source,
    dataDir: named ?? (demo ? null : defaultDataDir(environment, { development })),
    host: readSetting<string>(forms.host, flags, environment) ?? '127.0.0.1',
    port: readSetting<number>(forms.port, flags, environment) ?? 8787,
    demo,
  };
}

/** Reads flags and variables; flags win. An empty variable counts as none. */
export function readCommandLine(args: readonly string[], environment: Environment): ParsedCommandLine {
  try {
    const flags = readFlags(args);
    if (flags.help === true) return { kind: 'help' };
    if (flags.version === true) return { kind: 'version' };
    return { kind: 'run', settings: readSettings(flags, environment) };
  } catch (error) {
    if (error instanceof WrongSetting) return { kind: 'wrong', sentence: error.message };
    throw error;
  }
}
