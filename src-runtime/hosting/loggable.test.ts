import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import { describe, expect, test } from 'vitest';
import { createHide } from './hide.ts';
import { createLoggable } from './loggable.ts';

const key = 'CG-abc123DEF456ghi789JKL012';
const loggable = createLoggable(createHide({ homes: ['/home/anna'], secrets: [key] }));
/** As it is where the key is not known: the names alone must do. */
const blind = createLoggable(createHide({ homes: [], secrets: [] }));
const textOf = (value: unknown) => JSON.stringify(value);

describe('an error of a request', () => {
  /** What axios throws: the request's headers, address and raw text are all in it. */
  async function failed(status: number): Promise<unknown> {
    const server = createServer((request, response) => {
      if (status === 0) request.destroy();
      else response.writeHead(status).end(`refused ${request.url}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3/ping?x_cg_demo_api_key=${key}`;
    try {
      await axios.get(url, { headers: { 'x-cg-demo-api-key': key }, proxy: false });
    } catch (error) {
      return error;
    } finally {
      server.close();
    }
    throw new Error('it did not fail');
  }

  test.each([0, 401, 500])('with the answer %i holds no key, known or not', async (status) => {
    const error = await failed(status);
    expect(textOf((error as { config: unknown }).config)).toContain(key);
    for (const clean of [loggable, blind]) {
      for (const line of [
        { err: error },
        { deep: { list: [error] } },
        new Error('outer', { cause: error }),
      ]) {
        expect(textOf(clean(line))).not.toContain(key);
      }
    }
    expect(loggable({ err: error })).toMatchObject({ err: { type: 'AxiosError', code: expect.any(String) } });
  });

  test('nor do its parts, each by itself', async () => {
    const error = (await failed(500)) as {
      config: object;
      request: { _header: string };
      response: { headers: object };
    };
    const { config, request, response } = error;
    expect(request._header).toContain(key);
    for (const part of [config, request, response, request._header, { ...config }, Object.entries(config)]) {
      for (const clean of [loggable, blind]) expect(textOf(clean(part)) ?? '').not.toContain(key);
    }
  });
});

describe('a key in a nested field', () => {
  test.each<[string, unknown]>([
    ['headers', { config: { headers: { 'X-CG-Demo-API-Key': key, accept: 'json' } } }],
    ['a list of values', { headers: { 'x-cg-demo-api-key': [key] } }],
    ['query', { params: { x_cg_demo_api_key: key } }],
    ['raw headers', { rawHeaders: ['Accept', '*/*', 'x-cg-demo-api-key', key, 'Host', 'x.io'] }],
    ['pairs', [['x-cg-demo-api-key', key]]],
    ['Headers', new Headers({ 'x-cg-demo-api-key': key })],
    ['a map', new Map([['x-cg-demo-api-key', key]])],
    ['an address', { url: new URL(`https://x.io/?x_cg_demo_api_key=${key}`) }],
    ['JSON in a text', { body: JSON.stringify({ headers: { 'x-cg-demo-api-key': key } }) }],
    ['JSON in JSON', { body: JSON.stringify(JSON.stringify({ 'x-cg-demo-api-key': key })) }],
    ['a field of an error', Object.assign(new Error('x'), { headers: { 'x-cg-demo-api-key': key } })],
    ['the code of an error', Object.assign(new Error('x'), { code: `x_cg_demo_api_key=${key}` })],
    [
      'a stack',
      Object.assign(new Error('x'), { stack: `Error: GET https://x.io/?x_cg_demo_api_key=${key}\n    at x` }),
    ],
    ['causes', new Error('a', { cause: new Error('b', { cause: { x_cg_demo_api_key: key } }) })],
    ['many errors', new AggregateError([new Error(`x_cg_demo_api_key=${key}`), { x_cg_demo_api_key: key }])],
  ])('%s', (_, value) => {
    for (const clean of [loggable, blind]) {
      const shown = textOf(clean(value));
      expect(shown).not.toContain(key);
      expect(shown).not.toMatch(/abc123|JKL012/);
    }
  });

  test('what is known is found under any name, in names too', () => {
    expect(textOf(loggable({ [key]: 1, note: `a${key}b`, deep: [[{ x: key }]] }))).not.toContain(key);
  });

  test('what is no key stays', () => {
    const line = {
      event: 'alarm.fired',
      pair: 'binance:BTCUSDT',
      t: 1,
      list: [true, null, 'a'],
      deep: { x: 0.5 },
    };
    expect(loggable(line)).toEqual(line);
  });
});

describe('the home folder', () => {
  test('in messages, stacks, nested fields and names', () => {
    const error = Object.assign(new Error("ENOENT: open '/home/anna/x'"), {
      stack: "Error: ENOENT: open '/home/anna/x'\n    at f (/home/anna/work/app/lib/index.js:1:2)",
      path: '/home/anna/x',
    });
    const line = { err: error, file: '/home/anna/x', deep: [{ '/home/anna/y': new Set(['/home/anna/z']) }] };
    expect(textOf(loggable(line))).not.toContain('anna');
    expect(loggable(line)).toMatchObject({ file: '~/x', err: { message: "ENOENT: open '~/x'" } });
  });
});

describe('whatever it is, the copy is plain and small', () => {
  const circle: Record<string, unknown> = { name: 'circle' };
  circle['self'] = circle;
  const deep = JSON.parse(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`) as unknown;

  test.each<[string, unknown]>([
    ['a circle', circle],
    ['something deep', deep],
    ['something wide', Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`f${n}`, n]))],
    ['a long list', Array.from({ length: 100_000 }, (_, n) => ({ n }))],
    ['many long texts', Array.from({ length: 400 }, () => 'x'.repeat(10_000))],
    ['a long text', 'x'.repeat(5_000_000)],
    ['bytes', { bytes: Buffer.alloc(1_000_000), buffer: new ArrayBuffer(1_000_000) }],
    [
      'an error of errors',
      new AggregateError(Array.from({ length: 1_000 }, () => new Error('x'.repeat(1_000)))),
    ],
  ])('%s', (_, value) => {
    expect(textOf(loggable({ value })).length).toBeLessThan(120_000);
  });

  test('what JSON does not know is told as text, or left out', () => {
    const value = {
      big: 10n,
      symbol: Symbol('s'),
      run: () => {},
      nothing: undefined,
      date: new Date(0),
      never: new Date(Number.NaN),
    };
    expect(loggable(value)).toEqual({
      big: '10',
      symbol: 'Symbol(s)',
      date: '1970-01-01T00:00:00.000Z',
      never: null,
    });
  });

  test('half a key, or half a home, at the end of a text that was cut is not shown', () => {
    const home = `/home/${'a'.repeat(94)}`;
    const clean = createLoggable(createHide({ homes: [home], secrets: [key] }));
    // Nearly all of it is homes, so that its end comes near enough to be shown.
    const homes = `${home} `.repeat(633);
    for (let before = 0; before < 100; before += 1) {
      const shown = textOf(clean(`${homes}${' '.repeat(before)}${key} ${home}`));
      expect(shown).not.toMatch(/CG-|aa/);
      expect(shown).toContain('~ ~');
    }
  });

  test('what throws, throws here: the log says so in its place', () => {
    expect(() =>
      loggable({
        get broken() {
          throw new Error('no');
        },
      }),
    ).toThrow('no');
  });
});
