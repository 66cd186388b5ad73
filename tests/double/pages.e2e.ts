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

test('the app says app://, in every place where it can look', async () => {
  const urls = await within(app, async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return [
      window?.webContents.getURL(),
      window?.webContents.mainFrame.url,
      window?.webContents.mainFrame.origin,
    ];
  });
  expect(urls).toEqual(['app://bundle/', 'app://bundle/', 'app://bundle']);
  expect(await page.evaluate(() => globalThis.api.invoke('where'))).toEqual({
    url: 'app://bundle/',
    main: true,
  });
  expect(await page.title()).toBe('Fixture');
  await page.evaluate(() => {
    document.title = 'Changed';
  });
  await expect.poll(() => within(app, () => globalThis.first.getTitle())).toBe('Changed');
  await page.evaluate(() => {
    document.title = 'Fixture';
  });
  await expect.poll(() => within(app, () => globalThis.first.webContents.getTitle())).toBe('Fixture');
});

test('what structured clone keeps comes through both ways', async () => {
  const back = await page.evaluate(async () => {
    const twice = { a: 1 };
    const value = {
      date: new Date(5),
      map: new Map<unknown, unknown>([['k', new Set([1n])]]),
      bytes: new Uint8Array([1, 2]),
      list: [undefined, Number.NaN, -0, null],
      twice: [twice, twice],
      ['__proto__x']: 1,
    };
    const got = (await globalThis.api.invoke('echo', value)) as typeof value;
    return [
      got.date.getTime(),
      [...(got.map.get('k') as Set<bigint>)][0] === 1n,
      got.bytes instanceof Uint8Array && got.bytes[1],
      got.list[0] === undefined && Number.isNaN(got.list[1]) && Object.is(got.list[2], -0),
      got.twice[0] === got.twice[1],
    ];
  });
  expect(back).toEqual([5, true, 2, true, true]);
});

test('refusals of invoke have the texts of Electron, and errors lose their fields', async () => {
  const failure = (channel: string) =>
    page.evaluate(
      (name) =>
        globalThis.api.invoke(name).then(
          () => 'done',
          (cause: Error & { code?: string }) => [cause.message, cause.code],
        ),
      channel,
    );
  expect(await failure('nobody')).toEqual([
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    undefined,
  ]);
  expect(await failure('throws')).toEqual([
    "Error invoking remote method 'throws': TypeError: not today",
    undefined,
  ]);
  expect(await failure('function')).toEqual([
    "Error invoking remote method 'function': Error: An object could not be cloned.",
    undefined,
  ]);
  const second = await within(app, ({ ipcMain }) => {
    try {
      ipcMain.handle('echo', () => 1);
      return 'done';
    } catch (cause) {
      return String(cause);
    }
  });
  expect(second).toContain("Attempted to register a second handler for 'echo'");
});

test('messages go both ways until the listener is taken off', async () => {
  await page.evaluate(() => {
    globalThis.heard = { calls: [], sent: [] };
    const off = globalThis.api.on('news', (...args) => {
      globalThis.heard.sent.push(args);
      off();
      globalThis.api.send('told', 'got it');
    });
  });
  await within(app, () => {
    globalThis.first.webContents.send('news', { n: 1 }, new Date(7));
    globalThis.first.webContents.send('news', 'too late');
  });
  await expect.poll(() => within(app, () => globalThis.heard.sent)).toEqual([['got it']]);
  expect(await page.evaluate(() => globalThis.heard.sent)).toEqual([[{ n: 1 }, new Date(7)]]);
  const refused = await within(app, () => {
    try {
      globalThis.first.webContents.send('news', () => 1);
      return 'sent';
    } catch (cause) {
      return (cause as Error).message;
    }
  });
  expect(refused).toBe('An object could not be cloned.');
});

test('the bridge gives frozen copies and keeps the rest of the preload script to itself', async () => {
  const seen = await page.evaluate(() => ({
    frozen: Object.isFrozen(globalThis.api) && Object.isFrozen(globalThis.api.nested.list),
    leaked: globalThis.leaked,
    refused: globalThis.api.refused,
    binding: '__electronDoublePost' in globalThis,
    process: 'process' in globalThis,
    require: 'require' in globalThis,
  }));
  expect(seen).toEqual({
    frozen: true,
    leaked: undefined,
    refused: 'module not found: node:fs',
    binding: false,
    process: false,
    require: false,
  });
});

test('senderFrame can be null', async () => {
  await within(app, ({ __double }) => {
    __double.senderFrameIsNull = true;
  });
  expect(await page.evaluate(() => globalThis.api.invoke('where'))).toEqual({ url: null, main: false });
  await within(app, ({ __double }) => {
    __double.senderFrameIsNull = false;
  });
});

test('a preload script that throws says so and exposes nothing', async () => {
  const failure = within(app, async ({ app: electronApp }) => {
    const window = globalThis.openWindow({
      webPreferences: { preload: `${electronApp.getAppPath()}/broken-preload.cjs` },
    });
    const error = await new Promise<Error>((resolve) => {
      window.webContents.once('preload-error', (_event, _file, cause) => resolve(cause));
    });
    const half = await window.webContents.executeJavaScript("'api' in globalThis");
    window.destroy();
    return [error.name, error.message, half];
  });
  expect(await failure).toEqual(['RangeError', 'half way', false]);
});

test('the headers of a handler are those of the page: its CSP refuses, and the console says so', async () => {
  const refusal = within(app, async () => {
    const { webContents } = globalThis.first;
    const said = new Promise<string>((resolve) => {
      webContents.on('console-message', ({ message, level }) => {
        if (message.includes('Content Security Policy')) resolve(`${level}: ${message}`);
      });
    });
    await webContents.executeJavaScript(
      "document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))",
    );
    return said;
  });
  expect(await refusal).toMatch(/^error: .*script-src 'self'/);
  const headers = (await page.evaluate(() => fetch('/headers').then((answer) => answer.json()))) as Record<
    string,
    string
  >;
  expect(headers['referer']).toBe('app://bundle/');
});

test('a renderer can crash; the window loads anew, and scripts that ran in it never end', async () => {
  const crashed = await another(app);
  const seen = await within(app, async ({ BrowserWindow, app: electronApp }) => {
    const window = BrowserWindow.getAllWindows().at(-1);
    if (!window) throw new Error('no window');
    const { webContents } = window;
    const settled: string[] = [];
    webContents.executeJavaScript('new Promise(() => {})').then(
      () => settled.push('done'),
      () => settled.push('failed'),
    );
    const gone = new Promise<unknown[]>((resolve) => {
      electronApp.once('render-process-gone', (_event, contents, { reason }) => {
        resolve([contents === webContents, reason, contents.isCrashed()]);
      });
    });
    webContents.forcefullyCrashRenderer();
    const how = await gone;
    const loaded = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
    webContents.reload();
    await loaded;
    const api: unknown = await webContents.executeJavaScript("api.invoke('echo', 'anew')");
    window.destroy();
    return [how, api, settled];
  });
  expect(seen).toEqual([[true, 'crashed', true], 'anew', []]);
  await expect.poll(() => crashed.isClosed()).toBe(true);
});

test('executeJavaScript rejects on an error, and what is destroyed throws', async () => {
  const seen = await within(app, async ({ BrowserWindow }) => {
    const reason = (work: Promise<unknown>) => work.then(String, (cause: Error) => cause.message);
    const { webContents } = globalThis.first;
    const thrown = await reason(webContents.executeJavaScript('nobody.there'));
    const rejected = await reason(webContents.executeJavaScript("Promise.reject(new Error('no'))"));
    const window = new BrowserWindow({ show: false });
    const { webContents: gone } = window;
    window.destroy();
    const tries = [() => window.show(), () => window.webContents, () => gone.send('x'), () => gone.getURL()];
    const texts = tries.map((attempt) => {
      try {
        attempt();
        return 'done';
      } catch (cause) {
        return (cause as Error).message;
      }
    });
    return [thrown, rejected, ...new Set(texts), window.isDestroyed(), gone.isDestroyed()];
  });
  expect(seen).toEqual([
    expect.stringContaining('Script failed to execute'),
    'no',
    'Object has been destroyed',
    true,
    true,
  ]);
});

test('Playwright closes a page, the window goes; a page can close its window; close can be refused', async () => {
  const opened = await another(app);
  const handle = await app.browserWindow(opened);
  expect(await handle.evaluate((window) => window.getBounds().width)).toBe(700);
  await opened.close();
  await expect.poll(() => within(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  const closing = await another(app);
  await closing.evaluate(() => window.close());
  await expect.poll(() => within(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  const refused = await within(app, async () => {
    globalThis.first.once('close', (event) => event.preventDefault());
    globalThis.first.close();
    await new Promise((resolve) => setImmediate(resolve));
    return globalThis.first.isDestroyed();
  });
  expect(refused).toBe(false);
});

test('a window of another size has a page of that size, and never less than its minimum', async () => {
  await within(app, () => {
    globalThis.first.setMinimumSize(300, 200);
    globalThis.first.setSize(100, 400);
  });
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([300, 400]);
});

test('showInactive does not take the focus', async () => {
  const seen = await within(app, ({ BrowserWindow }) => {
    globalThis.first.focus();
    const window = new BrowserWindow({ show: false });
    window.showInactive();
    const quiet = [window.isVisible(), window.isFocused(), globalThis.first.isFocused()];
    window.show();
    const loud = [window.isFocused(), globalThis.first.isFocused()];
    window.destroy();
    return [quiet, loud];
  });
  expect(seen).toEqual([
    [true, false, true],
    [true, false],
  ]);
});
