import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { readPages } from './pages.ts';

const folders = temporaryFolders();

test('holds the files of the interface and no others, by the address they have', () => {
  const folder = folders.make();
  mkdirSync(path.join(folder, 'assets'));
  const script = 'void 0;\n'.repeat(1_000);
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(folder, 'assets/index-1.js'), script);
  writeFileSync(path.join(folder, 'assets/index-1.js.map'), '{}');
  writeFileSync(path.join(folder, '.env'), 'KEY=1');
  const pages = readPages(folder);
  expect([...pages.keys()].sort()).toEqual(['/', '/assets/index-1.js', '/index.html']);
  expect(pages.get('/')).toBe(pages.get('/index.html'));
  // A few letters only grow.
  expect(pages.get('/')).toMatchObject({ immutable: false, gzipped: null });
  const built = pages.get('/assets/index-1.js');
  expect(built).toMatchObject({ immutable: true, type: 'text/javascript; charset=utf-8' });
  expect(gunzipSync(built?.gzipped ?? '').toString()).toBe(script);
});
