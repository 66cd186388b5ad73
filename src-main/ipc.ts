import { type BrowserWindow, ipcMain } from 'electron';
import type { Log } from '../src-runtime/log.ts';
import type { Runtime } from '../src-runtime/runtime.ts';
import { channels } from '../src-shared/contract/bridge.ts';
import { isFromInterface } from './sender.ts';

const sender = { client: 'desktop window' };

/** Answers the commands of our own page, and nobody else's. */
export function answerCalls(
  runtime: Pick<Runtime, 'handle'>,
  windowOf: () => BrowserWindow | null,
  origin: string,
  log: Log,
): void {
  ipcMain.handle(channels.call, (event, name: unknown, input: unknown) => {
    if (isFromInterface(event, windowOf(), origin)) return runtime.handle(name, input, sender);
    log.warn({ event: 'ipc.refused', webContents: event.sender.id });
    throw new Error('Commands are answered to the window of this app only.');
  });
}
