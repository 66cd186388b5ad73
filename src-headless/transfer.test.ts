import { request as httpRequest } from 'node:http';
import { connect as connectTcp } from 'node:net';
import path from 'node:path';
import { io } from 'socket.io-client';
import { describe, expect, test } from 'vitest';
import { temporaryFolders } from '../src-runtime/testing/temp-folder.ts';
import { largestImportBytes } from '../src-shared/contract/transfer.ts';
import { type HeadlessHost, startHeadless } from './host.ts';
import { type Answer, answerTo, testHostOptions } from './testing/test-host.ts';

const folders = temporaryFolders();
const btc = 'simulated:BTCUSDT';

async function start(): Promise<HeadlessHost & { readonly port: number }> {
  const dataDir = path.join(folders.make(), 'data');
  const host = await startHeadless(testHostOptions({ dataDir, pollMs: 60_000 }));
  folders.closeAfter(() => host.stop());
  return { ...host, port: Number(new URL(host.address).port) };
}

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Written one after the other, as the other side takes them. */
  readonly parts?: Iterable<string | Buffer>;
}

/** A request whose body has no length of its own unless a header says one. */
function ask(port: number, target: string, { method = 'POST', headers = {}, parts = [] }: Sent = {}) {
  const request = httpRequest({ host: '127.0.0.1', port, path: target, method, headers, agent: false });
  const answer = answerTo(request);
  void (async () => {
    for (const part of parts) {
      if (!request.write(part)) await new Promise((resolveDrain) => request.once('drain', resolveDrain));
    }
    request.end();
  })();
  return answer;
}

const upload = (port: number, text: string | Buffer, headers: Record<string, string> = {}) =>
  ask(port, '/app/import', { parts: [text], headers });

const replyOf = ({ body }: Answer) =>
  JSON.parse(body) as { ok: boolean; code?: string; message?: string; data?: Record<string, unknown> };

/** A host that watches one pair with an alarm. */
async function used() {
  const host = await start();
  const sender = { client: 'test' };
  await host.runtime.handle('pair.add', { id: btc }, sender);
  const condition = { kind: 'target', price: 1, direction: 'down' };
  await host.runtime.handle('alarm.add', { pairId: btc, condition }, sender);
  return host;
}

describe('a file over HTTP', () => {
  test('goes from one host to another: export, upload, and the token over the socket', async () => {
    const [from, to] = [await used(), await start()];
    const download = await ask(from.port, '/app/export', { method: 'GET' });
    expect(download.status).toBe(200);
    expect(download.headers).toMatchObject({
      'content-type': 'application/json',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="crypto-price-alarm-\d{4}-\d\d-\d\d\.json"$/,
      ),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const answer = await upload(to.port, download.body);
    expect(answer.status).toBe(200);
    const { data } = replyOf(answer);
    expect(data).toMatchObject({ from: 'this app', pairs: { added: [{ id: btc }] } });
    const socket = io(`${to.address}/app`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    folders.closeAfter(() => socket.disconnect());
    const applied = await socket
      .timeout(5_000)
      .emitWithAck('call', 'data.applyImport', { token: data?.['token'] });
    expect(applied).toEqual({ ok: true, data: { pairs: 1, alarms: 1, settings: 0 } });
    expect(to.runtime.health()).toMatchObject({ pairs: 1, alarms: 1 });
  });

  test('a download may be asked for without its body', async () => {
    const { port } = await used();
    const head = await ask(port, '/app/export', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '' });
  });

  test.each([
    ['/app/import', ['GET', 'PUT', 'DELETE', 'OPTIONS'], 'POST'],
    ['/app/export', ['POST', 'PUT', 'DELETE'], 'GET, HEAD'],
  ])('%s answers no other method', async (address, methods, allowed) => {
    const { port } = await start();
    for (const method of methods) {
      const answer = await ask(port, address, { method });
      expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, allowed]);
    }
  });

  test.each(['/app', '/app/', '/app/imports', '/app/import/x', '/app/constructor'])(
    '%s is nothing',
    async (address) => {
      const { port } = await start();
      expect((await ask(port, address, { method: 'GET' })).status).toBe(404);
    },
  );
});

describe('an upload of another page', () => {
  test.each<[string, Record<string, string>]>([
    ['with an origin of its own', { origin: 'https://evil.example' }],
    ['with no origin to speak of', { origin: 'null' }],
    ['of another port of this computer', { origin: 'http://127.0.0.1:3000' }],
    ['under a name that points here', { host: 'evil.example' }],
    ['that the browser calls another site', { 'sec-fetch-site': 'cross-site' }],
    ['that the browser calls the same site', { 'sec-fetch-site': 'same-site' }],
  ])('%s is refused, and so is its download', async (_, headers) => {
    const host = await used();
    const text = (await ask(host.port, '/app/export', { method: 'GET' })).body;
    const answers = [
      await upload(host.port, text, headers),
      await ask(host.port, '/app/export', { method: 'GET', headers }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(answer.body).toBe('This app answers only pages of its own on this computer.\n');
    }
  });

  test('of our own page is answered', async () => {
    const host = await used();
    const own = { origin: host.address, 'sec-fetch-site': 'same-origin' };
    expect((await upload(host.port, '{"assets":{}}', own)).status).toBe(200);
    const typed = { 'sec-fetch-site': 'none' };
    expect((await ask(host.port, '/app/export', { method: 'GET', headers: typed })).status).toBe(200);
  });
});

describe('what is no file to import', () => {
  test.each<[string, string | Buffer, string]>([
    ['nothing', '', 'unreadable-import'],
    ['torn JSON', '{"app":"crypto-price-alarm","version":2,"pairs":[', 'unreadable-import'],
    ['a form', 'file=%7B%22assets%22%3A%7B%7D%7D', 'unreadable-import'],
    ['a file in parts', '--x\r\nContent-Disposition: form-data\r\n\r\n{}\r\n--x--', 'unreadable-import'],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'unreadable-import'],
    ['text of another encoding', Buffer.from('{"assets":{}}', 'utf16le'), 'unreadable-import'],
    ['JSON of somebody else', '{"hello":"world"}', 'unreadable-import'],
    ['a newer file', '{"app":"crypto-price-alarm","version":9}', 'newer-import'],
    ['JSON that is very deep', `${'['.repeat(100_000)}`, 'unreadable-import'],
    ['an object that would be a prototype', '{"__proto__":{"assets":{}}}', 'unreadable-import'],
  ])('%s: is refused with a sentence, and the host goes on', async (_, content, code) => {
    const { port } = await start();
    const answer = await upload(port, content);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(replyOf(answer)).toMatchObject({ ok: false, code, message: expect.stringMatching(/^[A-Z].*\.$/) });
    expect((await ask(port, '/health', { method: 'GET' })).status).toBe(200);
  });

  test('somebody who hangs up in the middle is nobody’s trouble', async () => {
    const { port } = await start();
    await new Promise<void>((resolve) => {
      const tcp = connectTcp(port, '127.0.0.1', () => {
        tcp.write(
          `POST /app/import HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 100000\r\n\r\n{"assets"`,
          () => tcp.destroy(),
        );
      });
      tcp.on('close', () => resolve());
    });
    expect((await ask(port, '/health', { method: 'GET' })).status).toBe(200);
  });
});

const megabyte = 1_048_576;

/** A file of the first app of this many bytes, most of them past prices. */
function* fileOf(bytes: number): Generator<Buffer> {
  const [head, tail] = ['{"assets":{},"alarms":{},"price_history":{"X":"', '"}}'];
  yield Buffer.from(head);
  let left = bytes - head.length - tail.length;
  while (left > 0) {
    const length = Math.min(left, megabyte);
    yield Buffer.alloc(length, 'x');
    left -= length;
  }
  yield Buffer.from(tail);
}

describe('the limit of 64 MB', { timeout: 60_000 }, () => {
  test('a file of exactly that is read', async () => {
    expect(largestImportBytes).toBe(64 * megabyte);
    const { port } = await start();
    const answer = await ask(port, '/app/import', { parts: fileOf(64 * megabyte) });
    expect(replyOf(answer)).toMatchObject({ ok: true, data: { from: 'first app' } });
  });

  test.each<[string, Record<string, string>]>([
    ['counted as it comes', {}],
    ['by what it says of itself', { 'content-length': String(64 * megabyte + 1) }],
  ])('one byte more is refused, %s', async (_, headers) => {
    const { port } = await start();
    const answer = await ask(port, '/app/import', { parts: fileOf(64 * megabyte + 1), headers });
    expect(answer.status).toBe(413);
    expect(replyOf(answer)).toEqual({
      ok: false,
      code: 'import-too-large',
      message: 'That file is larger than 64 MB. Choose another file.',
    });
    expect((await ask(port, '/health', { method: 'GET' })).status).toBe(200);
  });

  test('one without end is cut off', async () => {
    const { port } = await start();
    let sent = 0;
    function* endless(): Generator<Buffer> {
      for (; sent < 1_000; sent += 1) yield Buffer.alloc(megabyte, 'x');
    }
    const outcome = await ask(port, '/app/import', { parts: endless() }).then(
      ({ status }) => status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(outcome);
    expect(sent).toBeLessThan(200);
    expect((await ask(port, '/health', { method: 'GET' })).status).toBe(200);
  });
});
