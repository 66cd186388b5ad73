/**
 * Random inputs that are hard to judge: samples, alarms of every condition and mode, and everything that a user does
 * to them. The seed is the caller's: `fc.assert(…, { seed })` or `fc.sample(…, { seed, numRuns })`.
 */
import fc from 'fast-check';
import type { Alarm } from '../../src-core/alarm.ts';
import { assertNever } from '../../src-core/assert-never.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import { alarmOf, type ConditionKind, edited } from './random-alarms.ts';
import { type CommandRecipe, type Life, type Recipe, randomRecipe } from './random-recipes.ts';
import { type Market, sampleStep, staleMs } from './random-samples.ts';
import { hour, minute, type Pace, second, times, wholePrice } from './random-values.ts';
import type { ReferenceInput, Step } from './reference.ts';
import { scaledSample, scaledStep } from './scaled.ts';

export interface RandomOptions {
  readonly maxSteps?: number;
  /** Older candles that fill windows (default true). */
  readonly history?: boolean;
  /** Samples to be refused: cached, older, from the future, stale, not a price (default true). */
  readonly flaws?: boolean;
  /** The conditions to draw from (default all). */
  readonly kinds?: readonly ConditionKind[];
  /** By the seconds, or by the hours with windows longer than a day (default either). */
  readonly paces?: readonly Pace[];
  /**
   * Nothing but samples, new alarms in the mode of their condition, and re-arms: no bad ticks, no other coin, no
   * fall-back, no edit, pause or expiry (default false).
   */
  readonly plain?: boolean;
}

const origin: EpochMs = 1_700_000_000_000 - (1_700_000_000_000 % hour);
const allKinds: readonly ConditionKind[] = ['target', 'channel', 'extreme', 'move', 'step'];

const randomHistory = fc.array(
  fc.record({
    minutes: fc.oneof(times(1, 8), { arbitrary: fc.constantFrom(2, 3, 4, 5, 6, 20), weight: 1 }),
    price: wholePrice,
    below: fc.integer({ min: 0, max: 6 }),
    above: fc.integer({ min: 0, max: 6 }),
  }),
  { maxLength: 40 },
);

export function randomInput(options: RandomOptions = {}): fc.Arbitrary<ReferenceInput> {
  const { maxSteps = 120, history = true, flaws = true, kinds = allKinds, plain = false } = options;
  const paces = options.paces ?? (plain ? ['seconds'] : ['seconds', 'seconds', 'hours']);
  const exacts = plain ? [false] : [true, true, true, false];
  const lives = paces.flatMap((pace) => exacts.map((exact) => ({ pace, exact, kinds, flaws, plain })));
  return fc.oneof(...lives.map((life) => randomLife(life, maxSteps, history)));
}

function randomLife(life: Life, maxSteps: number, history: boolean): fc.Arbitrary<ReferenceInput> {
  const { pace, exact, plain } = life;
  return fc
    .record({
      // Whole prices, tiny ones and big ones: no rule knows an absolute size.
      scale: exact ? fc.constantFrom(1, 1, 1, 2 ** -20, 2 ** 10) : fc.constantFrom(1, 1e-6, 0.37, 613.7),
      confirmPercent: exact ? fc.constantFrom(10, 10, 10, 5) : fc.constant(plain ? 1e9 : 400),
      older: history ? randomHistory : fc.constant([]),
      quietBefore: fc.constantFrom(0, 30 * second, 3 * minute, 4 * minute),
      recipes: fc.array(randomRecipe(life), { minLength: 1, maxLength: maxSteps, size: 'max' }),
    })
    .map(({ scale, confirmPercent, older, quietBefore, recipes }) => {
      const past = candlesUpTo(origin - quietBefore, older, pace === 'hours' ? 60 : 1);
      return {
        addedAt: origin,
        ...(past.length > 0 ? { history: past.map((sample) => scaledSample(sample, scale)) } : {}),
        staleMs,
        confirmPercent,
        steps: stepsOf(recipes).map((step) => scaledStep(step, scale)),
      };
    });
}

function candlesUpTo(
  end: EpochMs,
  recipes: readonly { minutes: number; price: number; below: number; above: number }[],
  apart: number,
): Sample[] {
  const candles: Sample[] = [];
  let t = end;
  for (const { minutes, price, below, above } of recipes) {
    const range = { low: price - below, high: price + above, from: t - minute };
    candles.unshift({ t, price, range, kind: 'candle' });
    t -= minutes * apart * minute;
  }
  return candles;
}

function stepsOf(recipes: readonly Recipe[]): Step[] {
  const market: Market = { samples: [], factor: 1, via: null };
  const alarms: Alarm[] = [];
  return recipes.flatMap((recipe) => stepOf(recipe, market, alarms) ?? []);
}

function stepOf(recipe: Recipe, market: Market, alarms: Alarm[]): Step | null {
  const newest = market.samples.at(-1)?.t ?? origin;
  switch (recipe.make) {
    case 'sample':
      return sampleStep(recipe, market, origin);
    case 'leap':
      // There and back: prices stay where targets are.
      market.factor = market.factor === 1 ? recipe.factor : 1;
      return sampleStep(recipe.sample, market, origin);
    case 'serve':
      market.via = recipe.via;
      return null;
    case 'decide':
      return { kind: 'decide', at: newest + recipe.wait, coin: recipe.coin };
    case 'restart':
      return { kind: 'restart' };
    case 'add': {
      const at = newest + recipe.wait;
      const alarm = alarmOf(`alarm-${alarms.length + 1}`, recipe.alarm, at, market);
      alarms.push(alarm);
      return { kind: 'add', at, alarm };
    }
    case 'command':
      return commandOf(recipe, alarms, newest + recipe.wait, market);
    default:
      return assertNever(recipe);
  }
}

function commandOf(recipe: CommandRecipe, alarms: Alarm[], at: EpochMs, market: Market): Step | null {
  const { does } = recipe;
  const index = recipe.which % Math.max(alarms.length, 1);
  const alarm = alarms[index];
  if (alarm === undefined) return null;
  if (does === 'rearm') return { kind: 'rearm', at, alarmId: alarm.id };
  if (does === 'pause' || does === 'resume') {
    alarms[index] = { ...alarm, paused: does === 'pause' };
    return { kind: does, at, alarmId: alarm.id };
  }
  const changed = edited(alarm, does, at, market);
  alarms[index] = changed;
  return { kind: 'edit', at, alarm: changed };
}
