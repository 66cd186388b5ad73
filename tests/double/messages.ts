import { decode, encode } from './codec.ts';
import { desk } from './desk.ts';
import { asElectron, makeEvent } from './emitter.ts';
import { answerInvoke, ipcMain } from './ipc-main.ts';
import { decide, type Question } from './permissions.ts';
import type { Session } from './session.ts';
import type { WebContents } from './web-contents.ts';

interface Message {
  readonly kind:
    | 'invoke'
    | 'send'
    | 'preload-error'
    | 'permission-request'
    | 'permission-check'
    | 'close'
    | 'navigate'
    | 'title';
  readonly id?: string;
  readonly channel?: string;
  readonly args?: unknown;
  readonly error?: unknown;
  readonly permission?: string;
  readonly url?: string;
  readonly title?: string;
  readonly details?: Question['details'];
}

interface Around {
  readonly contents: WebContents;
  readonly session: Session;
  readonly preload: string;
  pageUrl(): string;
  follow(url: string): void;
  titled(title: string): void;
  deliver(kind: string, message: object): void;
}

function ipcEvent({ contents }: Around): Electron.IpcMainInvokeEvent & Electron.IpcMainEvent {
  return asElectron(
    makeEvent({
      type: 'frame' as const,
      sender: contents,
      senderFrame: desk.senderFrameIsNull ? null : contents.mainFrame,
      processId: contents.id,
      frameId: 1,
      ports: [],
      returnValue: undefined,
      reply: (channel: string, ...args: unknown[]) => contents.send(channel, ...args),
    }),
  );
}

async function invoke(around: Around, message: Message): Promise<void> {
  const channel = message.channel ?? '';
  try {
    const args = decode(message.args) as unknown[];
    const value = encode(await answerInvoke(ipcEvent(around), channel, args));
    around.deliver('reply', { id: message.id, value });
  } catch (cause) {
    console.error(`Error occurred in handler for '${channel}':`, cause);
    // Only the text travels, as in Electron: fields of the error are lost.
    around.deliver('reply', {
      id: message.id,
      error: `Error invoking remote method '${channel}': ${String(cause)}`,
    });
  }
}

function preloadError({ contents, preload }: Around, message: Message): void {
  const [name = 'Error', text = '', stack = ''] = decode(message.error) as string[];
  const error = Object.assign(new Error(text), { name, stack });
  contents.emit('preload-error', makeEvent({}), preload, error);
}

function sent(around: Around, message: Message): void {
  const channel = message.channel ?? '';
  const event = ipcEvent(around);
  const args = decode(message.args) as unknown[];
  around.contents.emit('ipc-message', event, channel, ...args);
  ipcMain.emit(channel, event, ...args);
}

async function permission(around: Around, message: Message): Promise<void> {
  const kind = message.kind === 'permission-check' ? message.kind : 'permission-request';
  const question = {
    permission: message.permission ?? '',
    ...(message.details && { details: message.details }),
  };
  await decide(kind, around.session, around.contents, around.pageUrl(), question);
  around.deliver('reply', { id: message.id, value: null });
}

const takers: Readonly<Record<Message['kind'], (around: Around, message: Message) => void>> = {
  invoke: (around, message) => void invoke(around, message),
  send: sent,
  'preload-error': preloadError,
  'permission-request': (around, message) => void permission(around, message),
  'permission-check': (around, message) => void permission(around, message),
  close: ({ contents }) => contents.close(),
  navigate: (around, { url = '' }) => around.follow(url),
  title: (around, { title = '' }) => around.titled(title),
};

/** Takes what a page's runtime has posted. */
export function takeMessage(around: Around, payload: string): void {
  const message = JSON.parse(payload) as Message;
  takers[message.kind](around, message);
}
