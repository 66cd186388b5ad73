/**
 * A queue of `(t, price, key)` rows in one typed array: windows hold thousands of rows for hundreds of alarms, and
 * objects would cost ten times the memory. `key` says when a row leaves its window.
 */
export interface Deque {
  /** Numbers a row: 3, or 2 for rows without a key. */
  readonly width: 2 | 3;
  rows: Float64Array;
  head: number;
  size: number;
}

const firstCapacity = 8;
/** Long windows hold thousands of rows, and what is reserved in vain counts. */
const growth = 1.25;

export function createDeque(width: 2 | 3 = 3): Deque {
  return { width, rows: new Float64Array(firstCapacity * width), head: 0, size: 0 };
}

function offset(deque: Deque, index: number): number {
  const at = (deque.head + index) * deque.width;
  return at < deque.rows.length ? at : at - deque.rows.length;
}

function grow(deque: Deque): void {
  const capacity = deque.rows.length / deque.width;
  const rows = new Float64Array(Math.ceil(capacity * growth) * deque.width);
  const first = deque.head * deque.width;
  const tail = deque.rows.length - first;
  rows.set(deque.rows.subarray(first), 0);
  rows.set(deque.rows.subarray(0, first), tail);
  deque.rows = rows;
  deque.head = 0;
}

export function pushBack(deque: Deque, t: number, price: number, key: number): void {
  if (deque.size * deque.width === deque.rows.length) grow(deque);
  const at = offset(deque, deque.size);
  deque.rows[at] = t;
  deque.rows[at + 1] = price;
  if (deque.width === 3) deque.rows[at + 2] = key;
  deque.size += 1;
}

export function popFront(deque: Deque): void {
  deque.head += 1;
  if (deque.head * deque.width === deque.rows.length) deque.head = 0;
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
