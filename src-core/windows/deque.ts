/**
 * A queue of `(t, price, key)` rows in one typed array: windows hold thousands of rows for hundreds of alarms, and
 * objects would cost ten times the memory. `key` says when a row leaves its window.
 */
export interface Deque {
  rows: Float64Array;
  head: number;
  size: number;
}

const width = 3;
const firstCapacity = 8;

export function createDeque(): Deque {
  return { rows: new Float64Array(firstCapacity * width), head: 0, size: 0 };
}

function offset(deque: Deque, index: number): number {
  return ((deque.head + index) % (deque.rows.length / width)) * width;
}

function grow(deque: Deque): void {
  const rows = new Float64Array(deque.rows.length * 2);
  const first = deque.head * width;
  const tail = deque.rows.length - first;
  rows.set(deque.rows.subarray(first), 0);
  rows.set(deque.rows.subarray(0, first), tail);
  deque.rows = rows;
  deque.head = 0;
}

export function pushBack(deque: Deque, t: number, price: number, key: number): void {
  if (deque.size * width === deque.rows.length) grow(deque);
  const at = offset(deque, deque.size);
  deque.rows[at] = t;
  deque.rows[at + 1] = price;
  deque.rows[at + 2] = key;
  deque.size += 1;
}

export function popFront(deque: Deque): void {
  deque.head = (deque.head + 1) % (deque.rows.length / width);
  deque.size -= 1;
}

export function popBack(deque: Deque): void {
  deque.size -= 1;
}

export function clear(deque: Deque): void {
  deque.size = 0;
  deque.head = 0;
}

/** Time of row `index`, counted from the front; NaN where there is none. */
export function timeAt(deque: Deque, index: number): number {
  return index < 0 || index >= deque.size ? Number.NaN : (deque.rows[offset(deque, index)] ?? Number.NaN);
}

export function priceAt(deque: Deque, index: number): number {
  return index < 0 || index >= deque.size ? Number.NaN : (deque.rows[offset(deque, index) + 1] ?? Number.NaN);
}

export function keyAt(deque: Deque, index: number): number {
  return index < 0 || index >= deque.size ? Number.NaN : (deque.rows[offset(deque, index) + 2] ?? Number.NaN);
}

export function setKeyAtBack(deque: Deque, key: number): void {
  if (deque.size > 0) deque.rows[offset(deque, deque.size - 1) + 2] = key;
}
