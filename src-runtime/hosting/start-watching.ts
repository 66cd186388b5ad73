import { randomUUID } from 'node:crypto';
import { createFeeds } from '../../src-feeds/registry.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Runtime, startRuntime } from '../runtime.ts';
import { usualLimits } from '../sources/limits.ts';
import type { Storage } from '../storage/storage.ts';
import type { OpenSettings } from '../storage/rules-file.ts';
import { openHostRecord } from './alarm-record.ts';
import { openFolder } from './data-folder.ts';
import { logFileOf } from './log-file.ts';
import { lastWarnings } from './last-warnings.ts';
import type { WatchSettings } from './settings.ts';

export interface WatchOptions {
  readonly settings: WatchSettings;
  readonly dataDir: string;
  readonly openSettings: OpenSettings;
  readonly version: string;
  readonly demo: boolean;
  /** Such as `ru-RU`. */
  readonly systemLocale?: string;
  readonly log: Log;
  readonly clock: Clock;
  /** 0 to 1; spreads retries of many installations. */
  readonly random: () => number;
  /** What requests go through, where it is not Node's own way out. */
  readonly fetch?: typeof globalThis.fetch;
  /** How this host is called in a report: `desktop`, `headless`. */
  readonly host?: string;
}

const idLength = 12;

/**
 * Opens the data folder and starts the runtime on it.
 * @throws StartError with one sentence for people
 */
export function startWatching(options: WatchOptions): Runtime {
  const { settings, clock, log, version, demo, random } = options;
  let storage: Storage | null = null;
  const key = () => settings.coingeckoKey ?? storage?.rules.current().keys?.coingecko;
  const feeds = createFeeds({
    now: clock.now,
    binanceRest: settings.binanceRest,
    coingeckoRest: settings.coingeckoRest,
    coingeckoKey: () => key() ?? null,
    ...(options.fetch && { fetch: options.fetch }),
  });
  const opened = openFolder(options.dataDir, options.openSettings, {
    now: clock.now,
    onBackupFailed: (error) => log.error({ event: 'rules.no-backup', err: error }),
  });
  storage = opened;
  const known = key();
  if (known !== undefined) log.conceal?.(known);
  try {
    return startRuntime({
      storage: opened,
      clock,
      log,
      record: openHostRecord(options.dataDir, { clock, log }),
      version,
      random,
      newId: () => randomUUID().replaceAll('-', '').slice(0, idLength),
      feeds,
      source: settings.source,
      pollMs: settings.pollMs,
      fixedKey: settings.coingeckoKey,
      limits: usualLimits({ coingeckoKey: () => key() !== undefined }),
      lastWarnings: () => lastWarnings(logFileOf(options.dataDir)),
      ...(options.host !== undefined && { host: options.host }),
      demo,
      ...(options.systemLocale !== undefined && { systemLocale: options.systemLocale }),
    });
  } catch (error) {
    opened.close();
    throw error;
  }
}
