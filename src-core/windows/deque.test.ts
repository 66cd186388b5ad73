import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as deque from './deque.ts';

type Row = [t: number, price: number, key: number];

function rowsOf(queue: deque.Deque): Row[] {
  return Array.from(
    { length: queue.size },
    (_, i): Row => [deque.timeAt(queue, i), deque.priceAt(queue, i), deque.keyAt(queue, i)],
  );
}

test('rows come out in the order in which they went in, also once the array has grown and wrapped around', () => {
  const queue = deque.createDeque();
  for (let i = 0; i < 6; i += 1) deque.pushBack(queue, i, i * 10, i * 100);
  for (let i = 0; i < 5; i += 1) deque.popFront(queue);
  for (let i = 6; i < 20; i += 1) deque.pushBack(queue, i, i * 10, i * 100);
  expect(rowsOf(queue)).toEqual(Array.from({ length: 15 }, (_, i) => [i + 5, (i + 5) * 10, (i + 5) * 100]));
});

test('outside of its rows there is nothing', () => {
  const queue = deque.createDeque();
  expect([deque.timeAt(queue, 0), deque.priceAt(queue, 0), deque.keyAt(queue, 0)]).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
  deque.setKeyAtBack(queue, 5);
  expect(queue.size).toBe(0);
  deque.pushBack(queue, 1, 2, 3);
  expect([deque.timeAt(queue, -1), deque.timeAt(queue, 1)]).toEqual([Number.NaN, Number.NaN]);
});

test('cleared it is empty, and works on', () => {
  const queue = deque.createDeque();
  for (let i = 0; i < 30; i += 1) deque.pushBack(queue, i, i, i);
  deque.clear(queue);
  expect(queue.size).toBe(0);
  deque.pushBack(queue, 1, 2, 3);
  expect(rowsOf(queue)).toEqual([[1, 2, 3]]);
});

test('without keys a row is a time and a price', () => {
  const queue = deque.createDeque(2);
  for (let i = 0; i < 40; i += 1) {
    deque.pushBack(queue, i, i * 10, 7);
    if (i % 3 === 0) deque.popFront(queue);
  }
  expect(queue.size).toBe(26);
  expect([deque.timeAt(queue, 0), deque.priceAt(queue, 0)]).toEqual([14, 140]);
  expect([deque.timeAt(queue, 25), deque.priceAt(queue, 25)]).toEqual([39, 390]);
});

const action = fc.oneof(
  { arbitrary: fc.constant('push' as const), weight: 6 },
  { arbitrary: fc.constant('popFront' as const), weight: 3 },
  { arbitrary: fc.constant('popBack' as const), weight: 3 },
  { arbitrary: fc.constant('key' as const), weight: 2 },
);

test('it does what a plain list does, whatever is asked of it', () => {
  fc.assert(
    fc.property(fc.array(action, { minLength: 20, maxLength: 200, size: 'max' }), (actions) => {
      const queue = deque.createDeque();
      const list: Row[] = [];
      actions.forEach((what, i) => {
        if (what === 'push') {
          deque.pushBack(queue, i, i + 0.5, -i);
          list.push([i, i + 0.5, -i]);
        } else if (list.length > 0) {
          if (what === 'popFront') {
            deque.popFront(queue);
            list.shift();
          } else if (what === 'popBack') {
            deque.popBack(queue);
            list.pop();
          } else {
            deque.setKeyAtBack(queue, i * 7);
            const back = list.at(-1);
            if (back !== undefined) back[2] = i * 7;
          }
        }
        expect(rowsOf(queue)).toEqual(list);
      });
    }),
    { numRuns: 100, seed: 4 },
  );
});
