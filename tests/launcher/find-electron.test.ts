import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findElectron } from '../../scripts/launcher/find-electron.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(...parts: string[]): string {
  const file = path.join(root, ...parts);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '');
  return file;
}

function nameInstalled(name: string): void {
  mkdirSync(path.join(root, 'node_modules', 'electron'), { recursive: true });
  writeFileSync(path.join(root, 'node_modules', 'electron', 'path.txt'), name);
}

test('nothing installed', () => {
  expect(findElectron(root, {}, 'linux')).toMatchObject({ exists: false, named: false });
});

test('installed: path.txt and the file that it names', () => {
  nameInstalled('electron');
  expect(findElectron(root, {}, 'linux').exists).toBe(false);
  const file = put('node_modules', 'electron', 'dist', 'electron');
  expect(findElectron(root, {}, 'linux')).toEqual({ file, exists: true, named: false });
});

test('unpacked halfway: the file without path.txt does not count', () => {
  put('node_modules', 'electron', 'dist', 'electron');
  expect(findElectron(root, {}, 'linux').exists).toBe(false);
});

test('a folder in place of the file does not count', () => {
  nameInstalled('electron');
  mkdirSync(path.join(root, 'node_modules', 'electron', 'dist', 'electron'), { recursive: true });
  expect(findElectron(root, {}, 'linux').exists).toBe(false);
});

test.each([
  ['linux', 'electron'],
  ['win32', 'electron.exe'],
  ['darwin', 'Electron.app/Contents/MacOS/Electron'],
] as const)('a named folder on %s', (platform, name) => {
  const environment = { ELECTRON_OVERRIDE_DIST_PATH: path.join(root, 'mine') };
  expect(findElectron(root, environment, platform)).toMatchObject({ exists: false, named: true });
  const file = put('mine', ...name.split('/'));
  expect(findElectron(root, environment, platform)).toEqual({ file, exists: true, named: true });
});

test('a named folder counts from the project, and path.txt names the file in it', () => {
  nameInstalled('other-name');
  const file = put('tests', 'double', 'other-name');
  const environment = { ELECTRON_OVERRIDE_DIST_PATH: 'tests/double' };
  expect(findElectron(root, environment, 'linux')).toEqual({ file, exists: true, named: true });
});

test('an empty variable names no folder', () => {
  expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: '' }, 'linux').named).toBe(false);
});
