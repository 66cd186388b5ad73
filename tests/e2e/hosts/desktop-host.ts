import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { Bridge } from '../../../src-shared/contract/bridge.ts';
import type { AnyReply } from '../../../src-shared/contract/dispatch.ts';
import {
  type Heard,
  type HostSettings,
  type HostUnderTest,
  listenTo,
  type WorldClock,
  watchPage,
} from './host-under-test.ts';

const root = path.join(import.meta.dirname, '../../..');
/** `E2E_ELECTRON=real` runs the same specs on the real one. */
export const onRealElectron = process.env['E2E_ELECTRON'] === 'real';

/** What `observe.cjs` puts into the main process. */
export interface RemoteClock {
  readonly settle: () => Promise<void>;
  readonly waiting: () => number;
  readonly nextDue: () => number | null;
  readonly fireNext: () => Promise<number | null>;
  readonly run: (ms: number) => Promise<void>;
  readonly fireLoosely: () => void;
  readonly moveTo: (to: number) => void;
  readonly sleep: (ms: number) => void;
}
export interface Seen {
  readonly image: string;
  readonly toolTip: string;
  readonly menu: {
    readonly items: readonly {
      readonly label: string;
      readonly type: string;
      readonly click: () => void;
    }[];
  } | null;
  readonly menusSet: number;
  readonly imagesSet: number;
  /** What `flashFrame` was called with. */
  readonly flashes: readonly boolean[];
  readonly notifications: readonly {
    readonly title: string;
    readonly body: string;
    readonly silent: boolean;
  }[];
}
export interface MainGlobals {
  readonly cryptoAlarmClock: RemoteClock;
  readonly cryptoAlarmSeen: Seen;
}

/** The message bus of a desktop, so that what it shows does not depend on this machine. */
export interface FakeBus {
  readonly folder: string;
  readonly showTrays: (shows: boolean) => void;
  /** Answers wait from now on, for a second at most. */
  readonly hold: () => void;
  readonly letGo: () => void;
  /** Resolves once somebody has got an answer after `letGo`. */
  readonly answered: () => Promise<void>;
  readonly remove: () => void;
}

export function fakeGdbus(shows: boolean, showsNotifications = true): FakeBus {
  const folder = mkdtempSync(path.join(tmpdir(), 'alarm-gdbus-'));
  const [answer, held, done] = ['trays', 'held', 'done'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  const showTrays = (value: boolean) => writeFileSync(answer, `(<${value}>,)\n`);
  showTrays(shows);
  const file = path.join(folder, 'gdbus');
  const notifications = showsNotifications ? 'echo "(\'test\',)"' : 'exit 1';
  writeFileSync(
    file,
    `#!/bin/sh\ncase "$*" in *Notifications*) ${notifications} ;; *) while [ -e '${held}' ]; do sleep 0.02; done; cat '${answer}'; touch '${done}' ;; esac\n`,
  );
  chmodSync(file, 0o755);
  return {
    folder,
    showTrays,
    hold() {
      rmSync(done, { force: true });
      writeFileSync(held, '');
    },
    letGo: () => rmSync(held),
    async answered() {
      while (!existsSync(done)) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface LaunchSettings {
  readonly dataDir: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly showsTrays?: boolean;
  readonly showsNotifications?: boolean;
  /** A bus that the test goes on speaking for. */
  readonly bus?: FakeBus;
  /** Leaves time to the clock of the computer. */
  readonly startsAt?: number;
}

/** Starts the built desktop app on the double of Electron, or on the real one. */
export async function launchDesktop(settings: LaunchSettings): Promise<ElectronApplication> {
  const bus = settings.bus ?? fakeGdbus(settings.showsTrays ?? true, settings.showsNotifications);
  const kept = Object.entries(process.env).filter(([name]) => !/^(CRYPTO_ALARM_|ELECTRON_RUN)/.test(name));
  const { startsAt } = settings;
  const app = await _electron.launch({
    ...(onRealElectron ? {} : { executablePath: path.join(root, 'tests/double/electron') }),
    args: [
      '-r',
      path.join(import.meta.dirname, 'observe.cjs'),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '.',
      `--data-dir=${settings.dataDir}`,
      ...(settings.args ?? []),
    ],
    cwd: root,
    env: {
      ...(Object.fromEntries(kept) as Record<string, string>),
      TZ: 'UTC',
      PATH: `${bus.folder}${path.delimiter}${process.env['PATH'] ?? ''}`,
      ...(startsAt !== undefined && { CRYPTO_ALARM_TEST_START: String(startsAt) }),
      CRYPTO_ALARM_LOG_LEVEL: 'debug',
      ...settings.environment,
    },
  });
  app.once('close', () => {
    if (settings.bus === undefined) bus.remove();
  });
  app.on('window', (page) => page.once('crash', () => crashed.add(page)));
  return app;
}

/** The driver of these tests never talks to a page again that crashed once. */
const crashed = new WeakSet<Page>();

/** The page of the window, once it is at the interface. */
export async function pageOf(app: ElectronApplication): Promise<Page> {
  const isInterface = (page: Page) => !/about:blank|sound\.html/.test(page.url());
  for (;;) {
    const [page] = app.windows().filter((one) => !one.isClosed() && !crashed.has(one) && isInterface(one));
    if (page !== undefined) return page;
    // The first event may come before the first address.
    await Promise.race([
      app.waitForEvent('window', { timeout: 20_000 }).then((opened) => opened.waitForURL(/./)),
      new Promise((resolve) => setTimeout(resolve, 50)),
    ]);
  }
}

/** What the hidden window plays; silence where there is none. */
export async function listenToDesktop(app: ElectronApplication): Promise<Heard> {
  const sound = app.windows().find((page) => !page.isClosed() && /sound\.html/.test(page.url()));
  return sound === undefined ? { peak: 0, playing: 0, state: 'none' } : listenTo(sound);
}

interface DesktopClock extends WorldClock {
  readonly sleep: (ms: number) => Promise<void>;
}

function remoteClock(appNow: () => ElectronApplication, startsAt: number): DesktopClock {
  let now = startsAt;
  return {
    now: () => now,
    settle: () => appNow().evaluate(() => (globalThis as unknown as MainGlobals).cryptoAlarmClock.settle()),
    async sleep(ms) {
      now += ms;
      await appNow().evaluate((_, slept) => {
        (globalThis as unknown as MainGlobals).cryptoAlarmClock.sleep(slept);
      }, ms);
    },
    async advance(ms) {
      const until = now + ms;
      let due = await appNow().evaluate(() =>
        (globalThis as unknown as MainGlobals).cryptoAlarmClock.nextDue(),
      );
      while (due !== null && due <= until) {
        // The market is asked while the timer fires.
        now = Math.max(now, due);
        due = await appNow().evaluate(() =>
          (globalThis as unknown as MainGlobals).cryptoAlarmClock.fireNext(),
        );
      }
      now = until;
      await appNow().evaluate((_, to) => {
        (globalThis as unknown as MainGlobals).cryptoAlarmClock.moveTo(to);
      }, until);
    },
  };
}

/** Bugs that the app has survived and written down. */
export function bugsIn(dataDir: string): string[] {
  const lines = readFileSync(path.join(dataDir, 'app.log'), 'utf8').split('\n');
  return lines.filter((line) => /"event":"(host|command|source)\.bug"|"event":"storage\.failed"/.test(line));
}

export interface DesktopUnderTest extends HostUnderTest {
  readonly app: () => ElectronApplication;
  /** The computer sleeps: the wall clock goes on, timers stand still. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** The built desktop app in a process of its own, with real pages as windows. */
export async function startDesktopUnderTest(settings: HostSettings): Promise<DesktopUnderTest> {
  let app: ElectronApplication;
  let clock = remoteClock(() => app, settings.startsAt);
  const market = await settings.startMarket(() => clock.now());
  const start = async () => {
    const startsAt = clock.now();
    app = await launchDesktop({
      dataDir: settings.dataDir,
      startsAt,
      environment: {
        CRYPTO_ALARM_BINANCE_REST: market.url,
        CRYPTO_ALARM_COINGECKO_REST: market.url,
      },
    });
    clock = remoteClock(() => app, startsAt);
    watchPage(await pageOf(app), settings.complain);
  };
  await start();
  const resize: HostUnderTest['resize'] = async (page, { width, height }) => {
    const window = await app.browserWindow(page);
    await window.evaluate((each, size) => each.setContentSize(size.width, size.height), { width, height });
    await page.waitForFunction((wanted) => globalThis.innerWidth === wanted, width);
  };
  const call = async (name: string, input: unknown): Promise<AnyReply> =>
    (await pageOf(app)).evaluate(
      ([command, given]) =>
        (globalThis as unknown as { app: Bridge }).app.call(
          command as 'state.get',
          given,
        ) as Promise<AnyReply>,
      [name, input] as const,
    );
  return {
    kind: 'desktop',
    app: () => app,
    sleep: (ms) => clock.sleep(ms),
    clock: {
      now: () => clock.now(),
      advance: (ms) => clock.advance(ms),
      settle: () => clock.settle(),
    },
    async open(size) {
      const page = await pageOf(app);
      await resize(page, size);
      return page;
    },
    resize,
    call,
    listen: () => listenToDesktop(app),
    start,
    stop: () => app.close(),
    async pass(ms) {
      clock = remoteClock(() => app, clock.now() + ms);
    },
    async close() {
      await app.close();
      for (const bug of bugsIn(settings.dataDir)) settings.complain(bug);
    },
  };
}
