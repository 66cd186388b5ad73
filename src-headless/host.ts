import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Conf from 'conf';
import { type Clock, systemClock } from '../src-runtime/clock.ts';
import { settingsOptions } from '../src-runtime/hosting/data-folder.ts';
import { type Page, readPages } from '../src-runtime/hosting/pages.ts';
import { say } from '../src-runtime/hosting/say.ts';
import { systemLocale } from '../src-runtime/hosting/system-locale.ts';
import { StartError } from '../src-runtime/hosting/start-error.ts';
import { startWatching } from '../src-runtime/hosting/start-watching.ts';
import type { Log } from '../src-runtime/log.ts';
import type { Runtime } from '../src-runtime/runtime.ts';
import { settingsName } from '../src-runtime/storage/rules-file.ts';
import type { HeadlessSettings } from './settings.ts';
import { attachSockets } from './sockets.ts';
import { createWeb } from './web.ts';

export interface HostOptions {
  readonly settings: HeadlessSettings & { readonly dataDir: string };
  /** The built interface; null where it is served elsewhere (`npm run dev`). */
  readonly pagesDir: string | null;
  readonly version: string;
  readonly log: Log;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Such as `ru-RU`; default: what the environment says. */
  readonly systemLocale?: string;
}

export interface HeadlessHost {
  /** Where the interface is: `http://127.0.0.1:8787`. */
  readonly address: string;
  readonly runtime: Runtime;
  readonly stop: () => Promise<void>;
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
  const { settings, clock = systemClock, version, log, random = Math.random } = options;
  const { dataDir, demo } = settings;
  const pages = options.pagesDir === null ? new Map<string, Page>() : readInterface(options.pagesDir);
  const openSettings = () =>
    new Conf({
      ...settingsOptions,
      cwd: dataDir,
      configName: settingsName,
      projectName: 'crypto-price-alarm',
    });
  const startedAt = clock.now();
  const runtime = startWatching({
    host: 'headless',
    settings,
    dataDir,
    openSettings,
    version,
    demo,
    log,
    clock,
    random,
    systemLocale: options.systemLocale ?? systemLocale(process.env),
  });
  const health = () => ({
    version,
    uptimeMs: clock.now() - startedAt,
    ...runtime.health(),
  });
  const server = createServer(createWeb(pages, health, runtime));
  let address: string;
  try {
    address = await listen(server, settings.host, settings.port);
  } catch (error) {
    await runtime.stop();
    throw error;
  }
  const sockets = attachSockets(server, runtime);
  log.info({ event: 'host.started', address, version });
  return {
    address,
    runtime,
    async stop() {
      server.closeAllConnections();
      await sockets.close();
      await runtime.stop();
      log.info({ event: 'host.stopped' });
    },
  };
}
