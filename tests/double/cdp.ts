import type { Readable, Writable } from 'node:stream';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

export type Commands = Protocol.CommandParameters;
export type Answers = Protocol.CommandReturnValues;
export type Events = Protocol.Events;
type Listener = (event: keyof Events, params: unknown) => void;

interface Message {
  readonly id?: number;
  readonly method?: keyof Events;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

interface Waiting {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (cause: Error) => void;
}

/** The double's own connection to Chromium: over a pipe, so that Chromium ends when this process does. */
export class Cdp {
  readonly #input: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #sessions = new Map<string, Listener>();
  #last = 0;
  #closed = false;
  #rest = '';

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    input.on('error', () => this.close());
    output.on('error', () => this.close());
    output.on('close', () => this.close());
    output.setEncoding('utf8');
    output.on('data', (text: string) => this.#read(text));
  }

  /** What happens in one session; the empty name stands for the browser itself. */
  listen(session: string, listener: Listener): void {
    this.#sessions.set(session, listener);
  }

  forget(session: string): void {
    this.#sessions.delete(session);
  }

  call<Name extends keyof Commands>(
    method: Name,
    params?: Commands[Name],
    session = '',
  ): Promise<Answers[Name]> {
    if (this.#closed) return Promise.reject(new Error(`${method}: Chromium has ended.`));
    this.#last += 1;
    const id = this.#last;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { method, resolve, reject });
    const message = { id, method, params: params ?? {}, ...(session === '' ? {} : { sessionId: session }) };
    this.#input.write(`${JSON.stringify(message)}\0`);
    return promise as Promise<Answers[Name]>;
  }

  close(): void {
    this.#closed = true;
    for (const { method, reject } of this.#waiting.values())
      reject(new Error(`${method}: Chromium has ended.`));
    this.#waiting.clear();
  }

  #read(text: string): void {
    const parts = (this.#rest + text).split('\0');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#take(JSON.parse(part) as Message);
  }

  #take(message: Message): void {
    if (message.id === undefined) {
      this.#tell(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
    else waiting?.resolve(message.result);
  }

  #tell({ method, params, sessionId }: Message): void {
    if (method === undefined) return;
    try {
      this.#sessions.get(sessionId ?? '')?.(method, params);
    } catch (cause) {
      // A listener of the app has thrown: that is an uncaught error of the app, and the rest is read on.
      queueMicrotask(() => {
        throw cause;
      });
    }
  }
}
