import type { ElectronApplication, Page } from 'playwright-core';
import { within } from './reach.ts';

export interface Api {
  readonly refused: string;
  readonly nested: { list: number[] };
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  send(channel: string, ...args: unknown[]): void;
  on(channel: string, listener: (...args: unknown[]) => void): () => void;
}

/** What the fixture app and its page put into their worlds. */
declare global {
  var api: Api;
  var leaked: string | undefined;
  var heard: { calls: unknown[]; sent: unknown[]; seen?: unknown[] };
  var first: Electron.BrowserWindow;
  var openWindow: (options?: object) => Electron.BrowserWindow;
  var makeSound: () => HTMLAudioElement;
  var contextAtStart: AudioContext;
}

const made = { windows: 0 };

/** A second window; closed again by the test. */
export async function another(
  app: ElectronApplication,
  options: { url?: string; webPreferences?: object } = {},
): Promise<Page> {
  made.windows += 1;
  const mark = `?window=${made.windows}`;
  // By its address, because a window that an earlier test destroyed at once may still be reported.
  const isOurs = (one: Page): Promise<boolean> =>
    one
      .waitForURL((url) => url.search === mark)
      .then(
        () => true,
        () => false,
      );
  const given = { ...options, url: `${options.url ?? 'app://bundle/'}${mark}` };
  const [opened] = await Promise.all([
    app.waitForEvent('window', isOurs),
    within(app, (_electron, wanted) => void globalThis.openWindow(wanted), given),
  ]);
  await opened.waitForLoadState();
  return opened;
}
