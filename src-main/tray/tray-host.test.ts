import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { temporaryFolders } from '../../src-runtime/testing/temp-folder.ts';
import { desktopShowsTrays } from './tray-host.ts';

const folders = temporaryFolders();
afterEach(() => void vi.unstubAllEnvs());

/** A message bus that answers as a script says. */
function withGdbus(script: string | null): void {
  const folder = folders.make();
  if (script !== null) {
    const file = path.join(folder, 'gdbus');
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }
  vi.stubEnv('PATH', `${folder}${path.delimiter}/usr/bin${path.delimiter}/bin`);
}

test.skipIf(process.platform === 'win32').each([
  ['a host that shows trays', 'echo "(<true>,)"', true],
  ['a watcher without a host', 'echo "(<false>,)"', false],
  ['no watcher', 'echo "Error: GDBus.Error: no such name" >&2; exit 1', null],
  ['a bus that never answers', 'exec sleep 60', null],
])('%s: %s', async (_name, script, shows) => {
  withGdbus(script);
  expect(await desktopShowsTrays('linux')).toBe(shows);
});

test('where the bus cannot be asked at all, nobody knows', async () => {
  vi.stubEnv('PATH', folders.make());
  expect(await desktopShowsTrays('linux')).toBeNull();
});

test.each(['darwin', 'win32'])('%s always shows trays', async (platform) => {
  expect(await desktopShowsTrays(platform)).toBe(true);
});
