import * as z from 'zod/mini';
import { sourceIds } from '../../src-core/pair.ts';
import { type SourceChoice, sourceChoices } from '../../src-shared/contract/app-settings.ts';
import { say } from './say.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** What every host watches with, whatever it was started by. */
export interface WatchSettings {
  /** Null: what the user has set counts. */
  readonly source: SourceChoice | null;
  /** Null: what the user has set counts. */
  readonly pollMs: number | null;
  readonly logLevel: (typeof logLevels)[number];
  readonly binanceRest: string | undefined;
  readonly coingeckoRest: string | undefined;
  readonly coingeckoKey: string | undefined;
}

/** A flag or variable that cannot be used; the message is one sentence for people. */
export class WrongSetting extends Error {}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export const wholeNumber = (least: number, most: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/)),
    z.pipe(z.transform(Number), z.int().check(z.gte(least), z.lte(most))),
  );
const webAddress = z.url({ protocol: /^https?$/ });

/** One setting: its flag (where it has one), its variable, its form, and what to say when it has another. */
export interface Form<T> {
  readonly flag: string | null;
  readonly variable: string;
  readonly schema: z.ZodMiniType<T>;
  readonly sentence: string;
}

const forms = {
  source: {
    flag: 'source',
    variable: 'CRYPTO_ALARM_SOURCE',
    schema: z.enum(sourceChoices),
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

/**
 * Reads one setting; a flag wins over its variable, and an empty variable counts as none.
 * @throws WrongSetting
 */
export function readSetting<T>(form: Form<T>, flags: Flags, environment: Environment): T | undefined {
  const text =
    (form.flag === null ? undefined : flags[form.flag]) ?? (environment[form.variable] || undefined);
  if (text === undefined) return undefined;
  const parsed = form.schema.safeParse(text);
  if (!parsed.success) throw new WrongSetting(form.sentence);
  return parsed.data;
}

/**
 * What the hosts have in common. A desktop has no flags for these: there only the variables count.
 * @param pollSeconds where neither flag nor variable says, and the user's settings do not count
 * @throws WrongSetting
 */
export function readWatchSettings(
  flags: Flags,
  environment: Environment,
  pollSeconds?: number,
): WatchSettings {
  const seconds = readSetting<number>(forms.pollSeconds, flags, environment) ?? pollSeconds;
  return {
    source: readSetting<SourceChoice>(forms.source, flags, environment) ?? null,
    pollMs: seconds === undefined ? null : seconds * 1_000,
    logLevel: readSetting<WatchSettings['logLevel']>(forms.logLevel, flags, environment) ?? 'info',
    binanceRest: readSetting<string>(forms.binanceRest, flags, environment),
    coingeckoRest: readSetting<string>(forms.coingeckoRest, flags, environment),
    coingeckoKey: environment['CRYPTO_ALARM_COINGECKO_KEY'] || undefined,
  };
}

/**
 * The folder that was named, by flag or variable; null where none was.
 * @throws WrongSetting on a flag without a name behind it
 */
export function readDataDir(flags: Flags, environment: Environment): string | null {
  const named = flags['data-dir'];
  if (named === true || (typeof named === 'string' && named.trim() === '')) {
    throw new WrongSetting(say('host.nameless-folder'));
  }
  return (typeof named === 'string' ? named : null) ?? (environment['CRYPTO_ALARM_DATA_DIR'] || null);
}
