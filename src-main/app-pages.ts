import type { ThemeChoice } from '../src-shared/contract/app-settings.ts';
import { contentPolicy } from '../src-runtime/hosting/content-policy.ts';
import { type Page, readPages } from '../src-runtime/hosting/pages.ts';
import { themed } from '../src-runtime/hosting/themed.ts';
import { soundAddress } from '../src-shared/contract/sound.ts';

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

type OwnSound = () => { readonly type: string; readonly body: Uint8Array } | null;

/** What is handed out besides the built interface, as it is at the moment. */
interface Changing {
  /** That the user has set. */
  readonly theme: () => ThemeChoice;
  /** The user's own. */
  readonly ownSound: OwnSound;
}

function answerWith(
  pages: ReadonlyMap<string, Page>,
  { theme, ownSound }: Changing,
  request: Request,
): Response {
  const url = new URL(request.url);
  if (url.host === host && request.method === 'GET' && url.pathname === soundAddress) {
    const sound = ownSound();
    return sound === null
      ? answer(404, 'text/plain', null)
      : answer(200, sound.type, new Uint8Array(sound.body));
  }
  const page = url.host === host && request.method === 'GET' ? pages.get(url.pathname) : undefined;
  if (page === undefined) return answer(404, 'text/plain', null);
  return answer(200, page.type, new Uint8Array(themed(page, theme()).body));
}

/**
 * Answers requests for the built interface, read whole at start, and for the user's own sound: nothing else can be asked for.
 * @throws where the interface was not built
 */
export function appPages(folder: string, changing: Changing): (request: Request) => Response {
  const pages = readPages(folder);
  return (request) => answerWith(pages, changing, request);
}
