import { expect, test } from 'vitest';
import { badDay, createFaults } from '../feed-servers/faults.ts';
import { startLoopbackServer } from '../feed-servers/loopback-server.ts';

const down = { status: 500 };
const strikes = (faults: ReturnType<typeof createFaults>, count: number, path = '/a') =>
  Array.from({ length: count }, () => faults(path) !== null);

test('a fault strikes the requests that it names, of its own path only', () => {
  const faults = createFaults([{ failure: down, path: /^\/a/, at: [2, 4], lasts: 2 }]);
  expect(strikes(faults, 2)).toEqual([false, true]);
  expect(strikes(faults, 3, '/b')).toEqual([false, false, false]);
  expect(strikes(faults, 4)).toEqual([true, true, true, false]);
});

test('a chance strikes about as often as it says, the same times for the same seed', () => {
  const list = [{ failure: down, chance: 0.3 }];
  const some = strikes(createFaults(list, 7), 1_000);
  expect(some.filter(Boolean).length).toBeGreaterThan(250);
  expect(some.filter(Boolean).length).toBeLessThan(350);
  expect(strikes(createFaults(list, 7), 1_000)).toEqual(some);
  expect(strikes(createFaults(list, 8), 1_000)).not.toEqual(some);
});

test('a second fault leaves the times of the first as they are', () => {
  const alone = createFaults([{ failure: 'reset', at: [3] }]);
  const both = createFaults([
    { failure: down, at: [1, 2] },
    { failure: 'reset', at: [3] },
  ]);
  const of = (faults: typeof alone) => Array.from({ length: 4 }, () => faults('/a')).indexOf('reset');
  expect([of(alone), of(both)]).toEqual([2, 2]);
});

test('a bad day meets about as many requests as it says, with more than one kind of failure', () => {
  const faults = createFaults(badDay(0.2), 3);
  const met = Array.from({ length: 2_000 }, () => faults('/a')).filter((failure) => failure !== null);
  expect(met.length).toBeGreaterThan(400);
  expect(met.length).toBeLessThan(900);
  expect(new Set(met.map((failure) => JSON.stringify(failure))).size).toBe(9);
});

test('a server strikes with its faults until they are taken away, and can serve half of an answer', async () => {
  const body = '{"price":12345}';
  const server = await startLoopbackServer({ now: () => 0, route: () => ({ status: 200, body }) });
  const ask = async () => {
    const answer = await fetch(server.url);
    return [answer.status, await answer.text()];
  };
  server.strikeWith([
    { failure: down, at: [2] },
    { failure: 'half', at: [3] },
  ]);
  expect([await ask(), await ask(), await ask(), await ask()]).toEqual([
    [200, body],
    [500, ''],
    [200, '{"price'],
    [200, body],
  ]);
  server.strikeWith([{ failure: down, chance: 1 }]);
  expect(await ask()).toEqual([500, '']);
  server.strikeWith([]);
  expect(await ask()).toEqual([200, body]);
  await server.close();
});
