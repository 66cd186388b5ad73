import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { needReady } from './lifecycle.ts';
import { schemeHandler } from './schemes.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.woff2': 'font/woff2',
};

async function fetchFile(url: string): Promise<Response> {
  const file = fileURLToPath(url);
  const bytes = await readFile(file).catch(() => {
    throw new Error('net::ERR_FILE_NOT_FOUND');
  });
  const type = types[path.extname(file).toLowerCase()];
  return new Response(bytes, { headers: type === undefined ? {} : { 'content-type': type } });
}

type Init = RequestInit & { bypassCustomProtocolHandlers?: boolean };

export const net = {
  async fetch(input: string | Request, init?: Init): Promise<Response> {
    needReady('net.fetch cannot be called');
    const url = typeof input === 'string' ? input : input.url;
    const scheme = URL.parse(url)?.protocol.slice(0, -1) ?? '';
    if (scheme === 'file') return fetchFile(url);
    const handler = init?.bypassCustomProtocolHandlers ? undefined : schemeHandler(scheme);
    return handler ? handler(new Request(input, init)) : fetch(input, init);
  },
  isOnline: (): boolean => true,
  get online(): boolean {
    return true;
  },
};
