import type { Alarm } from '../src-core/alarm.ts';
import { type Condition, modeOf } from '../src-core/condition.ts';
import type { Pair } from '../src-core/pair.ts';

export const pairCount = 100;
export const stepMs = 15_000;
export const historySteps = 5_760;
export const startT = Date.UTC(2026, 0, 5);

/** A small seeded generator (mulberry32, public domain), so that every run walks the same way. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pairs(count = pairCount): Pair[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `simulated:P${index}USDT`,
    source: 'simulated',
    base: `P${index}`,
    quote: 'USDT',
    name: '',
    tickSize: 0.01,
    addedAt: startT,
  }));
}

/** Every pair takes a step of up to 0.05 % a tick: an ordinary day. */
export function createWalk(count = pairCount): () => Float64Array {
  const random = seeded(7);
  const prices = Float64Array.from({ length: count }, (_, index) => 100 + index * 13);
  return () => {
    for (let index = 0; index < count; index += 1) {
      prices[index] = (prices[index] ?? 1) * (1 + (random() - 0.5) * 0.001);
    }
    return prices;
  };
}

const day = 86_400_000;

/** Nine alarms of every kind, far enough away that an ordinary day seldom rings. */
export function conditions(price: number): Condition[] {
  return [
    { kind: 'target', price: price * 1.3, direction: 'up' },
    { kind: 'target', price: price * 0.7, direction: 'down' },
    { kind: 'target', price: price * 1.4, direction: 'any' },
    { kind: 'extreme', extreme: 'max', percent: 20, since: { kind: 'pair added' } },
    { kind: 'extreme', extreme: 'min', percent: 25, since: { kind: 'alarm armed' } },
    { kind: 'extreme', extreme: 'max', percent: 15, since: { kind: 'window', ms: day } },
    { kind: 'move', percent: 10, direction: 'any', over: { kind: 'window', ms: 900_000, from: 'extreme' } },
    { kind: 'move', percent: 25, direction: 'any', over: { kind: 'window', ms: day, from: 'start' } },
    { kind: 'move', percent: 30, direction: 'any', over: { kind: 'since start' } },
  ];
}

export function alarmsFor(pair: Pair, price: number): Alarm[] {
  return conditions(price).map((condition, index) => ({
    id: `${pair.id}/${index}`,
    pairId: pair.id,
    condition,
    mode: modeOf(condition),
    cooldownMs: 60_000,
    wayBack: 0.003,
    urgency: 'loud',
    note: '',
    expiresAt: null,
    paused: false,
    createdAt: startT,
  }));
}
