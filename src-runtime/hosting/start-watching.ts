import { randomUUID } from 'node:crypto';
import { createFeeds } from '../../src-feeds/registry.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Runtime, startRuntime } from '../runtime.ts';
import { usualLimits } from '../sources/limits.ts';
import type { OpenSettings } from '../storage/rules-file.ts';
import { openHostRecord } from './alarm-record.ts';
import { openFolder } from './data-folder.ts';
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
}

const idLength = 12;

/**
 * Opens the data folder and starts the runtime on it.
 * @throws StartError with one sentence for people
 */
export function startWatching(options: WatchOptions): Runtime {
  const { settings, clock, log, version, demo, random } = options;
  const feeds = createFeeds({
    now: clock.now,
    binanceRest: settings.binanceRest,
    coingeckoRest: settings.coingeckoRest,
    coingeckoKey: settings.coingeckoKey,
    ...(options.fetch && { fetch: options.fetch }),
  });
  const storage = openFolder(options.dataDir, options.openSettings, {
    now: clock.now,
    onBackupFailed: (error) => log.error({ event: 'rules.no-backup', err: error }),
  });
  try {
    return startRuntime({
      storage,
      clock,
      log,
      record: openHostRecord(options.dataDir, { clock, log }),
      version,
      random,
      newId: () => randomUUID().replaceAll('-', '').slice(0, idLength),
      feeds,
      source: settings.source,
      pollMs: settings.pollMs,
      limits: usualLimits({ coingeckoKey: settings.coingeckoKey !== undefined }),
      demo,
      ...(options.systemLocale !== undefined && { systemLocale: options.systemLocale }),
    });
  } catch (error) {
    storage.close();
    throw error;
  }
}
