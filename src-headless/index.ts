import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { fillDemo } from './demo.ts';
import { type HeadlessHost, makeFolder, StartError, startHeadless } from './host.ts';
import { type HeadlessSettings, readCommandLine, usage } from './settings.ts';

/** Bad flags, a port in use, a folder that cannot be written. */
const cannotStart = 2;
/** A stop that takes longer is cut off: what matters is on disk already. */
const longestStopMs = 1_500;

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

function complain(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

async function start(settings: HeadlessSettings): Promise<{ host: HeadlessHost; clean: () => void }> {
  const temporary =
    settings.dataDir === null ? mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-demo-')) : null;
  const dataDir = settings.dataDir ?? temporary ?? '';
  const clean = () => {
    if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
  };
  try {
    makeFolder(dataDir);
    const destination = pino.destination({ dest: path.join(dataDir, 'app.log'), mode: 0o600, sync: true });
    const log = pino({ level: settings.logLevel, base: null }, destination);
    const host = await startHeadless({
      settings: { ...settings, dataDir },
      pagesDir: path.join(import.meta.dirname, '../renderer'),
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
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function main(): Promise<void> {
  const parsed = readCommandLine(process.argv.slice(2), process.env);
  if (parsed.kind === 'help') return say(usage);
  if (parsed.kind === 'version') return say(__APP_VERSION__);
  if (parsed.kind === 'wrong') {
    complain(parsed.sentence);
    process.exitCode = cannotStart;
    return;
  }
  try {
    const { host, clean } = await start(parsed.settings);
    stopOnSignal(host, clean);
    say(`Crypto Price Alarm ${__APP_VERSION__} is at ${host.address}`);
    if (parsed.settings.demo) say('Demo: simulated prices, and nothing is kept when it stops.');
    say('Stop it with Ctrl+C.');
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    complain(error.message);
    process.exitCode = cannotStart;
  }
}

void main();
