import type { IncomingMessage, RequestListener } from 'node:http';
import { contentPolicy } from '../src-runtime/hosting/content-policy.ts';
import type { Page } from '../src-runtime/hosting/pages.ts';
import { themed } from '../src-runtime/hosting/themed.ts';
import type { Runtime } from '../src-runtime/runtime.ts';
import { refuse, send, sendJson } from './answer.ts';
import { isOwnCaller } from './callers.ts';
import { answerSound } from './own-sound.ts';
import { answerTransfer } from './transfer.ts';

function acceptsGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
}

function pathOf(request: IncomingMessage): string {
  const [address = '/'] = (request.url ?? '/').split('?');
  return address;
}

/** Answers the interface's files, `/health`, imports and exports; everything else is refused with a sentence. */
export function createWeb(
  pages: ReadonlyMap<string, Page>,
  health: () => unknown,
  runtime: Pick<Runtime, 'handle' | 'say' | 'settings' | 'ownSound'>,
): RequestListener {
  const { say } = runtime;
  return (request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    if (!isOwnCaller(request.headers)) {
      refuse(response, 403, say('host.foreign-caller'));
      return;
    }
    const address = pathOf(request);
    if (answerTransfer(address, request, response, runtime)) return;
    if (answerSound(address, request, response, runtime)) return;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, say('host.read-only'));
      return;
    }
    if (address === '/health') {
      response.setHeader('cache-control', 'no-store');
      sendJson(response, 200, health());
      return;
    }
    const file = pages.get(address);
    if (file === undefined) {
      refuse(response, 404, say('host.nothing-here'));
      return;
    }
    const page = themed(file, runtime.settings().theme);
    response.setHeader('content-security-policy', contentPolicy(`ws://${request.headers.host ?? ''}`));
    response.setHeader('cache-control', page.immutable ? 'max-age=31536000, immutable' : 'no-cache');
    response.setHeader('vary', 'accept-encoding');
    const zipped = acceptsGzip(request) ? page.gzipped : null;
    if (zipped !== null) response.setHeader('content-encoding', 'gzip');
    send(response, 200, page.type, zipped ?? page.body);
  };
}
