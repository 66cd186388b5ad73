import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface Electron {
  readonly file: string;
  readonly exists: boolean;
  /** Somebody named the folder: then nothing is fetched, it would not arrive there. */
  readonly named: boolean;
}

/** The package's folder; the package itself is never imported, because the import downloads and cannot be stopped. */
export function electronFolder(root: string): string {
  return path.join(root, 'node_modules', 'electron');
}

function nameOn(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** The package writes this file last, when everything is unpacked. */
function installedName(root: string): string | null {
  try {
    return readFileSync(path.join(electronFolder(root), 'path.txt'), 'utf8').trim() || null;
  } catch {
    return null;
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** Where Electron's program is, or would be. */
export function findElectron(
  root: string,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Electron {
  const installed = installedName(root);
  const name = installed ?? nameOn(platform);
  const folder = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder) {
    const file = path.resolve(root, folder, name);
    return { file, exists: isFile(file), named: true };
  }
  const file = path.join(electronFolder(root), 'dist', name);
  return { file, exists: installed !== null && isFile(file), named: false };
}
