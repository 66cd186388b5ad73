import { expect, it, vi } from 'vitest';
import { cannedSnapshot } from '../testing/canned.ts';
import { type AppSocket, createSocketApi } from './socket-api.ts';

function fakeSocket(answer: () => Promise<unknown>, connected = true) {
  const handlers = new Map<string, Set<(data?: unknown) => void>>();
  const emitted: unknown[][] = [];
  const patience: number[] = [];
  const socket = {
    connected,
    on: (name: string, handler: () => void) => {
      handlers.set(name, (handlers.get(name) ?? new Set()).add(handler));
    },
    off: (name: string, handler: () => void) => void handlers.get(name)?.delete(handler),
    timeout: (ms: number) => {
      patience.push(ms);
      return {
        emitWithAck: (...args: unknown[]) => {
          emitted.push(args);
          return answer();
        },
      };
    },
  };
  const fire = (name: string, data?: unknown) => handlers.get(name)?.forEach((handler) => handler(data));
  return { socket: socket as unknown as AppSocket, emitted, patience, fire, handlers };
}

it('sends a command as call(name, input) and hands back the parsed reply', async () => {
  const { socket, emitted } = fakeSocket(async () => ({ ok: true, data: { dismissed: 2, more: 'ignored' } }));
  const reply = await createSocketApi(socket).call('ring.dismissAll', {});
  expect(emitted).toEqual([['call', 'ring.dismissAll', {}]]);
  expect(reply).toEqual({ ok: true, data: { dismissed: 2 } });
});

it('waits longer for what the host asks the market about first', async () => {
  const { socket, patience } = fakeSocket(async () => null);
  const api = createSocketApi(socket);
  await api.call('pair.add', { text: 'btc' });
  await api.call('alarm.add', { pairId: 'p', condition: { kind: 'target', price: 1, direction: 'up' } });
  await api.call('ring.test', {});
  expect(patience).toEqual([30_000, 30_000, 10_000]);
});

it('hands on a refusal with its candidates', async () => {
  const refusal = { ok: false, code: 'ambiguous', message: 'Which?', candidates: [] };
  const { socket } = fakeSocket(async () => refusal);
  expect(await createSocketApi(socket).call('pair.add', { text: 'btc' })).toEqual(refusal);
});

it('makes a refusal of a missing answer', async () => {
  const { socket } = fakeSocket(() => Promise.reject(new Error('operation has timed out')));
  expect(await createSocketApi(socket).call('ring.test', {})).toMatchObject({ ok: false, code: 'no-answer' });
});

it('does not keep a command for later while there is no connection', async () => {
  const { socket, emitted } = fakeSocket(async () => ({ ok: true, data: {} }), false);
  expect(await createSocketApi(socket).call('ring.test', {})).toMatchObject({ ok: false, code: 'no-answer' });
  expect(emitted).toEqual([]);
});

it.each([
  [{ ok: true, data: { dismissed: 'two' } }],
  ['nonsense'],
  [null],
  [{ ok: false, code: 'new-code' }],
])('refuses an answer that is not what the contract says: %j', async (answer) => {
  const { socket } = fakeSocket(async () => answer);
  const reply = await createSocketApi(socket).call('ring.dismissAll', {});
  expect(reply).toMatchObject({ ok: false, code: 'internal' });
});

it('hands on updates that can be read, and no others', () => {
  const { socket, fire } = fakeSocket(async () => null);
  const seen = vi.fn();
  const stop = createSocketApi(socket).onUpdate(seen);
  fire('update', { seq: 2, at: 1 });
  fire('update', { seq: 'three', at: 1 });
  expect(seen).toHaveBeenCalledTimes(1);
  stop();
  fire('update', { seq: 4, at: 1 });
  expect(seen).toHaveBeenCalledTimes(1);
});

it('tells when the connection comes and goes, and leaves no handler behind', () => {
  const { socket, fire, handlers } = fakeSocket(async () => null, false);
  const told: boolean[] = [];
  const stop = createSocketApi(socket).onConnection((connected) => told.push(connected));
  fire('connect');
  fire('disconnect');
  fire('connect_error');
  expect(told).toEqual([true, false, false]);
  stop();
  expect([...handlers.values()].every((set) => set.size === 0)).toBe(true);
});

it('the canned snapshot is what the contract says', async () => {
  const { socket } = fakeSocket(async () => ({ ok: true, data: cannedSnapshot() }));
  expect(await createSocketApi(socket).call('state.get', {})).toEqual({ ok: true, data: cannedSnapshot() });
});

it('exports by command, and uploads what is imported past the socket', async () => {
  const exported = { ok: true, data: { text: '{}', name: 'file.json' } };
  const { socket, emitted } = fakeSocket(async () => exported);
  const api = createSocketApi(socket);
  expect(await api.exportFile()).toEqual(exported);
  expect(emitted).toEqual([['call', 'data.export', {}]]);
  const fetch = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  expect(await api.importFile('text')).toMatchObject({ ok: false, code: 'no-answer' });
  expect(fetch).toHaveBeenCalledWith('/app/import', expect.objectContaining({ body: 'text' }));
  expect(emitted).toHaveLength(1);
  fetch.mockRestore();
});
