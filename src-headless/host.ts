import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import Conf from 'conf';
import { createFeeds } from '../src-feeds/registry.ts';
import { type Clock, systemClock } from '../src-runtime/clock.ts';
import type { Log } from '../src-runtime/log.ts';
import { type Runtime, startRuntime } from '../src-runtime/runtime.ts';
import { NewerDataError } from '../src-runtime/storage/newer-data.ts';
import { settingsName } from '../src-runtime/storage/rules-file.ts';
import { FolderInUseError, openStorage, type Storage } from '../src-runtime/storage/storage.ts';
import { type Page, readPages } from './pages.ts';
import { say } from './say.ts';
import type { HeadlessSettings } from './settings.ts';
import { attachSockets } from './sockets.ts';
import { createWeb } from './web.ts';

/** The host cannot start; the message is one sentence for people. */
export class StartError extends Error {}

export interface HostOptions {
  readonly settings: HeadlessSettings & { readonly dataDir: string };
  /** The built interface; null where it is served elsewhere (`npm run dev`). */
  readonly pagesDir: string | null;
  readonly version: string;
  readonly log: Log;
  readonly clock?: Clock;
  readonly random?: () => number;
}

export interface HeadlessHost {
  /** Where the interface is: `http://127.0.0.1:8787`. */
  readonly address: string;
  readonly runtime: Runtime;
  readonly stop: () => Promise<void>;
}

/** One level at a time: Node's own recursion does not return on file systems that refuse, such as /proc. */
function makeLevels(folder: string): void {
  if (existsSync(folder)) return;
  makeLevels(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/**
 * Makes the data folder, for its owner only.
 * @throws StartError where that is not possible
 */
export function makeFolder(folder: string): void {
  try {
    makeLevels(path.resolve(folder));
    if (!statSync(folder).isDirectory()) throw new Error('it is a file');
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw cannotUse(folder, error);
  }
}

/** What to say of a folder that cannot be written. */
export function cannotUse(folder: string, error: unknown): StartError {
  const cause = error instanceof Error ? error.message : String(error);
  return new StartError(say('host.folder-unusable', { folder, cause }));
}

function openFolder(folder: string, now: number): Storage {
  makeFolder(folder);
  try {
    const open = () =>
      new Conf({
        cwd: folder,
        configName: settingsName,
        projectName: 'crypto-price-alarm',
        clearInvalidConfig: false,
        configFileMode: 0o600,
      });
    return openStorage(folder, open, now);
  } catch (error) {
    if (error instanceof FolderInUseError) {
      throw new StartError(say('host.folder-in-use', { folder }));
    }
    if (error instanceof NewerDataError) throw new StartError(say('host.newer-data', { folder }));
    throw cannotUse(folder, error);
  }
}

function readInterface(folder: string) {
  try {
    return readPages(folder);
  } catch {
    throw new StartError(say('host.not-built'));
  }
}

async function listen(server: ReturnType<typeof createServer>, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = say('host.port-in-use', { host, port });
      const other = say('host.cannot-listen', { host, port, cause: error.code ?? error.message });
      reject(new StartError(error.code === 'EADDRINUSE' ? inUse : other));
    });
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}`);
    });
  });
}

/**
 * Starts the headless host: storage, runtime, web server.
 * @throws StartError with one sentence for people
 */
export async function startHeadless(options: HostOptions): Promise<HeadlessHost> {
  const { settings, clock = systemClock, version, log } = options;
  const pages = options.pagesDir === null ? new Map<string, Page>() : readInterface(options.pagesDir);
  const feeds = createFeeds({
    now: clock.now,
    binanceRest: settings.binanceRest,
    coingeckoRest: settings.coingeckoRest,
    coingeckoKey: settings.coingeckoKey,
  });
  const storage = openFolder(settings.dataDir, clock.now());
  const startedAt = clock.now();
  let runtime: Runtime | null = null;
  const health = () => ({
    status: 'ok',
    version,
    uptimeMs: clock.now() - startedAt,
    ...runtime?.health(),
  });
  const server = createServer(createWeb(pages, health));
  let address: string;
  try {
    address = await listen(server, settings.host, settings.port);
  } catch (error) {
    storage.close();
    throw error;
  }
  let running: Runtime;
  try {
    running = startRuntime({
      storage,
      clock,
      log,
      version,
      random: options.random ?? Math.random,
      newId: () => randomUUID().replaceAll('-', '').slice(0, 12),
      feeds,
      source: settings.source,
      pollMs: settings.pollMs,
      demo: settings.demo,
    });
  } catch (error) {
    server.close();
    storage.close();
    throw error;
  }
  runtime = running;
  const sockets = attachSockets(server, running);
  log.info({ event: 'host.started', address, version });
  return {
    address,
    runtime: running,
    async stop() {
      server.closeAllConnections();
      await sockets.close();
      await running.stop();
      log.info({ event: 'host.stopped' });
    },
  };
}
