import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults, type Fault } from './faults.ts';

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
 * (`reset`) or in the middle of the body (`cut`), the first half of the real answer as if it were whole (`half`), or
 * one byte now and then without end (`drip`).
 */
export type Failure =
  | { readonly status: number; readonly body?: string | Buffer; readonly headers?: Record<string, string> }
  | 'hang'
  | 'reset'
  | 'cut'
  | 'half'
  | 'drip';

export interface LoopbackServer {
  readonly url: string;
  /** Every request since the start, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** From now on `failure` in place of the answers to the paths that match, null for good answers again. */
  readonly failWith: (failure: Failure | null, path?: RegExp) => void;
  /** From now on these strike one request or the other, where `failWith` does not; none for good answers again. */
  readonly strikeWith: (faults: readonly Fault[], seed?: number) => void;
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
  let faults = createFaults([]);

  const server = createServer((incoming, response) => {
    const target = incoming.url ?? '/';
    const { pathname, searchParams } = new URL(target, 'http://127.0.0.1');
    const request = { path: pathname, query: searchParams, target, headers: incoming.headers };
    requests.push(request);
    for (const resolve of waiting) resolve(request);
    waiting = [];
    response.setHeader('date', new Date(settings.now()).toUTCString());
    const struck = failure !== null && failing.test(pathname) ? failure : faults(pathname);
    const answer = () => settings.route(request) ?? { status: 404, body: 'not found' };
    if (struck === 'half') respond(response, halfOf(answer()));
    else if (struck === null) respond(response, answer());
    else fail(response, struck, drips);
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
    strikeWith: (list, seed) => {
      faults = createFaults(list, seed);
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

function halfOf({ body, ...answer }: Answer): Answer {
  return { ...answer, body: body.slice(0, body.length / 2) };
}

function fail(response: ServerResponse, failure: Exclude<Failure, 'half'>, drips: Set<NodeJS.Timeout>): void {
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
