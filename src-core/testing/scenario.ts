import type { Alarm, Firing } from '../alarm.ts';
import { type Condition, modeOf } from '../condition.ts';
import { createEngine, type Engine, type Taken } from '../engine.ts';
import type { Pair } from '../pair.ts';
import type { Sample, TradedRange } from '../sample.ts';

export const second = 1_000;
export const minute = 60_000;
export const hour = 3_600_000;
/** Any moment will do; a round one makes failures readable. */
export const start = Date.UTC(2026, 0, 5, 12, 0, 0);

export const btc: Pair = {
  id: 'binance:BTCUSDT',
  source: 'binance',
  base: 'BTC',
  quote: 'USDT',
  name: 'Bitcoin',
  tickSize: 0.01,
  addedAt: start,
};

export function alarmOf(condition: Condition, id = 'a1'): Alarm {
  return { id, pairId: btc.id, condition, mode: modeOf(condition), cooldownMs: 60_000, createdAt: start };
}

/** One pair, its alarms and a clock that only the scenario moves. */
export interface Scenario {
  readonly engine: Engine;
  readonly firings: Firing[];
  /** A quote `seconds` after the one before. */
  readonly quote: (price: number, seconds?: number) => Taken;
  /** A quote with what was traded since `seconds` ago. */
  readonly ranged: (price: number, low: number, high: number, seconds?: number) => Taken;
  readonly take: (sample: Sample) => Taken;
  readonly add: (condition: Condition, id?: string, history?: Iterable<Sample>) => boolean;
  readonly now: () => number;
  readonly wait: (ms: number) => void;
}

export function scenario(...prices: number[]): Scenario {
  const engine = createEngine();
  const firings: Firing[] = [];
  let now = start;
  engine.addPair(btc, 60_000);
  const take = (sample: Sample): Taken => {
    now = Math.max(now, sample.t);
    const taken = engine.takeSample(btc.id, sample, now);
    if (taken.accepted) firings.push(...taken.firings);
    return taken;
  };
  const at = (price: number, seconds: number, range?: TradedRange) =>
    take({ t: now + seconds * second, price, kind: 'quote', ...(range && { range }) });
  const made: Scenario = {
    engine,
    firings,
    take,
    quote: (price, seconds = 15) => at(price, seconds),
    ranged: (price, low, high, seconds = 15) => at(price, seconds, { low, high, from: now }),
    add: (condition, id = 'a1', history = []) =>
      engine.addAlarm(alarmOf(condition, id), { armAt: now, history }).alreadyTrue,
    now: () => now,
    wait: (ms) => {
      now += ms;
    },
  };
  for (const price of prices) made.quote(price);
  return made;
}

/** `up 100.5 by high`: what a firing says, short enough for a table. */
export function short(firing: Firing): string {
  const { direction, proving } = firing.proof;
  return `${direction} ${proving.price} by ${proving.by}`;
}
