import { seeded } from '../../bench/market.ts';
import type { Candle } from '../../src-core/sample.ts';

/** When every story begins. */
export const start = Date.UTC(2026, 0, 5, 12);
export const minute = 60_000;
const hour = 60;

interface Course {
  readonly seed: number;
  readonly price: number;
  readonly digits: number;
  /** What the price gains or loses in a minute after `start`. */
  readonly drift: number;
}

/** A day of made-up minutes before `start`, and two hours after it. */
function minutes({ seed, price, digits, drift }: Course): Candle[] {
  const random = seeded(seed);
  const round = (value: number) => Number(value.toFixed(digits));
  const candles: Candle[] = [];
  let last = price;
  for (let index = -24 * hour; index < 2 * hour; index += 1) {
    const open = round(last);
    last *= 1 + (random() - 0.5) * 0.0016 + (index >= 0 ? drift : 0);
    const close = round(last);
    const [low, high] = [Math.min(open, close), Math.max(open, close)];
    candles.push({ openTime: start + index * minute, intervalMs: minute, open, high, low, close });
  }
  return candles;
}

export const files = {
  BTCUSDT: minutes({ seed: 3, price: 58_000, digits: 2, drift: 0.0015 }),
  ETHUSDT: minutes({ seed: 5, price: 2_900, digits: 2, drift: -0.0004 }),
  SOLUSDT: minutes({ seed: 8, price: 142, digits: 2, drift: 0.0002 }),
  DOGEUSDT: minutes({ seed: 13, price: 0.2277, digits: 5, drift: 0 }),
  SHIBUSDT: minutes({ seed: 21, price: 0.00001234, digits: 8, drift: 0 }),
};
