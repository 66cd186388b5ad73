import type { ThemeChoice } from '../src-shared/contract/app-settings.ts';
import { contentPolicy } from '../src-runtime/hosting/content-policy.ts';
import { type Page, readPages } from '../src-runtime/hosting/pages.ts';
import { themed } from '../src-runtime/hosting/themed.ts';

export const scheme = 'app';
const host = 'bundle';

/** Where the built interface is. */
export const bundleOrigin = `${scheme}://${host}`;

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

function answerWith(pages: ReadonlyMap<string, Page>, theme: () => ThemeChoice, request: Request): Response {
  const url = new URL(request.url);
  const page = url.host === host && request.method === 'GET' ? pages.get(url.pathname) : undefined;
  if (page === undefined) return answer(404, 'text/plain', null);
  return answer(200, page.type, new Uint8Array(themed(page, theme()).body));
}

/**
 * Answers requests for the built interface, read whole at start: what is not among its files cannot be asked for.
 * @param theme that the user has set
 * @throws where the interface was not built
 */
export function appPages(folder: string, theme: () => ThemeChoice): (request: Request) => Response {
  const pages = readPages(folder);
  return (request) => answerWith(pages, theme, request);
}
