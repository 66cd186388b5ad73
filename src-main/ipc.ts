import { type BrowserWindow, ipcMain } from 'electron';
import { createFailures } from '../src-runtime/failures.ts';
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
  const told = createFailures();
  ipcMain.handle(channels.call, (event, name: unknown, input: unknown) => {
    if (isFromInterface(event, windowOf(), origin)) return runtime.handle(name, input, sender);
    const { id } = event.sender;
    if (told.isNews('sender', id)) log.warn({ event: 'ipc.refused', webContents: id });
    throw new Error('Commands are answered to the window of this app only.');
  });
}
