import path from 'node:path';
import { expect, test } from 'vitest';
import { packageOfModule } from '../../scripts/licences/plugin.ts';
import { shippedLicences } from '../../scripts/licences/shipped.ts';

const list = shippedLicences(path.join(import.meta.dirname, '../..'));
const of = (name: string) => list.find((one) => one.name === name);

test('what the sources import is in it, with what that depends on, and with the text', () => {
  expect(of('react')).toMatchObject({
    licence: 'MIT',
    text: expect.stringContaining('Permission is hereby granted'),
  });
  expect(of('lightweight-charts')).toMatchObject({ licence: 'Apache-2.0' });
  // Of socket.io, and of its own.
  expect(of('engine.io')).toBeDefined();
  expect(of('ws')).toBeDefined();
});

test('Electron is in it, and says where the licences of Chromium are', () => {
  expect(of('electron')?.text).toContain('LICENSES.chromium.html');
  expect(of('@electron/get')).toBeUndefined();
});

test('tools that are not shipped are not in it', () => {
  for (const name of [
    'vite',
    'vitest',
    'typescript',
    'jsdom',
    'playwright-core',
    'electron-builder',
    '@types/node',
  ]) {
    expect(of(name)).toBeUndefined();
  }
});

test('each names a licence, has a text, and is in it once', () => {
  expect(list.filter(({ licence, text }) => licence === 'unknown' || text.length < 40)).toEqual([]);
  expect(new Set(list.map(({ name, version }) => `${name} ${version}`)).size).toBe(list.length);
});

test.each([
  ['/work/node_modules/react/index.js', 'react'],
  ['C:\\app\\node_modules\\@radix-ui\\react-toast\\dist\\index.mjs', '@radix-ui/react-toast'],
  ['/a/node_modules/conf/node_modules/ajv/lib/x.js', 'ajv'],
  ['/work/src-core/pair.ts', null],
])('the package of %s is %s', (module, name) => {
  expect(packageOfModule(module)).toBe(name);
});
