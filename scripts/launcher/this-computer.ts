import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../src-runtime/clock.ts';
import { root as project, run } from '../run-command.ts';
import { electronFolder } from './find-electron.ts';
import { listenForInterrupts } from './interrupts.ts';
import type { Computer } from './launch.ts';
import { createLaunch } from './launch-group.ts';
import { runHeadless } from './run-headless.ts';

/** The bytes of all files in a folder; files come and go meanwhile. */
export function sizeOf(folder: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile()) bytes += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    }
  } catch {
    // Not made yet, or gone already.
  }
  return bytes;
}

async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-fetch-'));
  try {
    return await work(folder);
  } finally {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Windows keeps what somebody still looks at; the system clears it one day.
    }
  }
}

function electronVersion(root: string): string {
  const file = path.join(electronFolder(root), 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** The real one, with the arguments after `npm start --`. */
export function thisComputer(args: readonly string[], root = project): Computer {
  const interrupts = listenForInterrupts();
  const environment = process.env;
  return {
    platform: process.platform,
    user: process.getuid?.() ?? null,
    environment,
    args,
    root,
    node: process.execPath,
    electronVersion: () => electronVersion(root),
    build: () => run('vite', ['build', '--logLevel', 'error']),
    headless: (rest) => runHeadless(root, rest, environment, interrupts),
    withTemporaryFolder,
    sizeOf,
    launch: createLaunch(systemClock),
    timers: systemClock,
    interrupts,
    print: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
  };
}
