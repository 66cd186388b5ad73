import { protocol } from 'electron';
import { contentPolicy } from '../src-runtime/hosting/content-policy.ts';
import { type Page, readPages } from '../src-runtime/hosting/pages.ts';

const scheme = 'app';
const host = 'bundle';

/** Where the built interface is. */
export const bundleOrigin = `${scheme}://${host}`;

/** Before Electron is ready; afterwards a scheme gets no secure origin any more. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

function answer(status: number, type: string, body: Uint8Array<ArrayBuffer> | null): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': contentPolicy(),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
  });
}

function answerWith(pages: ReadonlyMap<string, Page>, request: Request): Response {
  const url = new URL(request.url);
  const page = url.host === host && request.method === 'GET' ? pages.get(url.pathname) : undefined;
  if (page === undefined) return answer(404, 'text/plain', null);
  return answer(200, page.type, new Uint8Array(page.body));
}

/**
 * Serves the built interface, read whole at start: what is not among its files cannot be asked for.
 * @throws where the interface was not built
 */
export function serveInterface(folder: string): void {
  const pages = readPages(folder);
  protocol.handle(scheme, (request) => answerWith(pages, request));
}
