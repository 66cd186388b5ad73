import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { runWatched } from '../../scripts/package.ts';
import { root } from '../../scripts/run-command.ts';
import { readBuilderConfig } from './builder-config.ts';

/** A folder that looks like an unpacked Electron for Linux: packing copies it and never runs it. */
function electronStandIn(folder: string): string {
  const electron = path.join(folder, 'electron');
  for (const inner of ['locales', 'resources']) mkdirSync(path.join(electron, inner), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(path.join(electron, name), text);
  const { version } = JSON.parse(
    readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'),
  ) as { version: string };
  write('version', version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox']) write(name, '');
  for (const name of ['de', 'en-US', 'ru']) write(`locales/${name}.pak`, '');
  write('electron', '#!/bin/sh\n');
  chmodSync(path.join(electron, 'electron'), 0o755);
  return electron;
}

/** The real configuration but for the fuses: they are switched in a real Electron's binary. */
async function configWithoutFuses(folder: string): Promise<string> {
  const { electronFuses: _, ...config } = await readBuilderConfig();
  const file = path.join(folder, 'electron-builder.json');
  const directories = { ...config.directories, output: path.join(folder, 'release') };
  writeFileSync(file, JSON.stringify({ ...config, directories, electronDist: electronStandIn(folder) }));
  return file;
}

export interface Packed {
  /** What a user would get: the executable with its `resources`. */
  readonly app: string;
  readonly asar: string;
  /** Paths of the files inside, with `/`, without folders. */
  readonly files: readonly string[];
  readonly extracted: string;
}

/** Packs what is in `dist` as `npm run package -- --dir` does, without a network. */
export async function pack(folder: string): Promise<Packed> {
  const config = await configWithoutFuses(folder);
  const args = ['--dir', '--linux', '--x64', '--config', config];
  const { code, output } = await runWatched(path.join(root, 'node_modules/electron-builder/cli.js'), args, {
    quietMs: 60_000,
    folders: [folder],
    show: () => {},
  });
  if (code !== 0) throw new Error(`electron-builder ended with ${code}:\n${output}`);
  const app = path.join(folder, 'release', 'linux-unpacked');
  const asar = path.join(app, 'resources', 'app.asar');
  const extracted = path.join(folder, 'extracted');
  extractAll(asar, extracted);
  const entries = listPackage(asar, { isPack: false }).map((entry) => entry.replaceAll('\\', '/').slice(1));
  const files = entries.filter((entry) => !entries.some((other) => other.startsWith(`${entry}/`))).sort();
  return { app, asar, files, extracted };
}
