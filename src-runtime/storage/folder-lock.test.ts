import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readOnly } from '../testing/read-only.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { FolderInUseError, lockFolder } from './folder-lock.ts';

const folders = temporaryFolders();
const source = pathToFileURL(path.join(import.meta.dirname, 'folder-lock.ts')).href;

/** Another process that takes the lock, says what it got, and stays. */
async function otherProcess(folder: string): Promise<{ child: ChildProcess; got: string }> {
  const script = `
    const { lockFolder } = await import(${JSON.stringify(source)});
    const lock = lockFolder(${JSON.stringify(folder)});
    process.stdout.write(lock === null ? 'refused' : 'locked');
    setInterval(() => {}, 1_000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  folders.closeAfter(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const [said] = await once(child.stdout!, 'data');
  return { child, got: String(said) };
}

describe('the lock of a data folder', () => {
  test('is had once in a process, and again after it was released', () => {
    const folder = folders.make();
    const first = lockFolder(folder);
    expect(first).not.toBeNull();
    expect(lockFolder(folder)).toBeNull();
    first?.release();
    const again = lockFolder(folder);
    expect(again).not.toBeNull();
    again?.release();
  });

  test('is refused to another process while this one has it', async () => {
    const folder = folders.make();
    const lock = lockFolder(folder);
    expect((await otherProcess(folder)).got).toBe('refused');
    lock?.release();
  });

  test('is refused while another process has it, and free once that was killed', async () => {
    const folder = folders.make();
    const { child, got } = await otherProcess(folder);
    expect(got).toBe('locked');
    expect(lockFolder(folder)).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = lockFolder(folder);
    expect(lock).not.toBeNull();
    lock?.release();
  });

  test('stays held where there is nothing to mend', async () => {
    const folder = folders.make();
    const lock = lockFolder(folder);
    folders.closeAfter(() => lock?.release());
    lock?.ensure();
    expect((await otherProcess(folder)).got).toBe('refused');
  });

  test('folders have their own locks', () => {
    const locks = [lockFolder(folders.make()), lockFolder(folders.make())];
    expect(locks).not.toContain(null);
    for (const lock of locks) lock?.release();
  });

  test('a folder that does not exist is no folder in use', () => {
    expect(() => lockFolder(path.join(folders.make(), 'nowhere'))).toThrow();
  });
});

describe('the lock of a data folder that cannot be written', () => {
  test('is had once all the same', () => {
    const folder = folders.make();
    const restore = readOnly(folder);
    folders.closeAfter(restore);
    const first = lockFolder(folder);
    expect(first).not.toBeNull();
    expect(lockFolder(folder)).toBeNull();
    first?.release();
    const again = lockFolder(folder);
    expect(again).not.toBeNull();
    again?.release();
  });

  test('is refused while a process has it that could write there', async () => {
    const folder = folders.make();
    const { got } = await otherProcess(folder);
    expect(got).toBe('locked');
    folders.closeAfter(readOnly(folder));
    expect(lockFolder(folder)).toBeNull();
  });

  test('is the folder’s own again once that can be written', async () => {
    const folder = folders.make();
    const restore = readOnly(folder);
    const lock = lockFolder(folder);
    folders.closeAfter(() => lock?.release());
    restore();
    lock?.ensure();
    expect((await otherProcess(folder)).got).toBe('refused');
  });
});

test('a lock that was deleted with its folder is taken anew, unless another process was quicker', async () => {
  const folder = folders.make();
  const lock = lockFolder(folder);
  folders.closeAfter(() => lock?.release());
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  lock?.ensure();
  expect((await otherProcess(folder)).got).toBe('refused');
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  expect((await otherProcess(folder)).got).toBe('locked');
  expect(() => lock?.ensure()).toThrow(FolderInUseError);
});
