import type { decode, encode } from './codec.ts';

/** What the page's side of the double has to know; it travels as JSON. */
export interface RuntimeConfig {
  readonly secret: string;
  readonly preloadPath: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string>>;
}

type PreloadScript = (
  require: (id: string) => unknown,
  module: object,
  exports: object,
  process: object,
) => void;
type Listener = (event: object, ...args: unknown[]) => void;
interface Pending {
  resolve(value: unknown): void;
  reject(cause: Error): void;
}

/**
 * Runs in every document before its own scripts, as text: nothing from outside is in reach. It gives the preload
 * script its `require('electron')` and keeps the connection to the main process out of the page's sight.
 */
export function pageRuntime(
  config: RuntimeConfig,
  toJson: typeof encode,
  fromJson: typeof decode,
  preload: PreloadScript | null,
): void {
  const world = globalThis as unknown as Record<string | symbol, unknown>;
  const post = world['__electronDoublePost'] as ((text: string) => void) | undefined;
  delete world['__electronDoublePost'];
  // As in Electron, the preload script runs in the main frame only; and an empty window has loaded nothing yet.
  if (post === undefined || window !== window.top || location.href === 'about:blank') return;

  const listeners = new Map<string, Listener[]>();
  const pending = new Map<string, Pending>();
  const documentId = Math.random().toString(36).slice(2);
  let last = 0;
  const clone = (value: unknown): unknown => {
    try {
      return toJson(structuredClone(value));
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };
  const tell = (kind: string, message: object): void => post(JSON.stringify({ kind, ...message }));
  const ask = (kind: string, message: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = `${documentId}:${last}`;
      pending.set(id, { resolve, reject });
      tell(kind, { id, ...message });
    });

  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]) => ask('invoke', { channel, args: clone(args) }),
    send: (channel: string, ...args: unknown[]) => tell('send', { channel, args: clone(args) }),
    sendSync(): never {
      throw new Error('The double has no ipcRenderer.sendSync.');
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    once(channel: string, listener: Listener) {
      const first = Object.assign(
        (event: object, ...args: unknown[]) => {
          ipcRenderer.off(channel, first);
          listener(event, ...args);
        },
        { listener },
      );
      return ipcRenderer.on(channel, first);
    },
    off(channel: string, listener: Listener) {
      const kept = (listeners.get(channel) ?? []).filter(
        (one) => one !== listener && (one as { listener?: Listener }).listener !== listener,
      );
      listeners.set(channel, kept);
      return ipcRenderer;
    },
    addListener: (channel: string, listener: Listener) => ipcRenderer.on(channel, listener),
    removeListener: (channel: string, listener: Listener) => ipcRenderer.off(channel, listener),
    removeAllListeners(channel?: string) {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  };

  Object.defineProperty(world, config.secret, {
    value: (
      kind: string,
      message: { channel: string; args: unknown; id: string; value: unknown; error?: string },
    ) => {
      if (kind === 'event') {
        const args = fromJson(message.args) as unknown[];
        for (const listener of listeners.get(message.channel) ?? []) {
          listener({ sender: ipcRenderer, ports: [] }, ...args);
        }
        return;
      }
      const waiting = pending.get(message.id);
      pending.delete(message.id);
      if (message.error === undefined) waiting?.resolve(fromJson(message.value));
      else waiting?.reject(new Error(message.error));
    },
  });
  Object.defineProperty(world, `${config.secret}-ask`, { value: ask });
  // Chromium lets a page close only what a page has opened; in Electron it is the window's own.
  window.close = () => tell('close', {});
  const known = /^(https?|file|about|data|blob|javascript):/;
  globalThis.navigation?.addEventListener('navigate', (event) => {
    const { url } = event.destination;
    if (known.test(url) || !event.cancelable) return;
    event.preventDefault();
    tell('navigate', { url });
  });
  addEventListener('DOMContentLoaded', () => {
    const tellTitle = (): void => tell('title', { title: document.title });
    if (document.title !== '') tellTitle();
    if (document.head === null) return;
    new MutationObserver(tellTitle).observe(document.head, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
  if (preload === null) return;

  // The bridge copies: functions are wrapped, plain data is copied and frozen, prototypes and symbols are lost.
  const copy = (value: unknown, seen: Map<unknown, unknown>): unknown => {
    if (typeof value === 'function') {
      return (...args: unknown[]) => {
        const given = args.map((argument) => copy(argument, new Map()));
        return copy((value as (...all: unknown[]) => unknown)(...given), new Map());
      };
    }
    if (value === null || typeof value !== 'object') {
      if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
      return value;
    }
    if (value instanceof Promise) return value.then((inner) => copy(inner, new Map()));
    if (value instanceof Error) return new Error(value.message);
    if (seen.has(value)) return seen.get(value);
    const plain =
      Array.isArray(value) || !/^(Date|RegExp|Map|Set|ArrayBuffer|\w+Array)$/.test(value.constructor?.name);
    if (!plain) return structuredClone(value);
    const made: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
    seen.set(value, made);
    for (const [key, item] of Object.entries(value))
      (made as Record<string, unknown>)[key] = copy(item, seen);
    return made;
  };
  const frozen = (value: unknown): unknown => {
    if (
      value !== null &&
      typeof value === 'object' &&
      !Object.isFrozen(value) &&
      !ArrayBuffer.isView(value)
    ) {
      Object.freeze(value);
      for (const item of Object.values(value)) frozen(item);
    }
    return value;
  };
  const exposed = new Map<string, unknown>();
  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown) {
      if (name in world || exposed.has(name)) {
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      }
      exposed.set(name, frozen(copy(api, new Map())));
    },
  };
  const electron = { contextBridge, ipcRenderer };
  const require = (id: string): unknown => {
    if (id === 'electron' || id === 'electron/renderer' || id === 'electron/common') return electron;
    throw new Error(`module not found: ${id}`);
  };
  const sandboxProcess = {
    type: 'renderer',
    platform: config.platform,
    sandboxed: true,
    contextIsolated: true,
    versions: config.versions,
    env: {},
    argv: [],
  };
  const before = new Set(Reflect.ownKeys(world));
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, sandboxProcess);
    // Its globals belong to a world of its own in Electron.
    for (const key of Reflect.ownKeys(world)) if (!before.has(key)) delete world[key];
    for (const [name, value] of exposed) Object.defineProperty(world, name, { value, enumerable: true });
  } catch (cause) {
    const { name, message, stack } = cause instanceof Error ? cause : new Error(String(cause));
    console.error(`Unable to load preload script: ${config.preloadPath}`);
    tell('preload-error', { error: toJson([name, message, stack ?? '']) });
  }
}
