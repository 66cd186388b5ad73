import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { another } from './fixture-windows.ts';
import { type Launched, launchFixture, within } from './reach.ts';

let launched: Launched;
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  launched = await launchFixture();
  app = launched.app;
  page = await app.firstWindow();
  await page.waitForSelector('#where:not(:empty)');
});

afterAll(async () => {
  await launched?.close();
});

test('only a scheme that was registered as standard and secure is a secure context', async () => {
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
  const odd = await another(app, { url: 'odd://bundle/' });
  expect(await odd.evaluate(() => isSecureContext)).toBe(false);
  const url = await within(app, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().at(-1)?.webContents.getURL(),
  );
  expect(url).toMatch(/^odd:\/\/bundle\/\?window=/);
  await odd.close();
  const failed = await within(app, async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const cause = await window.loadURL('nobody://x/').then(
      () => undefined,
      (reason: { code: string }) => reason.code,
    );
    window.destroy();
    return cause;
  });
  expect(failed).toBe('ERR_UNKNOWN_URL_SCHEME');
});

test('a page cannot go where the app says no: a link, a script, a form of address of its own', async () => {
  await within(app, () => {
    const { webContents } = globalThis.first;
    globalThis.heard.seen = [];
    webContents.on('will-frame-navigate', ({ url }) => globalThis.heard.seen?.push(['frame', url]));
    webContents.on('will-navigate', (event, url) => {
      globalThis.heard.seen?.push(['main', event.url, url]);
      event.preventDefault();
    });
  });
  const seen = () => within(app, () => globalThis.heard.seen?.splice(0) ?? []);
  await page.click('#outside');
  await expect.poll(seen).toEqual([
    ['frame', 'http://127.0.0.1:9/'],
    ['main', 'http://127.0.0.1:9/', 'http://127.0.0.1:9/'],
  ]);
  await page.evaluate(() => {
    location.href = '/other.html';
  });
  await expect.poll(seen).toEqual([
    ['frame', 'app://bundle/other.html'],
    ['main', 'app://bundle/other.html', 'app://bundle/other.html'],
  ]);
  await page.click('#scheme', { noWaitAfter: true });
  await expect.poll(seen).toHaveLength(2);
  expect(await page.title()).toBe('Fixture');
  expect(await page.evaluate(() => globalThis.api.invoke('echo', 'still here'))).toBe('still here');
  // What the app itself begins is not asked about.
  const loaded = await within(app, async () => {
    await globalThis.first.loadURL('app://bundle/other.html');
    const title = await globalThis.first.webContents.executeJavaScript('document.title');
    await globalThis.first.loadURL('app://bundle/');
    return [title, globalThis.heard.seen];
  });
  expect(loaded).toEqual(['Other', []]);
  await within(app, () => {
    globalThis.first.webContents.removeAllListeners('will-navigate');
  });
  await page.click('#inside');
  await expect.poll(() => page.title()).toBe('Other');
  await within(app, () => globalThis.first.loadURL('app://bundle/'));
  // Playwright hears of the new document in its own time.
  await page.waitForSelector('#where:not(:empty)');
});

test('window.open and links to a new window go through the handler: denied ones open nothing', async () => {
  await within(app, () => {
    globalThis.heard.seen = [];
    globalThis.first.webContents.setWindowOpenHandler(({ url }) => {
      globalThis.heard.seen?.push(url);
      return { action: 'deny' };
    });
  });
  const before = await within(app, ({ __double }) => __double.pages());
  expect(await page.evaluate(() => window.open('https://example.com/opened') === null)).toBe(true);
  await page.click('#blank');
  await expect
    .poll(() => within(app, () => globalThis.heard.seen))
    .toEqual(['https://example.com/opened', 'https://example.com/blank']);
  expect(await within(app, ({ __double }) => __double.pages())).toBe(before);
  expect(app.windows()).toHaveLength(before);
});

test('sound is free by default and waits for the user where the window says so', async () => {
  const start = (opened: Page) =>
    opened.evaluate(async () => {
      const played = await globalThis
        .makeSound()
        .play()
        .then(
          () => 'plays',
          (cause: Error) => cause.name,
        );
      return [played, globalThis.contextAtStart.state];
    });
  const inPage = `Promise.all([makeSound().play().then(() => 'plays', (cause) => cause.name), contextAtStart.state])`;
  const run = (id: string) =>
    within(
      app,
      async (_electron, [code, policy]) => {
        const window = globalThis.openWindow({
          show: false,
          webPreferences: policy ? { autoplayPolicy: policy } : {},
        });
        await new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()));
        const answer: unknown = await window.webContents.executeJavaScript(code);
        window.destroy();
        return answer;
      },
      [inPage, id] as const,
    );
  expect(await run('document-user-activation-required')).toEqual(['NotAllowedError', 'suspended']);
  expect(await run('')).toEqual(['plays', 'running']);
  const locked = await another(app, {
    webPreferences: { autoplayPolicy: 'document-user-activation-required' },
  });
  await locked.click('#press');
  expect((await start(locked))[0]).toBe('plays');
  await locked.close();
});

test('permissions: without a handler all is granted, with one it decides', async () => {
  const ask = () => page.evaluate(() => Notification.requestPermission());
  expect(await ask()).toBe('granted');
  await within(app, ({ session }) => {
    globalThis.heard.seen = [];
    session.defaultSession.setPermissionRequestHandler((contents, permission, callback, details) => {
      globalThis.heard.seen?.push([
        contents === globalThis.first.webContents,
        permission,
        details.requestingUrl,
      ]);
      callback(false);
    });
  });
  expect(await ask()).toBe('denied');
  expect(
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('found'),
            (cause) => resolve(cause.code),
          );
        }),
    ),
  ).toBe(1);
  expect(await within(app, () => globalThis.heard.seen)).toEqual([
    [true, 'notifications', 'app://bundle/'],
    [true, 'geolocation', 'app://bundle/'],
  ]);
  await within(app, ({ session }) => session.defaultSession.setPermissionRequestHandler(null));
  expect(await ask()).toBe('granted');
});

test('a handler for new windows may allow one; headers of answers can be changed', async () => {
  const seen = await within(app, async ({ BrowserWindow, session }) => {
    const { webContents } = globalThis.first;
    webContents.setWindowOpenHandler(() => ({
      action: 'allow',
      overrideBrowserWindowOptions: { width: 321 },
    }));
    const created = new Promise<Electron.BrowserWindow>((resolve) => {
      webContents.once('did-create-window', (window) => resolve(window));
    });
    await webContents.executeJavaScript("void window.open('/other.html')");
    const window = await created;
    const loaded = new Promise<void>((resolve) =>
      window.webContents.once('did-finish-load', () => resolve()),
    );
    await loaded;
    const width = window.getBounds().width;
    const url = window.webContents.getURL();
    window.destroy();

    session.defaultSession.webRequest.onHeadersReceived((details, callback) => {
      const own = { ...details.responseHeaders, 'content-security-policy': ["script-src 'none'"] };
      callback({ responseHeaders: own });
    });
    const other = new BrowserWindow({ show: false });
    await other.loadURL('app://bundle/');
    const scripted: unknown = await other.webContents.executeJavaScript("'makeSound' in globalThis");
    session.defaultSession.webRequest.onHeadersReceived(null);
    await other.loadURL('app://bundle/');
    const again: unknown = await other.webContents.executeJavaScript("'makeSound' in globalThis");
    other.destroy();
    return [width, url, scripted, again];
  });
  expect(seen).toEqual([321, 'app://bundle/other.html', false, true]);
});
