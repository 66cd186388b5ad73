import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cannotUse, makeFolder } from '../src-runtime/hosting/data-folder.ts';
import { openHostLog } from '../src-runtime/hosting/log-file.ts';
import { longestStopMs } from '../src-runtime/hosting/longest-stop.ts';
import { say } from '../src-runtime/hosting/say.ts';
import { StartError } from '../src-runtime/hosting/start-error.ts';
import { complain, print } from '../src-runtime/hosting/terminal.ts';
import { fillDemo } from './demo.ts';
import { type HeadlessHost, startHeadless } from './host.ts';
import { type HeadlessSettings, readCommandLine, usage } from './settings.ts';

/** Set by `npm run dev`, which serves the interface itself. */
const isDevelopment = process.env['CRYPTO_ALARM_DEV'] === '1';
/** Bad flags, a port in use, a folder that cannot be written. */
const cannotStart = 2;

function makeTemporaryFolder(): string {
  try {
    return mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-demo-'));
  } catch (error) {
    throw cannotUse(tmpdir(), error);
  }
}

async function start(settings: HeadlessSettings): Promise<{ host: HeadlessHost; clean: () => void }> {
  const temporary = settings.dataDir === null ? makeTemporaryFolder() : null;
  const dataDir = settings.dataDir ?? temporary ?? '';
  const clean = () => {
    if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
  };
  try {
    makeFolder(dataDir);
    const log = openHostLog(dataDir, settings);
    // It ends the process all the same.
    process.on('uncaughtExceptionMonitor', (error) => log.error({ event: 'host.crashed', err: error }));
    const host = await startHeadless({
      settings: { ...settings, dataDir },
      pagesDir: isDevelopment ? null : path.join(import.meta.dirname, '../renderer'),
      version: __APP_VERSION__,
      log,
    });
    if (settings.demo) await fillDemo(host.runtime);
    return { host, clean };
  } catch (error) {
    clean();
    throw error;
  }
}

function stopOnSignal(host: HeadlessHost, clean: () => void): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    const end = () => {
      clean();
      process.exit(0);
    };
    setTimeout(end, longestStopMs).unref();
    void host.stop().then(end, end);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    // The settings library listens too, and would end the process with the signal before the stop is over.
    process.removeAllListeners(signal);
    process.on(signal, stop);
  }
}

async function main(): Promise<void> {
  const parsed = readCommandLine(process.argv.slice(2), process.env);
  if (parsed.kind === 'help') return print(usage);
  if (parsed.kind === 'version') return print(__APP_VERSION__);
  if (parsed.kind === 'wrong') {
    complain(parsed.sentence);
    process.exitCode = cannotStart;
    return;
  }
  try {
    const { host, clean } = await start(parsed.settings);
    stopOnSignal(host, clean);
    print(say('host.started', { version: __APP_VERSION__, address: host.address }));
    if (parsed.settings.demo) print(say('host.demo'));
    print(say('host.how-to-stop'));
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    complain(error.message);
    process.exitCode = cannotStart;
  }
}

void main();
