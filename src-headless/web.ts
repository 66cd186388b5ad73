import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { contentPolicy } from '../src-runtime/hosting/content-policy.ts';
import type { Page } from '../src-runtime/hosting/pages.ts';
import { say } from '../src-runtime/hosting/say.ts';
import { isOwnCaller } from './callers.ts';

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  send(response, status, 'text/plain; charset=utf-8', `${sentence}\n`);
}

function acceptsGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
}

function pathOf(request: IncomingMessage): string {
  const [address = '/'] = (request.url ?? '/').split('?');
  return address;
}

/** Answers the interface's files and `/health`; everything else is refused with a sentence. */
export function createWeb(pages: ReadonlyMap<string, Page>, health: () => unknown): RequestListener {
  return (request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    if (!isOwnCaller(request.headers)) {
      refuse(response, 403, say('host.foreign-caller'));
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, say('host.read-only'));
      return;
    }
    const address = pathOf(request);
    if (address === '/health') {
      response.setHeader('cache-control', 'no-store');
      send(response, 200, 'application/json', JSON.stringify(health()));
      return;
    }
    const page = pages.get(address);
    if (page === undefined) {
      refuse(response, 404, say('host.nothing-here'));
      return;
    }
    response.setHeader('content-security-policy', contentPolicy(`ws://${request.headers.host ?? ''}`));
    response.setHeader('cache-control', page.immutable ? 'max-age=31536000, immutable' : 'no-cache');
    response.setHeader('vary', 'accept-encoding');
    const zipped = acceptsGzip(request) ? page.gzipped : null;
    if (zipped !== null) response.setHeader('content-encoding', 'gzip');
    send(response, 200, page.type, zipped ?? page.body);
  };
}
