import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Page {
  readonly type: string;
  readonly body: Buffer;
  /** The same, gzipped; null where that saves nothing. */
  readonly gzipped: Buffer | null;
  /** Built files carry a hash of their content in their name. */
  readonly immutable: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/**
 * The built interface, read whole at start: a few files, and what is not among them cannot be asked for.
 * @throws where the folder is missing: the interface was not built
 */
export function readPages(folder: string): ReadonlyMap<string, Page> {
  const pages = new Map<string, Page>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    const body = readFileSync(file);
    const smaller = gzipSync(body);
    const gzipped = smaller.length < body.length * 0.9 ? smaller : null;
    pages.set(address, { type, body, gzipped, immutable: address.startsWith('/assets/') });
  }
  const index = pages.get('/index.html');
  if (index === undefined) throw new Error('the interface is not built');
  pages.set('/', index);
  return pages;
}
