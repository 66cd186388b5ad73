import { expect, it, vi } from 'vitest';
import { largestImportBytes } from '../../src-shared/contract/transfer.ts';
import { cannedSnapshot } from '../testing/canned.ts';
import { createBridgeApi } from './bridge-api.ts';

function fakeBridge(answer: () => Promise<unknown>) {
  const listeners = new Set<(data: unknown) => void>();
  const call = vi.fn(answer);
  const onUpdate = (listener: (data: unknown) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return { bridge: { call, onUpdate, onShow: onUpdate }, call, listeners };
}

it('sends a command with its input and hands back the parsed reply', async () => {
  const { bridge, call } = fakeBridge(async () => ({ ok: true, data: cannedSnapshot() }));
  const reply = await createBridgeApi(bridge).call('state.get', {});
  expect(call).toHaveBeenCalledWith('state.get', {});
  expect(reply).toEqual({ ok: true, data: cannedSnapshot() });
});

it.each([[null], ['nonsense'], [{ ok: true, data: { dismissed: 'two' } }]])(
  'refuses an answer that is not what the contract says: %j',
  async (answer) => {
    const { bridge } = fakeBridge(async () => answer);
    const reply = await createBridgeApi(bridge).call('ring.dismissAll', {});
    expect(reply).toMatchObject({ ok: false, code: 'internal' });
  },
);

it('makes a refusal of a call that fails', async () => {
  const { bridge } = fakeBridge(() => Promise.reject(new Error('gone')));
  const reply = await createBridgeApi(bridge).call('ring.test', {});
  expect(reply).toMatchObject({ ok: false, code: 'no-answer' });
});

it('hands on updates that can be read, and leaves no listener behind', () => {
  const { bridge, listeners } = fakeBridge(async () => null);
  const seen = vi.fn();
  const stop = createBridgeApi(bridge).onUpdate(seen);
  const send = (data: unknown) => {
    for (const listener of listeners) listener(data);
  };
  send({ seq: 2, at: 1 });
  send({ seq: 'three', at: 1 });
  expect(seen).toHaveBeenCalledTimes(1);
  stop();
  expect(listeners.size).toBe(0);
});

it('imports and exports by command: nothing limits what the bridge carries', async () => {
  const exported = { ok: true, data: { text: '{}', name: 'file.json' } };
  const { bridge, call } = fakeBridge(async () => exported);
  const api = createBridgeApi(bridge);
  expect(await api.exportFile()).toEqual(exported);
  expect(call).toHaveBeenLastCalledWith('data.export', {});
  expect(await api.importFile('text')).toMatchObject({ ok: false, code: 'internal' });
  expect(call).toHaveBeenLastCalledWith('data.previewImport', { text: 'text' });
});

it('sends no file that is larger than any host takes', async () => {
  const { bridge, call } = fakeBridge(async () => null);
  const reply = await createBridgeApi(bridge).importFile('x'.repeat(largestImportBytes + 1));
  expect(reply).toMatchObject({ ok: false, code: 'import-too-large' });
  expect(call).not.toHaveBeenCalled();
});
