import { describe, expect, test } from 'vitest';
import type { CommandName } from './contract.ts';
import { CommandError, type DispatchWords, dispatch, type Handlers, type Sender } from './dispatch.ts';

const sender: Sender = { client: 'tester' };

/** Handlers that record what reaches them. */
function desk(more: Partial<Handlers> = {}) {
  const handled: [CommandName, unknown, Sender][] = [];
  const bugs: [string, unknown][] = [];
  const nothing = (name: CommandName) => (input: unknown, from: Sender) => {
    handled.push([name, input, from]);
    return {};
  };
  const names = [
    'pair.remove',
    'pair.restore',
    'alarm.remove',
    'alarm.restore',
    'alarm.rearm',
    'ring.test',
    'notice.dismiss',
  ] as const;
  const handlers = {
    ...Object.fromEntries(names.map((name) => [name, nothing(name)])),
    ...more,
  } as unknown as Handlers;
  const words: DispatchWords = {
    refuse: (code, about) => ({ ok: false, code, message: `${code}: ${about}` }),
    onBug: (command, error) => bugs.push([command, error]),
  };
  return {
    handled,
    bugs,
    send: (name: unknown, input?: unknown) => dispatch(handlers, words, name, input, sender),
  };
}

describe('the one way in', () => {
  test('hands the parsed payload and the sender to the handler, and its answer back', async () => {
    const { send, handled } = desk();
    expect(await send('pair.remove', { id: 'binance:BTCUSDT' })).toEqual({ ok: true, data: {} });
    expect(handled).toEqual([['pair.remove', { id: 'binance:BTCUSDT' }, sender]]);
  });

  test.each([
    '',
    'pair',
    'pair.explode',
    'PAIR.REMOVE',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
  ])('a name that is no command is refused: %j', async (name) => {
    const { send, handled, bugs } = desk();
    expect(await send(name, {})).toEqual({
      ok: false,
      code: 'unknown-command',
      message: `unknown-command: ${name}`,
    });
    expect([handled, bugs]).toEqual([[], []]);
  });

  test.each([
    undefined,
    null,
    1,
    true,
    ['pair.remove'],
    {},
    { toString: 1, valueOf: 1 },
    JSON.parse('{"toString":{},"valueOf":null}'),
    Object.create(null),
    Symbol('x'),
    () => 'pair.remove',
  ])('a name that is no text is refused and never throws', async (name) => {
    const { send, bugs } = desk();
    expect(await send(name, {})).toMatchObject({ ok: false, code: 'unknown-command' });
    expect(bugs).toEqual([]);
  });

  test('a long name is cut in the refusal', async () => {
    const reply = await desk().send('x'.repeat(10_000), {});
    expect(reply).toMatchObject({ ok: false, message: `unknown-command: ${'x'.repeat(40)}` });
  });

  test('a payload that its schema refuses never reaches the handler, and the field is named', async () => {
    const { send, handled } = desk();
    expect(await send('pair.remove', { id: 7 })).toMatchObject({
      code: 'bad-input',
      message: 'bad-input: id',
    });
    expect(await send('pair.remove', 'text')).toMatchObject({ message: 'bad-input: the whole message' });
    expect(await send('pair.remove', { id: 'x', more: 1 })).toMatchObject({ code: 'bad-input' });
    expect(await send('ring.dismiss', { ids: ['a', 2] })).toMatchObject({ message: 'bad-input: ids.1' });
    expect(handled).toEqual([]);
  });

  test.each<[string, object]>([
    [
      'a field that throws',
      {
        get id() {
          throw new Error('no');
        },
      },
    ],
    [
      'anything that throws at every look',
      new Proxy(
        {},
        {
          get() {
            throw new Error('no');
          },
          getOwnPropertyDescriptor() {
            throw new Error('no');
          },
          ownKeys() {
            throw new Error('no');
          },
        },
      ),
    ],
  ])('a payload with %s is refused, and nothing is thrown', async (_, input) => {
    const { send, handled, bugs } = desk();
    for (const name of ['pair.remove', 'ring.dismiss', 'notice.dismiss', 'pair.restore']) {
      expect(await send(name, input)).toMatchObject({ ok: false, code: 'bad-input' });
    }
    expect(await send('ring.dismiss', { ids: [input] })).toMatchObject({ ok: false, code: 'bad-input' });
    expect([handled, bugs]).toEqual([[], []]);
  });

  test('a refusal of the handler comes back as it is, candidates included', async () => {
    const refusal = {
      ok: false,
      code: 'ambiguous',
      message: 'Which one?',
      candidates: [{ id: 'x', label: 'X', name: '', source: 'binance', rank: null }],
    } as const;
    const { send, bugs } = desk({
      'pair.remove': () => {
        throw new CommandError({ ...refusal, candidates: [...refusal.candidates] });
      },
    });
    expect(await send('pair.remove', { id: 'x' })).toEqual(refusal);
    expect(bugs).toEqual([]);
  });

  test('a bug of the handler is reported, and answered without its details', async () => {
    const error = new TypeError('secret path /home/somebody');
    const { send, bugs } = desk({ 'pair.remove': () => Promise.reject(error) });
    expect(await send('pair.remove', { id: 'x' })).toEqual({
      ok: false,
      code: 'internal',
      message: 'internal: pair.remove',
    });
    expect(bugs).toEqual([['pair.remove', error]]);
  });

  test('an answer that its schema refuses is a bug', async () => {
    const { send, bugs } = desk({ 'ring.dismissAll': () => ({ dismissed: 0.5 }) });
    expect(await send('ring.dismissAll', {})).toMatchObject({ ok: false, code: 'internal' });
    expect(bugs).toHaveLength(1);
  });

  test('what a handler answers beyond its schema does not go out', async () => {
    const leaky = { dismissed: 1, secret: 'key' } as { dismissed: number };
    const { send } = desk({ 'ring.dismissAll': () => leaky });
    expect(await send('ring.dismissAll', {})).toEqual({ ok: true, data: { dismissed: 1 } });
  });
});
