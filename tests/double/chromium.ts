import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { Cdp } from './cdp.ts';

/** The host names of schemes that are no secure origin end in this; Chromium finds them on this computer only. */
export const insecureSuffix = 'insecure.double.test';

const flags = [
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-back-forward-cache',
  '--disable-site-isolation-trials',
  '--disable-ipc-flooding-protection',
  '--password-store=basic',
  '--mute-audio',
  '--force-color-profile=srgb',
  // Headless Chromium then opens nothing of its own for window.open: the app's handler decides alone.
  '--block-new-web-contents',
  `--host-resolver-rules=MAP *.${insecureSuffix} 127.0.0.1`,
];

const installedChrome = {
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
  linux: ['/usr/bin/google-chrome', '/usr/bin/chromium'],
};

/** The one named in `CHROME_PATH`, else the one that comes with the packages on Linux, else an installed Chrome. */
async function findChromium(): Promise<{ file: string; extra: string[] }> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which is not there.`);
    return { file: named, extra: ['--headless=new'] };
  }
  if (process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)) {
    const { default: packaged } = await import('@sparticuz/chromium');
    return { file: await packaged.executablePath(), extra: ['--headless', '--no-zygote', '--disable-gpu'] };
  }
  const places =
    Object.entries(installedChrome).find(([platform]) => platform === process.platform)?.[1] ?? [];
  const file = places.find((place) => existsSync(place));
  if (file === undefined) throw new Error('No Chromium: name one in CHROME_PATH.');
  return { file, extra: ['--headless=new'] };
}

export interface Chromium {
  readonly cdp: Cdp;
  readonly pid: number;
  readonly url: string;
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

function devToolsUrl(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-4000);
    const url = /^DevTools listening on (ws:\/\/\S+)$/m.exec(said)?.[1];
    if (url !== undefined) resolve(url);
  });
  child.once('error', reject);
  child.once('exit', (code) => reject(new Error(`Chromium ended with ${String(code)}: ${said.slice(-500)}`)));
  return promise;
}

/** Starts Chromium with a profile of its own inside the app's session data. */
export async function launchChromium(sessionData: string, autoplay: string): Promise<Chromium> {
  const { file, extra } = await findChromium();
  mkdirSync(sessionData, { recursive: true });
  const profile = mkdtempSync(path.join(sessionData, 'chromium-'));
  const args = [...extra, ...flags, `--autoplay-policy=${autoplay}`, `--user-data-dir=${profile}`];
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const cdp = new Cdp(child.stdio[3] as Duplex, child.stdio[4] as Readable);
  const url = await devToolsUrl(child);
  return {
    cdp,
    pid: child.pid ?? 0,
    url,
    ended,
    async close() {
      const impatient = setTimeout(() => child.kill('SIGKILL'), 3000);
      cdp.call('Browser.close').catch(() => undefined);
      await ended;
      clearTimeout(impatient);
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
