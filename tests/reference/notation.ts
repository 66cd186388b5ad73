/** Inputs of the reference in short, for its own tests. Times are seconds after the pair was added. */
import type { Alarm } from '../../src-core/alarm.ts';
import type {
  AlarmMode,
  Condition,
  ExtremeSince,
  MoveOver,
  WantedDirection,
} from '../../src-core/condition.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample, Via } from '../../src-core/sample.ts';
import {
  type ReferenceFiring,
  type ReferenceInput,
  type ReferenceOutcome,
  referenceFirings,
  type Step,
} from './reference.ts';

/** The beginning of a day, so that stretches of minutes and hours begin at whole ones. */
export const addedAt: EpochMs = Date.UTC(2023, 10, 15);
export const at = (seconds: number): EpochMs => addedAt + seconds * 1_000;
export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => n * 3_600_000;
export const days = (n: number) => n * 86_400_000;

export function quote(seconds: number, price: number): Step {
  return { kind: 'sample', sample: { t: at(seconds), price, kind: 'quote' }, now: at(seconds) };
}

/** A candle: `price` at `seconds`, with what was traded since `from`. */
export function wide(seconds: number, price: number, low: number, high: number, from: number): Step {
  const range = { low, high, from: at(from) };
  return { kind: 'sample', sample: { t: at(seconds), price, range, kind: 'candle' }, now: at(seconds) };
}

/** A quote with what was traded since `from`, as a running candle tells it. */
export function running(seconds: number, price: number, low: number, high: number, from: number): Step {
  const range = { low, high, from: at(from) };
  return { kind: 'sample', sample: { t: at(seconds), price, range, kind: 'quote' }, now: at(seconds) };
}

/** A quote of a fallback, already divided by the basis; null where that is not known. */
export function served(seconds: number, price: number, basis: number | null, source = 'coingecko'): Step {
  const via = { source, basis } as Via;
  return { kind: 'sample', sample: { t: at(seconds), price, kind: 'quote', via }, now: at(seconds) };
}

export function candle(seconds: number, price: number, low = price, high = price, long = 60): Sample {
  return { t: at(seconds), price, range: { low, high, from: at(seconds - long) }, kind: 'candle' };
}

export type Settings = Partial<
  Pick<Alarm, 'id' | 'mode' | 'cooldownMs' | 'wayBack' | 'paused' | 'note' | 'urgency'>
> & {
  /** Seconds, as all times here. */
  readonly expires?: number | null;
};

export function alarm(seconds: number, condition: Condition, settings: Settings = {}): Alarm {
  const { expires = null, ...rest } = settings;
  const always = condition.kind === 'move' && condition.over.kind === 'since start';
  return {
    id: 'a',
    pairId: 'simulated:X',
    condition,
    mode: always ? 'repeat' : ('once' satisfies AlarmMode),
    cooldownMs: 60_000,
    wayBack: 0,
    urgency: 'loud',
    note: '',
    expiresAt: expires === null ? null : at(expires),
    paused: false,
    createdAt: at(seconds),
    ...rest,
  };
}

export function add(seconds: number, condition: Condition, settings: Settings = {}): Step {
  return { kind: 'add', at: at(seconds), alarm: alarm(seconds, condition, settings) };
}

/** The alarm as it is after the edit, whole. */
export function edit(seconds: number, condition: Condition, settings: Settings = {}): Step {
  return { kind: 'edit', at: at(seconds), alarm: alarm(0, condition, settings) };
}

export const rearm = (seconds: number): Step => ({ kind: 'rearm', at: at(seconds), alarmId: 'a' });
export const pause = (seconds: number): Step => ({ kind: 'pause', at: at(seconds), alarmId: 'a' });
export const resume = (seconds: number): Step => ({ kind: 'resume', at: at(seconds), alarmId: 'a' });
export const same = (seconds: number): Step => ({ kind: 'decide', at: at(seconds), coin: 'same' });
export const another = (seconds: number): Step => ({ kind: 'decide', at: at(seconds), coin: 'another' });

export const target = (price: number, direction: WantedDirection): Condition => ({
  kind: 'target',
  price,
  direction,
});
export const leaves = (low: number, high: number): Condition => ({
  kind: 'channel',
  low,
  high,
  when: 'leaves',
});
export const enters = (low: number, high: number): Condition => ({
  kind: 'channel',
  low,
  high,
  when: 'enters',
});
export const extreme = (which: 'max' | 'min', percent: number, since: ExtremeSince): Condition => ({
  kind: 'extreme',
  extreme: which,
  percent,
  since,
});
export const move = (percent: number, direction: WantedDirection, over: MoveOver): Condition => ({
  kind: 'move',
  percent,
  direction,
  over,
});
export const stepOf = (every: number, unit: 'percent' | 'quote'): Condition => ({
  kind: 'step',
  every,
  unit,
});

export const pairAdded: ExtremeSince = { kind: 'pair added' };
export const alarmArmed: ExtremeSince = { kind: 'alarm armed' };
export const last = (n: number): ExtremeSince => ({ kind: 'window', ms: minutes(n) });
export const fromExtreme = (n: number): MoveOver => ({ kind: 'window', ms: minutes(n), from: 'extreme' });
export const fromStart = (n: number): MoveOver => ({ kind: 'window', ms: minutes(n), from: 'start' });
export const sinceStart: MoveOver = { kind: 'since start' };

/** Without bad ticks where nothing else is said: they have tests of their own. */
export function inputOf(steps: Step[], history: Sample[] = [], confirmPercent = 1e9): ReferenceInput {
  return { addedAt, history, staleMs: 60_000, confirmPercent, steps };
}

export function run(steps: Step[], history: Sample[] = [], confirmPercent = 1e9): ReferenceOutcome {
  return referenceFirings(inputOf(steps, history, confirmPercent));
}

/** A firing in short: `15 up by high 100, from 99@0`. */
export function told({ t, direction, by, provingPrice, reference }: ReferenceFiring): string {
  const seconds = (ms: number) => (ms - addedAt) / 1_000;
  return `${seconds(t)} ${direction} by ${by} ${provingPrice}, from ${reference.price}@${seconds(reference.t)}`;
}

export function fired(steps: Step[], history: Sample[] = []): string[] {
  return run(steps, history).firings.map(told);
}

/** When an alarm fired, in seconds. */
export function firedAt(steps: Step[], history: Sample[] = []): number[] {
  return run(steps, history).firings.map(({ t }) => (t - addedAt) / 1_000);
}
