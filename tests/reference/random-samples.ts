/** Samples whose ranges overlap earlier ones, that are far from the last price, cached, late and broken. */
import fc from 'fast-check';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { Sample, TradedRange, Via } from '../../src-core/sample.ts';
import { minute, nudge, type Pace, randomGap, second, times, wholePrice } from './random-values.ts';
import type { Step } from './reference.ts';

export const staleMs = minute;

export type SampleStep = Extract<Step, { kind: 'sample' }>;

/** Where a range begins: at the sample before, the running minute, an older sample, or any time. */
type RangeBegin = 'before' | 'minute' | 'older' | 'older by 1' | number;

interface RangeRecipe {
  readonly below: number;
  readonly above: number;
  readonly begin: RangeBegin;
}

type Flaw = 'none' | 'cached' | 'cached, wider' | 'older' | 'future' | 'stale' | 'nan' | 'zero' | 'negative';

export interface SampleRecipe {
  readonly make: 'sample';
  readonly gap: number;
  /** A whole price, or how far it is from that of the sample before. */
  readonly price: { readonly at: Price } | { readonly away: number };
  readonly nudge: number;
  readonly range: RangeRecipe | null;
  readonly kind: Sample['kind'];
  /** How much later than its `t` it arrives; up to `stale` a quote is taken, below -60 s nothing is. */
  readonly delay: number;
  readonly flaw: Flaw;
}

/** What the samples made so far leave behind for the next. */
export interface Market {
  /** As they were offered; without those that are refused at sight. */
  readonly samples: Sample[];
  /** What prices are multiplied by since the last leap. */
  factor: number;
  via: Via | null;
}

const reach = fc.oneof(
  times(0, 4),
  { arbitrary: fc.integer({ min: 0, max: 12 }), weight: 6 },
  { arbitrary: fc.constantFrom(15, 30), weight: 1 },
);

const randomRange: fc.Arbitrary<RangeRecipe> = fc.record({
  below: reach,
  above: reach,
  begin: fc.oneof(
    { arbitrary: fc.constantFrom<RangeBegin>('before', 'minute', 'older', 'older by 1'), weight: 4 },
    { arbitrary: fc.integer({ min: 1, max: 6 * minute }), weight: 1 },
  ),
});

const broken = fc.constantFrom<Flaw>('older', 'future', 'stale', 'nan', 'zero', 'negative');
const randomFlaw = fc.oneof(
  times<Flaw>('none', 60),
  { arbitrary: fc.constantFrom<Flaw>('cached', 'cached, wider'), weight: 4 },
  { arbitrary: broken, weight: 5 },
);

export function randomSample(pace: Pace, flaws: boolean): fc.Arbitrary<SampleRecipe> {
  return fc.record({
    make: fc.constant('sample' as const),
    gap: randomGap(pace),
    price: fc.oneof(
      { arbitrary: wholePrice.map((at) => ({ at })), weight: 3 },
      { arbitrary: fc.integer({ min: -6, max: 6 }).map((away) => ({ away })), weight: 5 },
      times({ away: 0 }, 1),
    ),
    nudge,
    range: fc.option(randomRange, { freq: 2 }),
    kind: fc.constantFrom<Sample['kind']>('quote', 'quote', 'candle'),
    delay: fc.constantFrom(0, 0, 500, staleMs, -minute),
    flaw: flaws ? randomFlaw : fc.constant('none' as const),
  });
}

export function sampleStep(recipe: SampleRecipe, market: Market, origin: EpochMs): SampleStep {
  const last = market.samples.at(-1);
  const t = (last?.t ?? origin) + recipe.gap;
  const base = baseOf(recipe, market);
  const price = base * (1 + recipe.nudge) * market.factor;
  const range = recipe.range === null ? undefined : rangeOf(recipe.range, t, base, market);
  const sample: Sample = {
    t,
    price,
    kind: recipe.kind,
    ...(range === undefined ? {} : { range }),
    ...(market.via === null ? {} : { via: { ...market.via, by: price * (market.via.basis ?? 1) } }),
  };
  const step: SampleStep = { kind: 'sample', sample, now: t + recipe.delay };
  const spoilt = spoil[recipe.flaw](step, last, recipe, market.factor);
  if (spoilt === step || taken.has(recipe.flaw)) market.samples.push(spoilt.sample);
  return spoilt;
}

/** Other spoilt ones are refused, so that no later sample is measured against them. */
const taken: ReadonlySet<Flaw> = new Set<Flaw>(['cached', 'cached, wider']);

function baseOf({ price }: SampleRecipe, { samples, factor }: Market): number {
  if ('at' in price) return price.at;
  const last = Math.round((samples.at(-1)?.price ?? 100 * factor) / factor);
  return Math.min(150, Math.max(50, last + price.away));
}

type Spoil = (step: SampleStep, last: Sample | undefined, recipe: SampleRecipe, factor: number) => SampleStep;

const spoil: Record<Flaw, Spoil> = {
  none: (step) => step,
  cached: (step, last) => (last === undefined ? step : { ...step, sample: last, now: last.t }),
  'cached, wider': (step, last, recipe, factor) =>
    last === undefined ? step : { ...step, sample: widened(last, recipe, factor) },
  older: (step, last) =>
    last === undefined
      ? step
      : { ...step, sample: { ...step.sample, t: last.t - 1 - (step.sample.t - last.t) } },
  future: (step) => ({ ...step, now: step.sample.t - minute - 1 }),
  stale: (step) => ({
    ...step,
    sample: { ...step.sample, kind: 'quote' },
    now: step.sample.t + staleMs + 1,
  }),
  nan: (step) => ({ ...step, sample: { ...step.sample, price: Number.NaN } }),
  zero: (step) => ({ ...step, sample: { ...step.sample, price: 0 } }),
  negative: (step) => ({ ...step, sample: { ...step.sample, price: -step.sample.price } }),
};

/** The same answer again, its range wider, narrower or new. */
function widened(last: Sample, recipe: SampleRecipe, factor: number): Sample {
  const below = (recipe.range?.below ?? 3) * factor;
  const above = (recipe.range?.above ?? 3) * factor;
  const from = last.range?.from ?? last.t - 10 * second;
  const range = { low: last.price - below, high: last.price + above, from };
  return { ...last, kind: 'candle', range };
}

const longestRange = 24 * 3_600_000;

function rangeOf(recipe: RangeRecipe, t: EpochMs, base: number, market: Market): TradedRange {
  // No candle that runs is asked for is longer; what was seen before that is forgotten.
  const from = Math.max(rangeBegin(recipe.begin, t, market.samples), t - longestRange);
  const low = (base - recipe.below) * market.factor;
  const high = (base + recipe.above) * market.factor;
  return { low, high, from: from < t ? from : t - 10 * second };
}

function rangeBegin(begin: RangeBegin, t: EpochMs, samples: readonly Sample[]): EpochMs {
  const last = samples.at(-1)?.t ?? t - 15 * second;
  const older = samples.at(-4)?.t ?? last - minute;
  if (begin === 'before') return last;
  if (begin === 'minute') return t - (t % minute);
  if (begin === 'older') return older;
  if (begin === 'older by 1') return older - 1;
  return t - begin;
}
