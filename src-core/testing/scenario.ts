import type { Alarm, AlarmView, Firing } from '../alarm.ts';
import {
  type Condition,
  type ExtremeSince,
  type MoveOver,
  modeOf,
  type WantedDirection,
} from '../condition.ts';
import { type Armed, createEngine, type Engine } from '../engine.ts';
import type { RingFacet } from '../state.ts';
import type { Taken } from '../take-sample.ts';
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

export const target = (price: number, direction: WantedDirection): Condition => ({
  kind: 'target',
  price,
  direction,
});
export const channel = (low: number, high: number, when: 'leaves' | 'enters'): Condition => ({
  kind: 'channel',
  low,
  high,
  when,
});
export const step = (every: number, unit: 'percent' | 'quote' = 'quote'): Condition => ({
  kind: 'step',
  every,
  unit,
});
/** Falls `percent` from the highest since then. */
export const fallFromMax = (percent: number, since: ExtremeSince): Condition => ({
  kind: 'extreme',
  extreme: 'max',
  percent,
  since,
});
/** Rises `percent` from the lowest since then. */
export const riseFromMin = (percent: number, since: ExtremeSince): Condition => ({
  kind: 'extreme',
  extreme: 'min',
  percent,
  since,
});
export const move = (percent: number, direction: WantedDirection, over: MoveOver): Condition => ({
  kind: 'move',
  percent,
  direction,
  over,
});
export const pairAdded: ExtremeSince = { kind: 'pair added' };
export const alarmArmed: ExtremeSince = { kind: 'alarm armed' };
export const lastMinutes = (n: number): ExtremeSince => ({ kind: 'window', ms: n * minute });
export const fromExtreme = (minutes: number): MoveOver => ({
  kind: 'window',
  ms: minutes * minute,
  from: 'extreme',
});
export const fromStart = (minutes: number): MoveOver => ({
  kind: 'window',
  ms: minutes * minute,
  from: 'start',
});
export const sinceStart: MoveOver = { kind: 'since start' };

export function alarmOf(condition: Condition, id = 'a1'): Alarm {
  return {
    id,
    pairId: btc.id,
    condition,
    mode: modeOf(condition),
    cooldownMs: 60_000,
    wayBack: 0.003,
    urgency: 'loud',
    note: '',
    expiresAt: null,
    paused: false,
    createdAt: start,
  };
}

/** `[low, high]` traded since the scenario's now, or `[low, high, from]` with `from` in seconds after the start. */
export type RangeNote = readonly [low: number, high: number, from?: number];

/** One pair, its alarms and a clock that only the scenario moves. */
export interface Scenario {
  readonly engine: Engine;
  readonly firings: Firing[];
  /** Every sample taken, as it was kept; alarms that are added get them as history. */
  readonly samples: Sample[];
  /** A quote `seconds` after the one before. */
  readonly quote: (price: number, seconds?: number) => Taken;
  /** A quote with what was traded since `seconds` ago. */
  readonly ranged: (price: number, low: number, high: number, seconds?: number) => Taken;
  /** A quote `seconds` after the start. */
  readonly at: (seconds: number, price: number, range?: RangeNote) => Taken;
  readonly take: (sample: Sample) => Taken;
  /** Arms an alarm now; answers whether it is true already. */
  readonly add: (condition: Condition, id?: string, history?: Iterable<Sample>) => boolean;
  /** The same with more of the alarm's fields. */
  readonly addAlarm: (condition: Condition, more: Partial<Alarm>, ringNow?: boolean) => Armed;
  /** Changes fields of an alarm now. */
  readonly change: (more: Partial<Alarm>, id?: string) => Armed;
  readonly rearm: (id?: string) => boolean;
  readonly view: (id?: string, ring?: RingFacet | null) => AlarmView;
  /** The firings in short: `15 up by high 110, level 110, from 100@0`. */
  readonly told: () => string[];
  /**
   * Stops, and goes on with a new engine from what is stored as JSON: trackers, the pair's memory and its samples.
   * `rules`: what the rules say by then, where a change of them was stored and its tracker was not.
   */
  readonly restart: (rules?: (alarm: Alarm) => Alarm) => void;
  readonly now: () => number;
  readonly wait: (ms: number) => void;
}

function asStored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Scenarios jump far to stay short: quotes are held for confirming only in those that are about it. */
const neverHeld = 1_000_000;

export function scenario(...prices: number[]): Scenario {
  return scenarioHolding(neverHeld, ...prices);
}

/** A scenario in which quotes farther off than `confirmPercent` wait for the next one. */
export function scenarioHolding(confirmPercent: number, ...prices: number[]): Scenario {
  const begin = () => {
    const fresh = createEngine();
    fresh.setConfirmPercent(confirmPercent);
    return fresh;
  };
  let engine = begin();
  const firings: Firing[] = [];
  const samples: Sample[] = [];
  let now = start;
  engine.addPair(btc, 60_000);
  const take = (sample: Sample): Taken => {
    now = Math.max(now, sample.t);
    const taken = engine.takeSample(btc.id, sample, now);
    if (taken.accepted) {
      samples.push(...taken.samples);
      firings.push(...taken.firings);
    }
    return taken;
  };
  const quoteAt = (t: number, price: number, range?: TradedRange) =>
    take({ t, price, kind: 'quote', ...(range && { range }) });
  const made: Scenario = {
    get engine() {
      return engine;
    },
    firings,
    samples,
    take,
    quote: (price, seconds = 15) => quoteAt(now + seconds * second, price),
    ranged: (price, low, high, seconds = 15) =>
      quoteAt(now + seconds * second, price, { low, high, from: now }),
    at: (seconds, price, range) => {
      const t = start + seconds * second;
      if (range === undefined) return quoteAt(t, price);
      const [low, high, from] = range;
      return quoteAt(t, price, { low, high, from: from === undefined ? now : start + from * second });
    },
    add: (condition, id = 'a1', history = samples) =>
      engine.addAlarm(alarmOf(condition, id), { armAt: now, history }).alreadyTrue,
    addAlarm(condition, more, ringNow = false) {
      const alarm = { ...alarmOf(condition, more.id), ...more };
      const armed = engine.addAlarm(alarm, { armAt: now, history: samples, ringNow });
      if (armed.firing !== null) firings.push(armed.firing);
      return armed;
    },
    change(more, id = 'a1') {
      const alarm = engine.alarmsOf(btc.id).find((one) => one.id === id);
      if (alarm === undefined) throw new Error(`no alarm ${id}`);
      return engine.changeAlarm({ ...alarm, ...more }, now, { history: samples });
    },
    rearm: (id = 'a1') => engine.rearm(id, now),
    view: (id = 'a1', ring = null) => {
      const view = engine.view(id, now, ring);
      if (view === null) throw new Error(`no alarm ${id}`);
      return view;
    },
    told: () => firings.map(told),
    restart: (rules = (alarm) => alarm) => {
      const before = engine;
      engine = begin();
      engine.addPair(btc, 60_000, asStored(before.pairMemory(btc.id)) ?? undefined);
      for (const alarm of before.alarmsOf(btc.id)) {
        const stored = asStored(before.tracker(alarm.id));
        engine.addAlarm(rules(alarm), { armAt: null, stored, history: samples });
      }
    },
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

/** `15 up by high 110, level 110, from 100@0`, times in seconds after the start, levels to nine digits. */
export function told({ t, proof }: Firing): string {
  const seconds = (ms: number) => (ms - start) / second;
  const { direction, proving, reference } = proof;
  const level = Number(proof.level.toPrecision(9));
  return `${seconds(t)} ${direction} by ${proving.by} ${proving.price}, level ${level}, from ${reference.price}@${seconds(reference.t)}`;
}
