import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One request as it came in. */
export interface SeenRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path and query exactly as they came over the wire. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
}

/**
 * How a server misbehaves: a fixed answer in place of the real one, no answer ever (`hang`), a cut connection before
 * (`reset`) or in the middle of the body (`cut`), or one byte now and then without end (`drip`).
 */
export type Failure =
  | { readonly status: number; readonly body?: string | Buffer; readonly headers?: Record<string, string> }
  | 'hang'
  | 'reset'
  | 'cut'
  | 'drip';

export interface LoopbackServer {
  readonly url: string;
  /** Every request since the start, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** From now on `failure` in place of the answers to the paths that match, null for good answers again. */
  readonly failWith: (failure: Failure | null, path?: RegExp) => void;
  /** Resolves when the next request has come in, before it is answered. */
  readonly nextRequest: () => Promise<SeenRequest>;
  readonly close: () => Promise<void>;
}

export interface LoopbackSettings {
  /** Null is a 404. */
  readonly route: (request: SeenRequest) => Answer | null;
  /** The clock behind the `Date` header. */
  readonly now: () => number;
  readonly port?: number;
}

/** A server on 127.0.0.1, on a free port unless one is named. */
export async function startLoopbackServer(settings: LoopbackSettings): Promise<LoopbackServer> {
  const requests: SeenRequest[] = [];
  const drips = new Set<NodeJS.Timeout>();
  let waiting: ((request: SeenRequest) => void)[] = [];
  let failure: Failure | null = null;
  let failing = /^/;

  const server = createServer((incoming, response) => {
    const target = incoming.url ?? '/';
    const { pathname, searchParams } = new URL(target, 'http://127.0.0.1');
    const request = { path: pathname, query: searchParams, target, headers: incoming.headers };
    requests.push(request);
    for (const resolve of waiting) resolve(request);
    waiting = [];
    response.setHeader('date', new Date(settings.now()).toUTCString());
    if (failure !== null && failing.test(pathname)) fail(response, failure, drips);
    else respond(response, settings.route(request) ?? { status: 404, body: 'not found' });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    failWith: (next, path = /^/) => {
      failure = next;
      failing = path;
    },
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        for (const drip of drips) clearInterval(drip);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function respond(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
  response.end(body);
}

function fail(response: ServerResponse, failure: Failure, drips: Set<NodeJS.Timeout>): void {
  if (failure === 'hang') return;
  if (failure === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (failure === 'cut') {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('[{"symbol":"BTC', () => response.socket?.destroy());
    return;
  }
  if (failure === 'drip') {
    response.writeHead(200);
    const drip = setInterval(() => response.write(' '), 5);
    drips.add(drip);
    response.once('close', () => clearInterval(drip));
    return;
  }
  respond(response, { body: '', ...failure });
}
