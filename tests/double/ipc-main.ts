import { EventEmitter } from 'node:events';
import { cloned } from './codec.ts';

type InvokeListener = Parameters<Electron.IpcMain['handle']>[1];

export class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, InvokeListener>();

  handle(channel: string, listener: InvokeListener): void {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    if (typeof listener !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`);
    }
    this.#handlers.set(channel, listener);
  }

  handleOnce(channel: string, listener: InvokeListener): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args) as unknown;
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** For the double's own modules: what a page's `invoke` gets. */
  static async answer(
    ipc: IpcMain,
    event: Electron.IpcMainInvokeEvent,
    channel: string,
    args: unknown[],
  ): Promise<unknown> {
    const handler = ipc.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return cloned(await handler(event, ...args));
  }
}

export const ipcMain = new IpcMain();

export function answerInvoke(
  event: Electron.IpcMainInvokeEvent,
  channel: string,
  args: unknown[],
): Promise<unknown> {
  return IpcMain.answer(ipcMain, event, channel, args);
}
