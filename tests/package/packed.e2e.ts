import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/run-command.ts';
import { type Packed, pack } from './pack.ts';
import { startEmpty } from '../e2e/hands.ts';

/** Starts what was in the asar, far from our `node_modules`, as a packaged app. */
async function bootPacked(folder: string, dataDir: string): Promise<ElectronApplication> {
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  return _electron.launch({
    executablePath: path.join(root, 'tests/double/electron'),
    args: [folder, `--data-dir=${dataDir}`, '--no-sandbox'],
    cwd: folder,
    env: { ...environment, DOUBLE_PACKAGED: '1', CRYPTO_ALARM_SOURCE: 'simulated' },
    timeout: 20_000,
  });
}

/** Quits the app; one that hangs is killed, so that no test leaves a process behind. */
async function end(app: ElectronApplication): Promise<void> {
  const child = app.process();
  await Promise.race([app.close(), setTimeout(5000, undefined, { ref: false })]);
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
}

/** What the build has left in a folder of `dist`, without the maps. */
function built(name: string): string[] {
  const folder = path.join(root, 'dist', name);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

// Packing for Linux is the same on every system, but the stand-in is a shell script with a Unix mode.
describe.skipIf(process.platform === 'win32')('the packed app', () => {
  const temp = mkdtempSync(path.join(tmpdir(), 'packed-'));
  let packed: Packed;

  beforeAll(async () => {
    packed = await pack(temp);
  }, 120_000);
  afterAll(() => rmSync(temp, { recursive: true, force: true, maxRetries: 5 }));

  test('holds exactly what runs', () => {
    const expected = ['package.json', ...built('main'), ...built('preload'), ...built('renderer')].sort();
    expect(packed.files).toEqual(expected);
    for (const needed of ['dist/main/index.js', 'dist/preload/index.cjs', 'dist/renderer/index.html']) {
      expect(packed.files).toContain(needed);
    }
    const leftOut = /\.map$|\.tsx?$|node_modules|(^|\/)(tests?|scripts|src-[a-z]+|headless)\//;
    expect(packed.files.filter((file) => leftOut.test(file))).toEqual([]);
  });

  test('is small', () => {
    const kilobytes = (file: string) => statSync(path.join(packed.extracted, file)).size / 1024;
    expect(kilobytes('dist/main/index.js')).toBeGreaterThan(200);
    expect(kilobytes('dist/main/index.js')).toBeLessThan(2500);
    expect(kilobytes('dist/preload/index.cjs')).toBeLessThan(100);
    expect(statSync(packed.asar).size / 1024).toBeLessThan(5000);
    expect(existsSync(`${packed.asar}.unpacked`)).toBe(false);
  });

  test('its package.json says how to start and nothing of how it was made', () => {
    const inner = JSON.parse(readFileSync(path.join(packed.extracted, 'package.json'), 'utf8')) as object;
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(inner).toMatchObject({
      name: 'crypto-price-alarm',
      version,
      type: 'module',
      main: 'dist/main/index.js',
      desktopName: 'crypto-price-alarm.desktop',
    });
    for (const key of ['scripts', 'devDependencies', 'build']) expect(inner).not.toHaveProperty(key);
  });

  test('its bundles ask for nothing that is not inside', () => {
    const main = readFileSync(path.join(packed.extracted, 'dist/main/index.js'), 'utf8');
    const asked = [...main.matchAll(/^import\s(?:.*?\sfrom\s)?["'](.+?)["'];?$/gm)].map(([, name]) => name);
    expect(asked).toContain('electron');
    const builtIn = /^(node:|electron$|electron\/)/;
    const { builtinModules } = process.getBuiltinModule('node:module');
    const foreign = asked.filter((name) => !builtIn.test(name ?? '') && !builtinModules.includes(name ?? ''));
    expect(foreign).toEqual([]);
  });

  test('stands beside its executable with two languages', () => {
    expect(statSync(path.join(packed.app, 'crypto-price-alarm')).mode & 0o111).not.toBe(0);
    expect(readdirSync(path.join(packed.app, 'resources'))).toEqual(['app.asar']);
    expect(readdirSync(path.join(packed.app, 'locales')).sort()).toEqual(['en-US.pak', 'ru.pak']);
  });

  test('starts and shows its first screen', async () => {
    const app = await bootPacked(packed.extracted, path.join(temp, 'data'));
    let said = '';
    app.process().stderr?.on('data', (text: Buffer) => {
      said += text.toString();
    });
    try {
      const page = await app.firstWindow({ timeout: 20_000 });
      await startEmpty(page, 20_000);
      const asked = await app.evaluate(({ app: inner, BrowserWindow }) => ({
        packaged: inner.isPackaged,
        pages: BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
      }));
      const roles = await app.evaluate(({ Menu }) => {
        const flat = (items: readonly Electron.MenuItem[]): string[] =>
          items.flatMap((item) => [
            String(item.role ?? '').toLowerCase(),
            ...flat(item.submenu?.items ?? []),
          ]);
        return flat(Menu.getApplicationMenu()?.items ?? []);
      });
      expect(roles).toContain('zoomin');
      expect(roles).not.toContain('toggledevtools');
      // Not what the page says of itself: the double serves our scheme over HTTP.
      expect(asked).toEqual({ packaged: true, pages: [expect.stringMatching(/^app:\/\/bundle\//)] });
    } catch (cause) {
      throw new Error(`The packed app did not come up. It said:\n${said}`, { cause });
    } finally {
      await end(app);
    }
  }, 90_000);
});
