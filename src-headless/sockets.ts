import type { Server as HttpServer } from 'node:http';
import { type Namespace, Server, type Socket } from 'socket.io';
import * as z from 'zod/mini';
import type { Runtime } from '../src-runtime/runtime.ts';
import { isOwnCaller } from './callers.ts';

const largestMessage = 64 * 1024;

function serve(socket: Socket, runtime: Runtime): void {
  const sender = { client: `browser ${socket.id.slice(0, 6)}` };
  socket.on('call', (name: unknown, ...rest: readonly unknown[]) => {
    // Without a callback there is nobody to answer, and a command without an answer is not run.
    const reply = rest.at(-1);
    if (typeof reply !== 'function') return;
    const input = rest.length > 1 ? rest[0] : undefined;
    void runtime.handle(name, input, sender).then((answer) => {
      (reply as (answer: unknown) => void)(answer);
    });
  });
}

const handshake = z.object({
  locale: z.string().check(z.maxLength(50), z.regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i)),
});

/** Where no language is set, the host speaks that of the browser that came last. */
function followBrowser(socket: Socket, runtime: Runtime): void {
  const parsed = handshake.safeParse(socket.handshake.auth);
  if (parsed.success) runtime.readBy(parsed.data.locale);
}

/** Tells all browsers what changes, and nothing while there are none: views are worked out only for listeners. */
function broadcast(app: Namespace, runtime: Runtime): () => void {
  let unsubscribe: (() => void) | null = null;
  app.on('connection', (socket) => {
    unsubscribe ??= runtime.onUpdate((update) => app.emit('update', update));
    followBrowser(socket, runtime);
    serve(socket, runtime);
    socket.on('disconnect', () => {
      if (app.sockets.size > 0) return;
      unsubscribe?.();
      unsubscribe = null;
    });
  });
  return () => unsubscribe?.();
}

/** Carries the contract over Socket.IO, namespace `/app`; `/` is left to other clients. */
export function attachSockets(http: HttpServer, runtime: Runtime): { readonly close: () => Promise<void> } {
  const io = new Server(http, {
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: largestMessage,
    allowRequest: (request, decide) => decide(null, isOwnCaller(request.headers)),
  });
  const unsubscribe = broadcast(io.of('/app'), runtime);
  return {
    async close() {
      unsubscribe();
      await io.close();
    },
  };
}
