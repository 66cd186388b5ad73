import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { sourceIds } from '../src-core/pair.ts';
import { say } from './say.ts';

/** What a headless host is started with. */
export interface HeadlessSettings {
  readonly dataDir: string | null;
  readonly host: string;
  readonly port: number;
  readonly source: 'auto' | (typeof sourceIds)[number];
  readonly pollMs: number;
  readonly logLevel: (typeof logLevels)[number];
  readonly demo: boolean;
  readonly binanceRest: string | undefined;
  readonly coingeckoRest: string | undefined;
  readonly coingeckoKey: string | undefined;
}

export type ParsedCommandLine =
  | { readonly kind: 'run'; readonly settings: HeadlessSettings }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly sentence: string };

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const usualPollSeconds = 15;
/** A demo is looked at for a minute or two. */
const demoPollSeconds = 2;
const loopbackNames = ['127.0.0.1', 'localhost', '::1'];

export const usage = say('host.usage', { sources: sourceIds.join(', '), levels: logLevels.join(', ') });

const wholeNumber = (least: number, most: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/)),
    z.pipe(z.transform(Number), z.int().check(z.gte(least), z.lte(most))),
  );
const webAddress = z.url({ protocol: /^https?$/ });

/** Each setting with its flag, its variable, its form and what to say when it has another. */
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
  source: {
    flag: 'source',
    variable: 'CRYPTO_ALARM_SOURCE',
    schema: z.enum(['auto', ...sourceIds]),
    sentence: say('host.bad-source', { sources: sourceIds.join(', ') }),
  },
  pollSeconds: {
    flag: 'poll-seconds',
    variable: 'CRYPTO_ALARM_POLL_SECONDS',
    schema: wholeNumber(1, 300),
    sentence: say('host.bad-poll-seconds'),
  },
  logLevel: {
    flag: 'log-level',
    variable: 'CRYPTO_ALARM_LOG_LEVEL',
    schema: z.enum(logLevels),
    sentence: say('host.bad-log-level', { levels: logLevels.join(', ') }),
  },
  binanceRest: {
    flag: null,
    variable: 'CRYPTO_ALARM_BINANCE_REST',
    schema: webAddress,
    sentence: say('host.bad-web-address', {
      variable: 'CRYPTO_ALARM_BINANCE_REST',
      example: 'https://data-api.binance.vision',
    }),
  },
  coingeckoRest: {
    flag: null,
    variable: 'CRYPTO_ALARM_COINGECKO_REST',
    schema: webAddress,
    sentence: say('host.bad-web-address', {
      variable: 'CRYPTO_ALARM_COINGECKO_REST',
      example: 'https://api.coingecko.com',
    }),
  },
} as const;

class WrongSetting extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

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

/** Null for a demo, which gets a temporary folder. */
function readDataDir(flags: Flags, environment: Environment): string | null {
  const named = flags['data-dir'];
  if (named !== undefined && named.trim() === '') throw new WrongSetting(say('host.nameless-folder'));
  if (named !== undefined) return named;
  return flags.demo === true ? null : environment['CRYPTO_ALARM_DATA_DIR'] || defaultDataDir(environment);
}

function readSettings(flags: Flags, environment: Environment): HeadlessSettings {
  const read = <K extends keyof typeof forms>(name: K): z.output<(typeof forms)[K]['schema']> | undefined => {
    const { flag, variable, schema, sentence } = forms[name];
    const text = (flag === null ? undefined : flags[flag]) ?? (environment[variable] || undefined);
    if (text === undefined) return undefined;
    const parsed = schema.safeParse(text);
    if (!parsed.success) throw new WrongSetting(sentence);
    return parsed.data as z.output<(typeof forms)[K]['schema']>;
  };
  const demo = flags.demo === true;
  const source = read('source') ?? 'auto';
  const pollSeconds = read('pollSeconds') ?? (demo ? demoPollSeconds : usualPollSeconds);
  return {
    dataDir: readDataDir(flags, environment),
    host: read('host') ?? '127.0.0.1',
    port: read('port') ?? 8787,
    source: demo ? 'simulated' : source,
    pollMs: pollSeconds * 1_000,
    logLevel: read('logLevel') ?? 'info',
    demo,
    binanceRest: read('binanceRest'),
    coingeckoRest: read('coingeckoRest'),
    coingeckoKey: environment['CRYPTO_ALARM_COINGECKO_KEY'] || undefined,
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

/** `crypto-price-alarm` under the operating system's application data, the same folder as the desktop's. */
export function defaultDataDir(environment: Environment, platform: string = process.platform): string {
  const name = environment['CRYPTO_ALARM_DEV'] === '1' ? 'crypto-price-alarm-dev' : 'crypto-price-alarm';
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', name);
  if (platform === 'win32') {
    return path.join(environment['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'), name);
  }
  return path.join(environment['XDG_CONFIG_HOME'] || path.join(homedir(), '.config'), name);
}
