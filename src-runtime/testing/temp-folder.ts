import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';

/** Fresh folders for one test, removed after it; what is left open is to be closed with `closeAfter` first. */
export function temporaryFolders(): {
  readonly make: () => string;
  readonly closeAfter: (close: () => unknown) => void;
} {
  const folders: string[] = [];
  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return {
    make() {
      const folder = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-test-'));
      folders.push(folder);
      return folder;
    },
    closeAfter: (close) => closers.push(close),
  };
}
