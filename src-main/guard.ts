import { app, type Session, session, shell, type WebContents } from 'electron';
import { isOwnAddress } from './sender.ts';

/** What a link of the interface may open in the browser; everything else stays closed. */
const allowedLinks: ReadonlySet<string> = new Set([
  'https://www.tradingview.com/',
  'https://www.binance.com/',
  'https://www.coingecko.com/',
]);

/** Our pages need no camera, no location and no notifications of their own. */
function grantNothing(to: Session): void {
  to.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  to.setPermissionCheckHandler(() => false);
  to.setDevicePermissionHandler(() => false);
}

function stayHome(contents: WebContents, origin: string): void {
  contents.on('will-navigate', (event) => {
    // A reload, which the development server asks for, is no way out.
    if (!isOwnAddress(event.url, origin)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnAddress(event.url, origin)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (allowedLinks.has(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** No page leaves the interface, opens a window or gets a right, whichever window it is in. */
export function guardPages(origin: string): void {
  grantNothing(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => stayHome(contents, origin));
}
