import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { connect as connectTcp } from 'node:net';
import path from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { describe, expect, test } from 'vitest';
import { StartError } from '../src-runtime/hosting/start-error.ts';
import { temporaryFolders } from '../src-runtime/testing/temp-folder.ts';
import type { Snapshot, Update } from '../src-shared/contract/schemas.ts';
import { type HeadlessHost, type HostOptions, startHeadless } from './host.ts';
import { type Answer, answerTo, testHostOptions } from './testing/test-host.ts';

const folders = temporaryFolders();
const btc = 'simulated:BTCUSDT';

function makePages(): string {
  const folder = folders.make();
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>test</title>');
  writeFileSync(path.join(folder, 'assets', 'index-abc123.js'), 'void 0;');
  writeFileSync(path.join(folder, 'assets', 'alarm.wav'), 'RIFF');
  writeFileSync(path.join(folder, 'secret.env'), 'KEY=1');
  return folder;
}

type Settings = HostOptions['settings'];

function optionsWith(settings: Partial<Settings> = {}, pagesDir = makePages()): HostOptions {
  return testHostOptions({ dataDir: path.join(folders.make(), 'data'), ...settings }, pagesDir);
}

async function start(settings: Partial<Settings> = {}): Promise<HeadlessHost & { readonly port: number }> {
  const host = await startHeadless(optionsWith(settings));
  folders.closeAfter(() => host.stop());
  return { ...host, port: Number(new URL(host.address).port) };
}

/** A request with the headers and the address exactly as given. */
function ask(
  port: number,
  target: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const request = httpRequest({ host: '127.0.0.1', port, path: target, method, headers, agent: false });
  const answer = answerTo(request);
  request.end();
  return answer;
}

interface Connection {
  readonly socket: Socket;
  readonly updates: Update[];
  readonly call: (
    name: unknown,
    input?: unknown,
  ) => Promise<{ ok: boolean; data?: unknown; code?: string; message?: string }>;
  readonly state: () => Promise<Snapshot>;
}

function open(address: string, headers: Record<string, string> = {}, namespace = '/app'): Socket {
  const socket = io(`${address}${namespace}`, {
    transports: ['websocket'],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  });
  folders.closeAfter(() => socket.disconnect());
  return socket;
}

async function connect(address: string, headers: Record<string, string> = {}): Promise<Connection> {
  const socket = open(address, headers);
  const updates: Update[] = [];
  socket.on('update', (update: Update) => updates.push(update));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
  const call: Connection['call'] = (name, input = {}) =>
    socket.timeout(5_000).emitWithAck('call', name, input);
  return { socket, updates, call, state: async () => (await call('state.get')).data as Snapshot };
}

/** Polls until it holds; a deadline, never a fixed wait. */
async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const refusedToConnect = (socket: Socket) =>
  new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(false));
    socket.once('connect_error', () => resolve(true));
  });

describe('the pages', () => {
  test('are the interface, with its types', async () => {
    const { port } = await start();
    const index = await ask(port, '/');
    expect(index).toMatchObject({ status: 200, body: '<!doctype html><title>test</title>' });
    expect(index.headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await ask(port, '/index.html')).body).toBe(index.body);
    expect((await ask(port, '/?from=here#there')).status).toBe(200);
    expect((await ask(port, '/assets/alarm.wav')).headers['content-type']).toBe('audio/wav');
  });

  test('may load our own files only, are not kept where they change, and are kept where they do not', async () => {
    const { port } = await start();
    const { headers } = await ask(port, '/');
    const policy = String(headers['content-security-policy']);
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy.split('; ')).toContain(rule);
    }
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${port}`);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
    expect(headers['cache-control']).toBe('no-cache');
    expect((await ask(port, '/assets/index-abc123.js')).headers['cache-control']).toContain('immutable');
  });

  test('every answer says that its type is not to be guessed, and lets no other page embed it', async () => {
    const { port } = await start();
    for (const answer of [
      await ask(port, '/'),
      await ask(port, '/health'),
      await ask(port, '/nothing'),
      await ask(port, '/', { origin: 'https://evil.example' }),
      await ask(port, '/', {}, 'POST'),
    ]) {
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      expect(answer.headers).not.toHaveProperty('x-powered-by');
    }
  });

  test.each([
    '/nothing',
    '/assets',
    '/assets/',
    '/secret.env',
    '/../secret.env',
    '/..%2fsecret.env',
    '/assets/../secret.env',
    '/assets/..%5c..%5csecret.env',
    '/%2e%2e/%2e%2e/etc/passwd',
    '//etc/passwd',
    '/index.html%00.js',
    '/__proto__',
    '/constructor',
    'http://127.0.0.1/etc/passwd',
  ])('what is not among them is not there: %s', async (target) => {
    const { port } = await start();
    const answer = await ask(port, target);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.body).toMatch(/^There is nothing here/);
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('nothing can be changed by %s', async (method) => {
    const { port } = await start();
    expect((await ask(port, '/', {}, method)).status).toBe(405);
    expect((await ask(port, '/health', {}, method)).status).toBe(405);
  });

  test('HEAD answers the same without a body', async () => {
    const { port } = await start();
    const [head, get] = [await ask(port, '/', {}, 'HEAD'), await ask(port, '/')];
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });
});

describe('health', () => {
  test('tells version, uptime, pairs, alarms, and each source with its state, last success and age', async () => {
    const { port, address } = await start();
    const empty = await ask(port, '/health');
    expect(empty.headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    expect(JSON.parse(empty.body)).toMatchObject({
      status: 'ok',
      version: '1.2.3',
      uptimeMs: expect.any(Number),
      pairs: 0,
      alarms: 0,
      ringing: 0,
      sources: [{ id: 'simulated', state: 'starting', lastSuccessAgeMs: null, failure: null }],
    });
    const { call } = await connect(address);
    await call('pair.add', { id: btc });
    await call('alarm.add', { pairId: btc, condition: { kind: 'target', price: 1, direction: 'down' } });
    await call('ring.test');
    await until(
      async () => JSON.parse((await ask(port, '/health')).body).sources[0].state === 'live',
      'live',
    );
    expect(JSON.parse((await ask(port, '/health')).body)).toMatchObject({
      pairs: 1,
      alarms: 1,
      ringing: 1,
      sources: [{ state: 'live', lastSuccessAgeMs: expect.any(Number), pairs: 1 }],
    });
  });
});

describe('regression 17: a page elsewhere', () => {
  const foreign = ['https://evil.example', 'null', 'http://localhost:1', 'http://127.0.0.1:3000'];

  test.each(foreign)('with the origin %s gets no page, no health and no socket', async (origin) => {
    const { port, address } = await start();
    for (const target of ['/', '/health', '/nothing']) {
      const answer = await ask(port, target, { origin });
      expect(answer.status).toBe(403);
      expect(answer.body).toMatch(/^This app answers only pages of its own/);
    }
    expect(await refusedToConnect(open(address, { origin }))).toBe(true);
  });

  test.each([
    'evil.example',
    'evil.example:8787',
    '192.168.1.5',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
  ])('that made the name %s point here gets no page, no health and no socket', async (host) => {
    const { port, address } = await start();
    expect((await ask(port, '/', { host })).status).toBe(403);
    expect((await ask(port, '/health', { host })).status).toBe(403);
    expect(await refusedToConnect(open(address, { host }))).toBe(true);
    expect(await refusedToConnect(open(address, { host, origin: `http://${host}` }))).toBe(true);
  });

  test('cannot delete an alarm, whatever way it tries', async () => {
    const { port, address } = await start();
    const ours = await connect(address, { origin: address });
    await ours.call('pair.add', { id: btc });
    const added = await ours.call('alarm.add', {
      pairId: btc,
      condition: { kind: 'target', price: 1, direction: 'down' },
    });
    const { id } = (added.data as { alarm: { id: string } }).alarm;
    const origin = 'https://evil.example';

    expect(await refusedToConnect(open(address, { origin }))).toBe(true);
    expect(await refusedToConnect(open(address, { origin }, '/'))).toBe(true);
    const frame = `42/app,0["call","alarm.remove",{"id":"${id}"}]`;
    for (const target of [
      '/socket.io/?EIO=4&transport=polling',
      '/socket.io/?EIO=4&transport=polling&sid=x',
      '/socket.io/?EIO=4&transport=websocket',
      '/app',
    ]) {
      for (const method of ['GET', 'POST']) {
        const answer = await ask(port, target, { origin, 'content-type': 'text/plain' }, method);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.body).not.toContain('"sid"');
      }
    }
    const raw = await rawUpgrade(port, origin, frame);
    expect(raw).not.toContain('101 Switching Protocols');
    expect((await ours.state()).alarms.map((alarm) => alarm.id)).toEqual([id]);
  });

  test('cannot read over a socket that its name smuggled into the query', async () => {
    const { port } = await start();
    const answer = await ask(port, `/socket.io/?EIO=4&transport=polling&host=127.0.0.1:${port}`, {
      host: 'evil.example',
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });
});

/** A handshake by hand, as a page in a browser makes it, with a frame behind it. */
function rawUpgrade(port: number, origin: string, frame: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const tcp = connectTcp(port, '127.0.0.1', () => {
      tcp.write(
        [
          'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
          `Host: 127.0.0.1:${port}`,
          `Origin: ${origin}`,
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          '',
          frame,
        ].join('\r\n'),
      );
    });
    let answer = '';
    tcp.setEncoding('utf8');
    tcp.on('data', (part: string) => {
      answer += part;
    });
    tcp.on('close', () => resolve(answer));
    tcp.on('error', reject);
  });
}

describe('sockets', () => {
  test('a page of ours and a program without origin are let in', async () => {
    const { address } = await start();
    expect((await connect(address, { origin: address })).socket.connected).toBe(true);
    expect((await connect(address)).socket.connected).toBe(true);
  });

  test('two see the same numbered updates, and a dismissal by one is seen by both', async () => {
    const { address } = await start();
    const [one, two] = [await connect(address), await connect(address)];
    const [before] = [await one.state(), await two.state()];
    await one.call('pair.add', { id: btc });
    await two.call('ring.test');
    await until(
      () => [one, two].every(({ updates }) => updates.some(({ ringing }) => ringing?.length === 1)),
      'both hear it',
    );
    expect(await two.call('ring.dismiss', { ids: ['test'] })).toEqual({ ok: true, data: { dismissed: 1 } });
    await until(
      () => [one, two].every(({ updates }) => updates.some(({ ringing }) => ringing?.length === 0)),
      'both fall silent',
    );
    const shared = Math.min(one.updates.length, two.updates.length);
    expect(one.updates.slice(0, shared)).toEqual(two.updates.slice(0, shared));
    const numbers = one.updates.map(({ seq }) => seq);
    expect(numbers[0]).toBe(before.seq + 1);
    expect(numbers).toEqual(numbers.map((_, index) => before.seq + 1 + index));
  });

  test('an acknowledgement names the browser it came from', async () => {
    const { address } = await start();
    const { call, socket } = await connect(address);
    await call('pair.add', { id: btc });
    await call('alarm.add', {
      pairId: btc,
      condition: { kind: 'move', percent: 0.0001, direction: 'any', over: { kind: 'since start' } },
    });
    await until(async () => ((await call('state.get')).data as Snapshot).ringing.length > 0, 'it rings');
    await call('ring.dismissAll');
    const chart = (await call('chart.get', { pairId: btc })).data as {
      firings: { acknowledgedBy: string | null }[];
    };
    expect(chart.firings.map(({ acknowledgedBy }) => acknowledgedBy)).toContain(
      `browser ${socket.id?.slice(0, 6)}`,
    );
  }, 15_000);

  test('one that leaves does not end the updates of the others, and one that comes later gets them', async () => {
    const { address } = await start();
    const [one, two] = [await connect(address), await connect(address)];
    one.socket.disconnect();
    await two.call('ring.test');
    await until(() => two.updates.length > 0, 'the other hears it');
    two.socket.disconnect();
    const three = await connect(address);
    expect((await three.state()).ringing).toHaveLength(1);
    await three.call('ring.dismissAll');
    await until(() => three.updates.some(({ ringing }) => ringing?.length === 0), 'the third hears it');
  });

  test('a command without somebody to answer is not run', async () => {
    const { address } = await start();
    const { socket, state } = await connect(address);
    socket.emit('call', 'pair.add', { id: btc });
    socket.emit('call', 'ring.test', {});
    socket.emit('call', 'ring.test', {}, 'not a function');
    expect(await state()).toMatchObject({ pairs: [], ringing: [] });
  });

  test('malformed frames are answered or dropped, and the host goes on', async () => {
    const { address } = await start();
    const { socket, call, state } = await connect(address);
    const rejections: unknown[] = [];
    const keep = (error: unknown) => rejections.push(error);
    process.on('unhandledRejection', keep);
    try {
      socket.emit('call');
      socket.emit('call', null);
      socket.emit('nonsense', { a: 1 });
      socket.emit('update', { seq: 99 });
      expect(await call(undefined)).toMatchObject({ ok: false, code: 'unknown-command' });
      expect(await call({ a: 1 })).toMatchObject({ ok: false, code: 'unknown-command' });
      expect(await call('pair.add', Buffer.from([1, 2, 3]))).toMatchObject({ ok: false, code: 'bad-input' });
      expect(await call('pair.add', { text: Buffer.from('btcusdt') })).toMatchObject({
        ok: false,
        code: 'bad-input',
      });
      expect(await call('pair.add', JSON.parse('{"__proto__":{"id":"x"}}'))).toMatchObject({
        ok: false,
        code: 'bad-input',
      });
      expect((await state()).pairs).toEqual([]);
      expect(rejections).toEqual([]);
    } finally {
      process.off('unhandledRejection', keep);
    }
  });

  test('a name that cannot be written as text is answered, and does not end the host', async () => {
    const { address } = await start();
    const { call, socket, state } = await connect(address);
    const rejections: unknown[] = [];
    const keep = (error: unknown) => rejections.push(error);
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', keep);
    try {
      let answer: unknown = null;
      socket.emit('call', { toString: 1, valueOf: 1 }, {}, (reply: unknown) => {
        answer = reply;
      });
      expect((await state()).pairs).toEqual([]);
      expect(await call('state.get')).toMatchObject({ ok: true });
      expect(rejections).toEqual([]);
      expect(answer).toMatchObject({ ok: false, code: 'unknown-command' });
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const other of others) process.on('unhandledRejection', other);
    }
  });

  test.each([
    'x',
    '9',
    '42',
    '42/app',
    '42/app,["call"',
    '42/app,0[',
    '43/app,0[]',
    '4',
    '51-/app,["call",{"_placeholder":true,"num":0}]',
    '😀',
    '2probe',
  ])('a frame of its own making (%s) harms nobody else', async (frame) => {
    const { address, port } = await start();
    const ours = await connect(address);
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
    const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
    await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
    socket.send('40/app,');
    socket.send(frame);
    socket.send(frame);
    expect(await ours.state()).toMatchObject({ pairs: [] });
    socket.close();
    await closed;
    expect(await ours.state()).toMatchObject({ pairs: [] });
  });

  test('a message of more than 64 KB ends its own connection and nothing else; one of less is answered', async () => {
    const { address } = await start();
    const [ours, large] = [await connect(address), await connect(address)];
    expect(await large.call('pair.add', { text: 'x'.repeat(60_000) })).toMatchObject({
      ok: false,
      code: 'bad-input',
    });
    const gone = new Promise<void>((resolve) => large.socket.once('disconnect', () => resolve()));
    large.socket.emit('call', 'pair.add', { text: 'x'.repeat(66_000) }, () => {});
    await gone;
    expect(await ours.state()).toMatchObject({ pairs: [] });
  });

  test('the root namespace gives nothing', async () => {
    const { address } = await start();
    const socket = open(address, {}, '/');
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
    let answered = false;
    socket.emit('call', 'state.get', {}, () => {
      answered = true;
    });
    await (await connect(address)).state();
    expect(answered).toBe(false);
  });

  test('stopping closes every connection, frees the port and the folder', async () => {
    const options = optionsWith();
    const host = await startHeadless(options);
    const { socket, call } = await connect(host.address);
    await call('pair.add', { id: btc });
    const gone = new Promise<void>((resolve) => socket.once('disconnect', () => resolve()));
    const began = Date.now();
    await host.stop();
    await gone;
    expect(Date.now() - began).toBeLessThan(2_000);
    const again = await startHeadless({
      ...options,
      settings: { ...options.settings, port: Number(new URL(host.address).port) },
    });
    folders.closeAfter(() => again.stop());
    expect((await (await connect(again.address)).state()).pairs.map(({ id }) => id)).toEqual([btc]);
  });
});

describe('a host that cannot start', () => {
  const refusal = async (options: HostOptions): Promise<string> => {
    const error = await startHeadless(options).then(
      async (host) => {
        await host.stop();
        return null;
      },
      (cause: unknown) => cause,
    );
    expect(error).toBeInstanceOf(StartError);
    const { message } = error as StartError;
    expect(message).toMatch(/^The |^Port /);
    expect(message).not.toMatch(/\n|    at /);
    return message;
  };

  test('port in use: says so, and leaves the folder free', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    folders.closeAfter(() => new Promise((resolve) => taken.close(resolve)));
    const { port } = taken.address() as { port: number };
    const options = optionsWith({ port });
    expect(await refusal(options)).toBe(
      `Port ${port} on 127.0.0.1 is in use. Stop what uses it, or choose another with --port.`,
    );
    const host = await startHeadless({ ...options, settings: { ...options.settings, port: 0 } });
    await host.stop();
  });

  test('data folder in use: says so, and the first goes on', async () => {
    const options = optionsWith();
    const first = await startHeadless(options);
    folders.closeAfter(() => first.stop());
    expect(await refusal(options)).toBe(
      `The data folder ${options.settings.dataDir} is in use: the app is running already. Use that one, or name another folder with --data-dir.`,
    );
    expect((await (await connect(first.address)).state()).pairs).toEqual([]);
  });

  test('data folder that is a file: says so', async () => {
    const file = path.join(folders.make(), 'file');
    writeFileSync(file, 'mine');
    expect(await refusal(optionsWith({ dataDir: file }))).toContain(`The data folder ${file} cannot be used`);
    expect(await refusal(optionsWith({ dataDir: path.join(file, 'below') }))).toContain('cannot be used');
  });

  test('an interface that was not built: says so', async () => {
    expect(await refusal(optionsWith({}, folders.make()))).toBe(
      'The interface is not built. Run npm run build first.',
    );
    expect(await refusal(optionsWith({}, '/nowhere/at/all'))).toContain('is not built');
  });

  test('a state database that is torn does not keep it from starting', async () => {
    const options = optionsWith();
    const first = await startHeadless(options);
    await first.stop();
    writeFileSync(path.join(options.settings.dataDir, 'state.db'), 'torn '.repeat(3_000));
    const host = await startHeadless(options);
    folders.closeAfter(() => host.stop());
    expect((await (await connect(host.address)).state()).notices).toMatchObject([
      { code: 'state-moved-aside' },
    ]);
  });

  test('the data folder is made with its parents, for its owner only', async () => {
    const dataDir = path.join(folders.make(), 'a', 'b', 'c');
    const host = await startHeadless(optionsWith({ dataDir }));
    folders.closeAfter(() => host.stop());
    expect((statSync(dataDir).mode & 0o777).toString(8)).toBe('700');
  });
});
