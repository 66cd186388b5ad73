import { mkdirSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { boot } from './boot.ts';

const home = homedir();

function applicationData(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support');
  return process.env['XDG_CONFIG_HOME'] || path.join(home, '.config');
}

/** `app.getPath` and `app.setPath`: what was set counts, for the folders below it too. */
export class AppPaths {
  readonly #set = new Map<string, string>();
  readonly #name: () => string;

  constructor(name: () => string) {
    this.#name = name;
  }

  #default(name: string): string | undefined {
    const defaults: Readonly<Record<string, () => string>> = {
      home: () => home,
      appData: applicationData,
      userData: () => boot().switches.get('user-data-dir') || path.join(this.get('appData'), this.#name()),
      sessionData: () => this.get('userData'),
      temp: tmpdir,
      exe: () => boot().execPath,
      module: () => boot().execPath,
      assets: () => import.meta.dirname,
      desktop: () => path.join(home, 'Desktop'),
      documents: () => path.join(home, 'Documents'),
      downloads: () => path.join(home, 'Downloads'),
      music: () => path.join(home, 'Music'),
      pictures: () => path.join(home, 'Pictures'),
      videos: () => path.join(home, 'Videos'),
      logs: () => {
        const folder = path.join(this.get('userData'), 'logs');
        mkdirSync(folder, { recursive: true });
        return folder;
      },
      crashDumps: () => path.join(this.get('userData'), 'Crashpad'),
      ...(process.platform === 'win32' ? { recent: () => path.join(applicationData(), 'Recent') } : {}),
    };
    return Object.hasOwn(defaults, name) ? defaults[name]?.() : undefined;
  }

  get(name: string): string {
    const found = this.#set.get(name) ?? this.#default(name);
    if (found === undefined) throw new Error(`Failed to get '${name}' path`);
    return found;
  }

  set(name: string, folder: string): void {
    if (!path.isAbsolute(folder)) throw new Error('Path must be absolute');
    if (this.#default(name) === undefined) throw new Error(`Failed to set path: '${name}' is not known`);
    if (!statSync(folder, { throwIfNoEntry: false }))
      throw new Error(`Failed to set path: ${folder} does not exist`);
    this.#set.set(name, folder);
  }
}
