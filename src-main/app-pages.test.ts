import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolders } from '../src-runtime/testing/temp-folder.ts';
import { appPages } from './app-pages.ts';

const folders = temporaryFolders();
let answer: (request: Request) => Response;
beforeEach(() => {
  const folder = folders.make();
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(folder, 'assets/index.js'), 'globalThis.ran = true;');
  writeFileSync(path.join(folder, 'assets/index.js.map'), '{}');
  answer = appPages(folder, { theme: () => 'system', ownSound: () => sound });
});

let sound: { readonly type: string; readonly body: Uint8Array } | null = null;

const ask = (address: string, method = 'GET') => answer(new Request(address, { method }));

test.each([
  ['app://bundle/', 'text/html; charset=utf-8', '<!doctype html>'],
  ['app://bundle/?from=anywhere#here', 'text/html; charset=utf-8', '<!doctype html>'],
  ['app://bundle/assets/index.js', 'text/javascript; charset=utf-8', 'globalThis.ran = true;'],
])('%s is one of our files', async (address, type, body) => {
  const response = ask(address);
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    200,
    type,
    body,
  ]);
});

test.each([
  ['app://other/', 'GET'],
  ['app://bundle.evil.example/', 'GET'],
  ['app://bundle/', 'POST'],
  ['app://bundle/', 'HEAD'],
  ['app://bundle/nothing.html', 'GET'],
  ['app://bundle/assets/', 'GET'],
  ['app://bundle/assets/index.js.map', 'GET'],
  ['app://bundle/%2e%2e/package.json', 'GET'],
])('%s by %s is not found, and says nothing', async (address, method) => {
  const response = ask(address, method);
  expect([response.status, await response.text()]).toEqual([404, '']);
});

test.each(['app://bundle/', 'app://bundle/nothing'])(
  '%s is answered with what protects the page',
  (address) => {
    const { headers } = ask(address);
    expect(headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "media-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-cache');
  },
);

test('an interface that was not built is said at start', () => {
  expect(() => appPages(folders.make(), { theme: () => 'system', ownSound: () => null })).toThrow(
    'not built',
  );
});

test('the own sound is handed out as it is at the moment', async () => {
  sound = null;
  expect(ask('app://bundle/app/sound?at=1').status).toBe(404);
  sound = { type: 'audio/ogg', body: new Uint8Array([79, 103]) };
  const answered = ask('app://bundle/app/sound?at=1');
  expect([answered.status, answered.headers.get('content-type')]).toEqual([200, 'audio/ogg']);
  expect(new Uint8Array(await answered.arrayBuffer())).toEqual(sound.body);
  expect(ask('app://bundle/app/sound', 'POST').status).toBe(404);
});
