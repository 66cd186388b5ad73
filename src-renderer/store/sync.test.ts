import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Reply } from '../../src-shared/contract/contract.ts';
import { btc, cannedAlarm, cannedSnapshot, eth, target } from '../testing/canned.ts';
import { done, type FakeHost, fakeHost, refused } from '../testing/fake-host.ts';
import { type AppStore, createAppStore } from './store.ts';
import { startSync } from './sync.ts';

const settle = () => vi.advanceTimersByTimeAsync(0);
const priced = (price: number) => ({ ...btc, price });
const snapshotAt = (seq: number, price: number) => cannedSnapshot({ seq, pairs: [priced(price), eth] });

let host: FakeHost;
let store: AppStore;
let stop: () => void;
const priceNow = () => store.getState().pairs[btc.id]?.price;
const asked = () => host.calledWith('state.get').length;

function start(answers: Parameters<typeof fakeHost>[1] = {}) {
  host = fakeHost(snapshotAt(5, 100), answers);
  store = createAppStore();
  stop = startSync(host.api, store);
}

/** A host that answers the snapshot when the test says so. */
function startHeld() {
  const answers: ((reply: Reply<'state.get'>) => void)[] = [];
  start({ 'state.get': () => new Promise((resolve) => answers.push(resolve)) });
  return answers;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('takes a snapshot, then the updates that follow it', async () => {
  start();
  await settle();
  host.send({ seq: 6, pairs: [priced(101)] });
  host.send({ seq: 7, pairs: [priced(102)] });
  expect(priceNow()).toBe(102);
  expect(asked()).toBe(1);
});

it('takes a new snapshot when a number is missing', async () => {
  start();
  await settle();
  host.setSnapshot(snapshotAt(9, 109));
  host.send({ seq: 9, pairs: [priced(108)] });
  expect(priceNow()).toBe(100);
  await settle();
  expect(asked()).toBe(2);
  expect(priceNow()).toBe(109);
});

it('drops an update that it has already', async () => {
  start();
  await settle();
  host.send({ seq: 5, pairs: [priced(1)] });
  expect(priceNow()).toBe(100);
  expect(asked()).toBe(1);
});

it('keeps updates that come while the snapshot is on its way, and drops those that it holds already', async () => {
  const answers = startHeld();
  host.send({ seq: 6, pairs: [priced(106)] });
  host.send({ seq: 7, pairs: [priced(107)] });
  host.send({ seq: 8, pairs: [priced(108)] });
  answers[0]?.(done(snapshotAt(7, 107)));
  await settle();
  expect(priceNow()).toBe(108);
  expect(asked()).toBe(1);
});

it('asks again when what came meanwhile does not follow the snapshot', async () => {
  const answers = startHeld();
  host.send({ seq: 9, pairs: [priced(109)] });
  answers[0]?.(done(snapshotAt(7, 107)));
  await settle();
  expect(asked()).toBe(2);
  answers[1]?.(done(snapshotAt(9, 109)));
  await settle();
  expect(priceNow()).toBe(109);
});

it('takes a new snapshot after a reconnect, also one with lower numbers', async () => {
  start();
  await settle();
  host.connection(false);
  expect(store.getState().connection.state).toBe('lost');
  host.setSnapshot(snapshotAt(1, 50));
  host.connection(true);
  await settle();
  expect(store.getState().connection.state).toBe('connected');
  expect(priceNow()).toBe(50);
  host.send({ seq: 2, pairs: [priced(51)] });
  expect(priceNow()).toBe(51);
});

it('does not take the answer to a question from before the connection was lost', async () => {
  const answers = startHeld();
  host.connection(false);
  answers[0]?.(done(snapshotAt(5, 100)));
  await settle();
  expect(priceNow()).toBeUndefined();
  expect(store.getState().connection.state).toBe('lost');
});

it('keeps trying while nothing answers', async () => {
  let silent = true;
  start({
    'state.get': () => (silent ? refused('no-answer', 'The app did not answer.') : done(snapshotAt(5, 100))),
  });
  await settle();
  expect(priceNow()).toBeUndefined();
  silent = false;
  await vi.advanceTimersByTimeAsync(600);
  expect(priceNow()).toBe(100);
});

it('leaves no timer and no listener behind when stopped', async () => {
  start({ 'state.get': () => refused('no-answer', '') });
  await settle();
  stop();
  expect(vi.getTimerCount()).toBe(0);
  expect(host.listeners()).toBe(0);
});

it('replaces only what an update names', async () => {
  start();
  await settle();
  const before = store.getState();
  host.send({ pairs: [priced(101)] });
  const after = store.getState();
  expect(after.pairs[eth.id]).toBe(before.pairs[eth.id]);
  expect(after.pairIds).toBe(before.pairIds);
  expect(after.alarms).toBe(before.alarms);
  expect(after.alarmIdsByPair).toBe(before.alarmIdsByPair);
  expect(after.pairs[btc.id]).not.toBe(before.pairs[btc.id]);
});

it('counts an added alarm at once, and forgets the alarms of a removed pair', async () => {
  start();
  await settle();
  const alarm = cannedAlarm(eth, target(3_000));
  const count = () => store.getState().alarmIdsByPair[eth.id]?.length ?? 0;
  const others = store.getState().alarmIdsByPair[btc.id];
  const before = count();
  host.send({ alarms: [alarm] });
  expect(count()).toBe(before + 1);
  expect(store.getState().alarmIdsByPair[btc.id]).toBe(others);
  host.send({ removedPairs: [eth.id] });
  expect(count()).toBe(0);
  expect(store.getState().alarms[alarm.id]).toBeUndefined();
  expect(store.getState().pairIds).toEqual([btc.id]);
});

it('a pair that was chosen outside of the window comes up, also before the snapshot is there', async () => {
  const answers = startHeld();
  host.show(eth.id);
  answers[0]?.(done(snapshotAt(5, 100)));
  await settle();
  expect(store.getState()).toMatchObject({ selectedId: eth.id, view: 'pair', pane: 'detail' });
  host.show(btc.id);
  expect(store.getState().selectedId).toBe(btc.id);
  stop();
  host.show(eth.id);
  expect(store.getState().selectedId).toBe(btc.id);
});

it('an order of pairs is taken as it is told, with prices and without', async () => {
  start();
  await settle();
  host.send({ order: [eth.id, btc.id] });
  expect(store.getState().pairIds).toEqual([eth.id, btc.id]);
  host.send({ order: [btc.id, eth.id], pairs: [priced(101)] });
  expect(store.getState().pairIds).toEqual([btc.id, eth.id]);
  host.send({ pairs: [priced(102)] });
  expect(store.getState().pairIds).toEqual([btc.id, eth.id]);
});
