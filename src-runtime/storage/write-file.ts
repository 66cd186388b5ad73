import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What stands behind the name of a file while it is written; conf ends its own names in the same way. */
export const temporarySuffix = '.tmp-';

/** A rename is on the platter only with its folder. Some systems cannot do that, and keep the order by themselves. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows opens no folder.
  }
}

/** Replaces a file: whenever the power goes, it holds the old content or the new one. For its owner only. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const temporary = `${file}${temporarySuffix}${process.pid}`;
  try {
    const descriptor = openSync(temporary, 'w', 0o600);
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(path.dirname(file));
}
