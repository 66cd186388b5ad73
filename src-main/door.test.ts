import { expect, test, vi } from 'vitest';
import { createDoor } from './door.ts';

test('a knock that comes too early opens once it can, and every later one at once', () => {
  const [door, open] = [createDoor(), vi.fn()];
  door.knock();
  door.knock();
  expect(door.opensWith(open)).toBe(true);
  expect(open).toHaveBeenCalledTimes(1);
  door.knock();
  expect(open).toHaveBeenCalledTimes(2);
});

test('nobody knocked, nothing opens', () => {
  const [door, open] = [createDoor(), vi.fn()];
  expect(door.opensWith(open)).toBe(false);
  expect(open).not.toHaveBeenCalled();
});
