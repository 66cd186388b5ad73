import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Nothing of the browser's own goes out: there is no network, and tests are about our page. */
const quietFlags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/**
 * A browser for the tests: the one named in `CHROME_PATH`, else the one that comes with `npm ci` on Linux, else an
 * installed Chrome. Sound needs a click, as in any browser, unless `autoplay` says otherwise.
 */
export async function launchBrowser(options: { readonly autoplay?: boolean } = {}): Promise<Browser> {
  const named = process.env['CHROME_PATH'];
  const policy = options.autoplay === true ? 'no-user-gesture-required' : 'document-user-activation-required';
  const args = [...quietFlags, `--autoplay-policy=${policy}`];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which is not there.`);
    return playwright.launch({ executablePath: named, args: [...args, '--no-sandbox'] });
  }
  if (process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)) {
    // Not the package's own flags: they switch off web security, which these tests are about. And no drawing by an
    // emulated graphics card, which on a busy machine stands still for ten seconds.
    const own = ['--no-sandbox', '--no-zygote', '--disable-gpu'];
    return playwright.launch({ executablePath: await chromium.executablePath(), args: [...own, ...args] });
  }
  return playwright.launch({ channel: 'chrome', args });
}
