import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { bridgedHost, fromHttp, schemeHandler, schemePrivileges, setBridgePort } from './schemes.ts';

const ownToHttp = new Set(['host', 'connection', 'keep-alive', 'upgrade-insecure-requests']);
const addresses = new Set(['origin', 'referer']);

function requestHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || ownToHttp.has(name)) continue;
    const text = Array.isArray(value) ? value.join(', ') : value;
    headers.set(name, addresses.has(name) ? fromHttp(text) : text);
  }
  return headers;
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  // Electron goes by the handler's own headers: nothing is added that could hide one that is missing.
  response.writeHead(answer.status, answer.statusText || undefined, [...answer.headers].flat());
  if (answer.body === null) {
    response.end();
    return;
  }
  await new Promise<void>((resolve, reject) => {
    Readable.fromWeb(answer.body as never)
      .on('error', reject)
      .pipe(response)
      .on('close', resolve)
      .on('error', reject);
  });
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const found = bridgedHost((request.headers.host ?? '').replace(/:\d+$/, ''));
  const handler = found && schemeHandler(found.scheme);
  const fetched = request.headers['sec-fetch-dest'] === 'empty';
  if (!found || !handler || (fetched && !schemePrivileges(found.scheme).supportFetchAPI)) {
    request.socket.destroy();
    return;
  }
  const method = request.method ?? 'GET';
  const body =
    method === 'GET' || method === 'HEAD' ? null : (Readable.toWeb(request) as unknown as ReadableStream);
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers: requestHeaders(request),
    body,
    duplex: 'half',
  };
  const asked = new Request(`${found.scheme}://${found.host}${request.url ?? '/'}`, init);
  await send(await handler(asked), response);
}

/** Serves the app's schemes to Chromium. A handler that fails is a failed load, as in Electron. */
export async function startBridge(): Promise<void> {
  const server = createServer((request, response) => {
    answer(request, response).catch((cause: unknown) => {
      process.stderr.write(
        `double: the protocol handler failed for ${request.url ?? ''}: ${String(cause)}\n`,
      );
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  setBridgePort((server.address() as AddressInfo).port);
}
