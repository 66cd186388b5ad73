import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { type LoopbackServer, startLoopbackServer } from '../../tests/feed-servers/loopback-server.ts';
import { createHttpClient } from '../http.ts';
import { errorOf, neverAborted, suiteNow, valueOf } from '../testing/harness.ts';

const proxyNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'];
const schema = z.array(z.number());
let server: LoopbackServer;
beforeEach(async () => {
  for (const name of proxyNames) {
    vi.stubEnv(name, '');
    vi.stubEnv(name.toLowerCase(), '');
  }
  server = await startLoopbackServer({
    now: () => suiteNow,
    route: ({ path }) => (path === '/moved/here' ? { status: 200, body: '[3]' } : null),
  });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

function get(baseUrl: string, path: string, headers = {}) {
  const client = createHttpClient({ baseUrl, headers, now: () => suiteNow });
  return client.get({ path, query: { q: 's3cret' }, schema, signal: neverAborted() });
}

test('a redirect within the same host is followed', async () => {
  server.failWith({ status: 301, headers: { location: '/moved/here' } }, /^\/here/);
  expect(valueOf(await get(server.url, '/here'))).toEqual([3]);
});

test('HTTP_PROXY of the environment is used', async () => {
  vi.stubEnv('HTTP_PROXY', server.url);
  server.failWith({ status: 200, body: '[4]' }, /^\/through$/);
  expect(valueOf(await get('http://prices.invalid', '/through'))).toEqual([4]);
  expect(server.requests[0]?.target).toBe('http://prices.invalid/through?q=s3cret');
});

test('HTTPS_PROXY of the environment is used as a tunnel, so that the proxy sees nothing but the host', async () => {
  const tunnels: { target: string | undefined; headers: string; firstByte: number | undefined }[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes: Buffer) => {
      tunnels.push({ target: request.url, headers: String(request.rawHeaders), firstByte: bytes[0] });
      socket.destroy();
    });
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  const error = errorOf(await get('https://prices.invalid', '/through', { 'x-key': 's3cret' }));
  expect(error).toMatchObject({ kind: 'offline', retryable: true });
  expect(tunnels).toHaveLength(1);
  expect(tunnels[0]?.target).toBe('prices.invalid:443');
  expect(tunnels[0]?.headers).not.toContain('s3cret');
  // The first byte of a TLS handshake.
  expect(tunnels[0]?.firstByte).toBe(0x16);
  await new Promise((resolve) => proxy.close(resolve));
});

test('a proxy that wants to know who asks is told as the proxy', async () => {
  vi.stubEnv('HTTP_PROXY', server.url);
  server.failWith({ status: 407, body: '<html>Proxy Authentication Required</html>' });
  const error = errorOf(await get('http://prices.invalid', '/through'));
  expect(error).toMatchObject({ kind: 'bad-response', cause: 'proxy', retryable: true });
});

test('NO_PROXY of the environment is honoured', async () => {
  vi.stubEnv('HTTP_PROXY', server.url);
  vi.stubEnv('NO_PROXY', 'prices.invalid');
  expect(errorOf(await get('http://prices.invalid', '/through')).kind).toBe('offline');
  expect(server.requests).toEqual([]);
});

test.each(['127.0.0.1', 'localhost'])('addresses of this machine such as %s take no proxy', async (host) => {
  vi.stubEnv('HTTP_PROXY', 'http://proxy.invalid');
  vi.stubEnv('HTTPS_PROXY', 'http://proxy.invalid');
  expect(valueOf(await get(server.url.replace('127.0.0.1', host), '/moved/here'))).toEqual([3]);
});
