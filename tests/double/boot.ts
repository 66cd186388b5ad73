import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What the command line asked for. */
export interface Boot {
  /** The folder that `app.getAppPath()` names. */
  readonly appPath: string;
  /** The app's entry; absent when none was named. */
  readonly main: string | undefined;
  readonly name: string;
  readonly version: string;
  readonly switches: Map<string, string>;
  readonly required: readonly string[];
  /** `process.argv` as the app sees it. */
  readonly argv: readonly string[];
  readonly execPath: string;
  readonly packaged: boolean;
  readonly resourcesPath: string;
}

interface Manifest {
  readonly main?: string;
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
}

export const electronVersion = '45.3.4';
const execPath = path.join(import.meta.dirname, 'electron');

interface CommandLine {
  readonly switches: Map<string, string>;
  readonly required: string[];
  readonly app: string | undefined;
}

/** Electron's own reading: the first word that is no switch is the app; switches count wherever they stand. */
function readCommandLine(args: readonly string[]): CommandLine {
  const switches = new Map<string, string>();
  const required: string[] = [];
  let app: string | undefined;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const file = args[at + 1];
    if ((word === '-r' || word === '--require') && file !== undefined) {
      required.push(file);
      at += 1;
      continue;
    }
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name !== undefined) switches.set(name, value ?? '');
    else if (!word.startsWith('-')) app ??= word;
  }
  return { switches, required, app };
}

function readManifest(folder: string): Manifest | undefined {
  const file = path.join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
}

interface Named {
  readonly appPath: string;
  readonly main: string | undefined;
  readonly manifest: Manifest;
}

function readApp(named: string): Named {
  if (existsSync(named) && statSync(named).isFile()) {
    return { appPath: path.dirname(named), main: named, manifest: {} };
  }
  const manifest = readManifest(named);
  const main = manifest && path.join(named, manifest.main ?? 'index.js');
  return { appPath: named, main, manifest: manifest ?? {} };
}

/** Reads the command line as Electron does. */
export function readBoot(args: readonly string[], cwd: string, packaged: boolean): Boot {
  const { switches, required, app } = readCommandLine(args);
  const { appPath, main, manifest } = readApp(path.resolve(cwd, app ?? '.'));
  return {
    appPath,
    main: app === undefined ? undefined : main,
    name: manifest.productName ?? manifest.name ?? 'Electron',
    version: manifest.version ?? electronVersion,
    switches,
    required: required.map((file) => path.resolve(cwd, file)),
    // An installed app is not named on its own command line.
    argv: [execPath, ...args.filter((word) => !packaged || word !== app)],
    execPath,
    packaged,
    resourcesPath: packaged ? path.dirname(appPath) : path.join(import.meta.dirname, 'resources'),
  };
}

const started: { boot?: Boot } = {};

export function startWith(boot: Boot): void {
  started.boot = boot;
}

/** A test that only looks at the module has no command line: it gets one of an app without a name. */
export function boot(): Boot {
  started.boot ??= readBoot([], process.cwd(), false);
  return started.boot;
}
