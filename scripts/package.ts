/**
 * `npm run package [-- args]`: builds the app and packs it for this platform into `release`. What follows `--` goes to
 * electron-builder: `--dir` for the unpacked app only, `--win` or `--mac` for another platform.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signalTree } from './launcher/launch-group.ts';
import { sizeOf } from './launcher/this-computer.ts';
import { root } from './run-command.ts';

const limit = 120_000;

/** With what it has started: electron-builder runs compressors of its own. */
function end({ pid }: ChildProcess): void {
  if (pid !== undefined) signalTree(pid, 'SIGKILL');
}

export interface WatchedRun {
  readonly code: number;
  readonly output: string;
  /** Ended because nothing happened any more. */
  readonly stuck: boolean;
}

export interface Watch {
  readonly quietMs: number;
  /** Downloads and compression write here without a word: a file that grows is a sign of life too. */
  readonly folders: readonly string[];
  readonly show: (line: string) => void;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs a script with Node and ends it, with all it has started, when it says and writes nothing for too long. */
export function runWatched(script: string, args: readonly string[], watch: Watch): Promise<WatchedRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      env: { ...process.env, ...watch.environment },
    });
    let output = '';
    let stuck = false;
    let lastSign = Date.now();
    let size = 0;
    const look = setInterval(
      () => {
        const now = watch.folders.reduce((sum, folder) => sum + sizeOf(folder), 0);
        if (now !== size) lastSign = Date.now();
        size = now;
        if (Date.now() - lastSign < watch.quietMs) return;
        stuck = true;
        end(child);
      },
      Math.min(5000, watch.quietMs / 4),
    );
    // In a group of its own the child does not hear Ctrl-C.
    const stop = (signal: NodeJS.Signals) => {
      end(child);
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        lastSign = Date.now();
        output += text;
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) watch.show(line);
      });
      stream.on('end', () => rest !== '' && watch.show(rest));
    }
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(look);
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve({ code: code ?? 1, output, stuck });
    });
  });
}

const noAnswer = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b/;
const noFile = /Response code \d+|status code \d+/i;
const stages = /packaging\s.*\belectron=(?<electron>\S+)|building\s+target=(?<target>\S+)/g;

/** What electron-builder was about to fetch: first Electron itself, then a tool for each kind of package. */
function missingPart(output: string): string {
  const stage = [...output.matchAll(stages)].at(-1)?.groups;
  if (stage?.['target'] !== undefined) return `A tool that makes the ${stage['target']} file`;
  return stage?.['electron'] === undefined ? 'Electron' : `Electron ${stage['electron']}`;
}

/** Why nothing was packed and what to do, in plain sentences. */
export function explain(output: string): string {
  const cause = noAnswer.exec(output) ?? noFile.exec(output);
  if (cause !== null) {
    const host = /(?:ENOTFOUND|EAI_AGAIN) (\S+)/.exec(output)?.[1] ?? 'github.com';
    const part = missingPart(output);
    const way = part.startsWith('Electron')
      ? 'or name the folder of an unpacked Electron: npm run package -- -c.electronDist=<folder>'
      : 'or make the unpacked app only: npm run package -- --dir';
    return `${part} is missing here and could not be downloaded: no answer from ${host} (${cause[0]}).\nRun this again where ${host} can be reached, ${way}`;
  }
  const said = /⨯ (.*?)(?:\s+failedTask=.*|\s+stackTrace=.*)?$/m.exec(output)?.[1];
  return said === undefined
    ? 'Nothing was packed; the lines above say why.'
    : `Nothing was packed: ${said.trim()}`;
}

/** Places in electron-builder's code, and a list of what is in `node_modules`, of which nothing is packed. */
const isNoise = (line: string) => /^\s+at\s|stackTrace=|duplicate dependency references/.test(line);

async function step(name: string, script: string, args: readonly string[], temp: string): Promise<boolean> {
  const { code, output, stuck } = await runWatched(path.join(root, 'node_modules', script), args, {
    quietMs: limit,
    folders: [temp, path.join(root, 'release')],
    // A failure is told once, at the end.
    show: (line) => !isNoise(line) && console.log(line),
    environment: { TMPDIR: temp, TEMP: temp, TMP: temp },
  });
  if (stuck) {
    console.error(
      `${name} was ended: it said and wrote nothing for ${limit / 1000} s. Look at the last line above; often a download stands still. Run this again.`,
    );
  } else if (code !== 0) console.error(explain(output));
  return !stuck && code === 0;
}

async function main(): Promise<void> {
  const temp = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-package-'));
  const remove = () => rmSync(temp, { recursive: true, force: true });
  process.once('exit', remove);
  const done =
    (await step('The build', 'vite/bin/vite.js', ['build', '--logLevel', 'error'], temp)) &&
    (await step('Packing', 'electron-builder/cli.js', process.argv.slice(2), temp));
  if (done) console.log('Packed. The result is in the folder release, unless you named another.');
  process.exitCode = done ? 0 : 1;
}

if (import.meta.main) await main();
