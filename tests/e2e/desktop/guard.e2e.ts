import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchDesktop, onRealElectron, pageOf } from '../hosts/desktop-host.ts';
import type { WithDouble } from './desk-hands.ts';
import { startEmpty } from '../hands.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'alarm-guard-'));
let app: ElectronApplication;
let page: Page;
const complaints: string[] = [];

interface PageGlobals {
  readonly app: { readonly call: (name: string, input: unknown) => Promise<unknown> };
}

beforeAll(async () => {
  app = await launchDesktop({ dataDir, environment: { CRYPTO_ALARM_SOURCE: 'simulated' } });
  page = await pageOf(app);
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await startEmpty(page);
});
afterAll(async () => {
  await app?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('the page sees one thin, frozen object and nothing of Node or Electron', async () => {
  const found = await page.evaluate(() => {
    const given = (globalThis as unknown as { app: Record<string, unknown> }).app;
    const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'];
    return {
      keys: Object.keys(given).sort(),
      frozen: Object.isFrozen(given),
      secure: globalThis.isSecureContext,
      leaked: names.filter((name) => name in globalThis),
    };
  });
  expect(found).toEqual({ keys: ['call', 'onShow', 'onUpdate'], frozen: true, secure: true, leaked: [] });
});

test('the main process sees the page at app://bundle/', async () => {
  const urls = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
  );
  expect(urls).toEqual(['app://bundle/']);
});

test('answers carry a policy that lets only our own files run', async () => {
  const headers = await page.evaluate(async () => {
    const response = await fetch(location.href);
    return [response.headers.get('content-security-policy'), response.headers.get('x-content-type-options')];
  });
  expect(headers[0]).toContain("default-src 'self'");
  expect(headers[0]).toContain("script-src 'self';");
  expect(headers[1]).toBe('nosniff');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ranInline = true';
    document.body.append(script);
  });
  expect(await page.evaluate(() => 'ranInline' in globalThis)).toBe(false);
  expect(complaints.splice(0).join(' ')).toContain('Content Security Policy');
});

test.each([
  '../main/index.js',
  '..%2fmain%2findex.js',
  '%2e%2e/%2e%2e/package.json',
  'config.json',
  'assets/',
])('%s cannot be asked for', async (address) => {
  const status = await page.evaluate(
    (wanted) =>
      fetch(`${location.origin}/${wanted}`).then(
        (response) => response.status,
        () => 0,
      ),
    address,
  );
  expect([0, 404]).toContain(status);
  complaints.length = 0;
});

test.each([
  ['by script', () => void (location.href = 'https://evil.example/')],
  ['by a link', () => Object.assign(document.createElement('a'), { href: 'https://evil.example/' }).click()],
])('a page cannot leave the interface %s', async (_name, leave) => {
  const before = page.url();
  await page.evaluate(leave).catch(() => {});
  await startEmpty(page);
  expect(page.url()).toBe(before);
  complaints.length = 0;
});

test('no window opens, and only a known address reaches the browser', async () => {
  await page.evaluate(() => {
    globalThis.open('https://evil.example/');
    globalThis.open('https://www.tradingview.com.evil.example/');
    globalThis.open('file:///etc/passwd');
  });
  await page.getByRole('link', { name: /TradingView/ }).click();
  if (!onRealElectron) {
    await expect
      .poll(() => app.evaluate((electron) => (electron as unknown as WithDouble).__double.openedExternal()))
      .toEqual(['https://www.tradingview.com/']);
  }
  const count = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(count).toBe(1);
});

test('every permission is denied', async () => {
  const answers = await page.evaluate(async () => {
    const place = await new Promise<string>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        // Not merely no place to be found.
        ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : 'granted'),
      ),
    );
    const camera = await (navigator.mediaDevices?.getUserMedia({ video: true }) ?? Promise.reject()).then(
      () => 'granted',
      () => 'denied',
    );
    const { state } = await navigator.permissions.query({ name: 'geolocation' });
    return [place, camera, await Notification.requestPermission(), state];
  });
  expect(answers).toEqual(['denied', 'denied', 'denied', 'denied']);
});

test('a command that is none is refused in the way of the contract', async () => {
  const ask = (name: string, input: unknown) =>
    page.evaluate(
      ([command, given]) => (globalThis as unknown as PageGlobals).app.call(command as string, given),
      [name, input],
    );
  expect(await ask('no.such', {})).toMatchObject({ ok: false, code: 'unknown-command' });
  expect(await ask('pair.add', { text: 5 })).toMatchObject({ ok: false, code: 'bad-input' });
  expect(await ask('state.get', {})).toMatchObject({ ok: true });
});

test.skipIf(onRealElectron)('a command from a frame that is gone is not answered', async () => {
  const setNull = (value: boolean) =>
    app.evaluate((electron, gone) => {
      (electron as unknown as WithDouble).__double.senderFrameIsNull = gone;
    }, value);
  const ask = () =>
    page.evaluate(() =>
      (globalThis as unknown as PageGlobals).app.call('state.get', {}).then(
        () => 'answered',
        () => 'refused',
      ),
    );
  await setNull(true);
  expect(await ask()).toBe('refused');
  await setNull(false);
  expect(await ask()).toBe('answered');
});

test('another window with our page and our preload script is not answered, which is one line in the log', async () => {
  const answer = await app.evaluate(async ({ BrowserWindow, app: electron }) => {
    const path = process.getBuiltinModule('node:path');
    const preload = path.join(electron.getAppPath(), 'dist/preload/index.cjs');
    const other = new BrowserWindow({ show: false, webPreferences: { preload } });
    await other.loadURL('app://bundle/');
    const said: unknown[] = [];
    for (let n = 0; n < 3; n += 1) {
      said.push(
        await other.webContents.executeJavaScript(
          "window.app.call('state.get', {}).then(() => 'answered', () => 'refused')",
        ),
      );
    }
    other.destroy();
    return said;
  });
  expect(answer).toEqual(['refused', 'refused', 'refused']);
  const log = readFileSync(path.join(dataDir, 'app.log'), 'utf8');
  const refusals = log.match(/"ipc\.refused","webContents":\d+/g) ?? [];
  expect(refusals.length).toBeGreaterThan(0);
  expect(refusals).toEqual([...new Set(refusals)]);
});
