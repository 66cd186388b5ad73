/**
 * Random inputs that are hard to judge: few different prices, so that touches and ties are frequent; ranges that
 * overlap earlier samples; holes of every length; cached, late and broken samples; alarms of every condition.
 * The seed is the caller's: `fc.assert(…, { seed })` or `fc.sample(…, { seed, numRuns })`.
 */
import fc from 'fast-check';
import type { Alarm } from '../../src-core/alarm.ts';
import type { Condition, ExtremeSince, MoveOver, WantedDirection } from '../../src-core/condition.ts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { Sample, TradedRange } from '../../src-core/sample.ts';
import type { ReferenceInput, Step } from './reference.ts';

export interface RandomOptions {
  readonly maxSteps?: number;
  /** Older candles that fill windows (default true). */
  readonly history?: boolean;
  /** Samples to be refused: cached, older, from the future, stale, not a price (default true). */
  readonly flaws?: boolean;
  /** Commands at a time up to 10 s before the newest sample (default false). */
  readonly commandsBehind?: boolean;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const staleMs = minute;
const origin: EpochMs = 1_700_000_000_000 - (1_700_000_000_000 % minute);

const times = <T>(value: T, weight: number) => ({ arbitrary: fc.constant(value), weight });

const oneIn = (n: number) => fc.oneof(times(false, n - 1), times(true, 1));

/** Around 100 in whole steps, so that 5 % or 10 % of one is often exactly another. */
const wholePrice = fc.oneof(
  { arbitrary: fc.integer({ min: 95, max: 105 }), weight: 6 },
  { arbitrary: fc.integer({ min: 80, max: 125 }), weight: 4 },
  { arbitrary: fc.constantFrom(81, 90, 90.25, 95, 99, 100, 100, 105, 110, 110.25, 121), weight: 4 },
);

/** Now and then just inside or outside the tolerance of a touch. */
const nudge = fc.oneof(times(0, 14), {
  arbitrary: fc.constantFrom(5e-10, -5e-10, 2e-9, -2e-9, 1e-8, -1e-8),
  weight: 1,
});

const randomPrice = fc.tuple(wholePrice, nudge).map(([price, by]) => price * (1 + by));

const randomGap = fc.oneof(
  { arbitrary: fc.constantFrom(second, 5 * second, 15 * second, 20 * second), weight: 10 },
  { arbitrary: fc.constantFrom(30 * second, minute - 1, minute, minute + 1), weight: 8 },
  { arbitrary: fc.constantFrom(2 * minute, 3 * minute - 1, 3 * minute, 3 * minute + 1), weight: 5 },
  { arbitrary: fc.constantFrom(5 * minute, 5 * minute + 1, 10 * minute, 20 * minute, hour), weight: 2 },
  { arbitrary: fc.integer({ min: 1, max: 4 * minute }), weight: 4 },
  times(25 * hour, 1),
  times(0, 3),
);

const randomWindow = fc.oneof(
  { arbitrary: fc.constantFrom(minute, 2 * minute, 3 * minute, 5 * minute), weight: 6 },
  { arbitrary: fc.constantFrom(10 * minute, 20 * minute), weight: 3 },
  { arbitrary: fc.constantFrom(hour, 24 * hour), weight: 1 },
);

const randomPercent = fc.constantFrom(1, 2, 3, 5, 5, 10, 10, 20);
const randomDirection = fc.constantFrom<WantedDirection>('up', 'down', 'any');

const randomSince: fc.Arbitrary<ExtremeSince> = fc.oneof(
  fc.constant({ kind: 'pair added' as const }),
  fc.constant({ kind: 'alarm armed' as const }),
  fc.record({ kind: fc.constant('window' as const), ms: randomWindow }),
);

const randomOver: fc.Arbitrary<MoveOver> = fc.oneof(
  { arbitrary: fc.constant({ kind: 'since start' as const }), weight: 1 },
  {
    arbitrary: fc.record({
      kind: fc.constant('window' as const),
      ms: randomWindow,
      from: fc.constantFrom<'extreme' | 'start'>('extreme', 'start'),
    }),
    weight: 2,
  },
);

const randomCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('target' as const), price: wholePrice, direction: randomDirection }),
  fc.record({
    kind: fc.constant('extreme' as const),
    extreme: fc.constantFrom<'max' | 'min'>('max', 'min'),
    percent: randomPercent,
    since: randomSince,
  }),
  fc.record({
    kind: fc.constant('move' as const),
    percent: randomPercent,
    direction: randomDirection,
    over: randomOver,
  }),
);

/** Where a range begins: at the sample before, the running minute, an older sample, or any time. */
type RangeBegin = 'before' | 'minute' | 'older' | 'older by 1' | number;

interface RangeRecipe {
  readonly below: number;
  readonly above: number;
  readonly begin: RangeBegin;
}

const randomRange: fc.Arbitrary<RangeRecipe> = fc.record({
  below: fc.oneof(times(0, 2), { arbitrary: fc.integer({ min: 0, max: 12 }), weight: 3 }),
  above: fc.oneof(times(0, 2), { arbitrary: fc.integer({ min: 0, max: 12 }), weight: 3 }),
  begin: fc.oneof(
    { arbitrary: fc.constantFrom<RangeBegin>('before', 'minute', 'older', 'older by 1'), weight: 4 },
    { arbitrary: fc.integer({ min: 1, max: 6 * minute }), weight: 1 },
  ),
});

type Flaw = 'none' | 'cached' | 'cached, wider' | 'older' | 'future' | 'stale' | 'nan' | 'zero' | 'negative';

const randomFlaw = fc.oneof(times<Flaw>('none', 20), {
  arbitrary: fc.constantFrom<Flaw>(
    'cached',
    'cached',
    'cached, wider',
    'cached, wider',
    'older',
    'future',
    'stale',
    'nan',
    'zero',
    'negative',
  ),
  weight: 3,
});

interface SampleRecipe {
  readonly make: 'sample';
  readonly gap: number;
  readonly price: Price;
  /** The price of the sample before once more, instead of `price`. */
  readonly again: boolean;
  readonly range: RangeRecipe | null;
  readonly kind: Sample['kind'];
  /** How much later than its `t` it arrives; up to `stale` a quote is taken, below -60 s nothing is. */
  readonly delay: number;
  readonly flaw: Flaw;
}

interface AddRecipe {
  readonly make: 'add';
  readonly wait: number;
  readonly condition: Condition;
  /** A target exactly at the price of the sample before. */
  readonly atPrice: boolean;
  readonly cooldownMs: number;
}

type Recipe =
  | SampleRecipe
  | AddRecipe
  | { readonly make: 'rearm'; readonly wait: number; readonly which: number };

const randomSample: fc.Arbitrary<SampleRecipe> = fc.record({
  make: fc.constant('sample' as const),
  gap: randomGap,
  price: randomPrice,
  again: oneIn(6),
  range: fc.option(randomRange, { freq: 2 }),
  kind: fc.constantFrom<Sample['kind']>('quote', 'quote', 'candle'),
  delay: fc.constantFrom(0, 0, 500, staleMs, -minute),
  flaw: randomFlaw,
});

function randomRecipe(behind: boolean): fc.Arbitrary<Recipe> {
  const ahead = fc.constantFrom(0, 0, 1, second, 10 * second, 30 * second);
  const wait = behind ? fc.oneof(ahead, fc.constantFrom(-1, -second, -10 * second)) : ahead;
  return fc.oneof(
    { arbitrary: randomSample, weight: 14 },
    {
      arbitrary: fc.record({
        make: fc.constant('add' as const),
        wait,
        condition: randomCondition,
        atPrice: oneIn(4),
        cooldownMs: fc.constantFrom(second, 15 * second, minute, minute, 10 * minute),
      }),
      weight: 4,
    },
    {
      arbitrary: fc.record({ make: fc.constant('rearm' as const), wait, which: fc.nat(40) }),
      weight: 3,
    },
  );
}

const randomHistory = fc.array(
  fc.record({
    gap: fc.oneof(times(minute, 8), { arbitrary: fc.constantFrom(2, 3, 4, 5, 6, 20), weight: 1 }),
    price: wholePrice,
    below: fc.integer({ min: 0, max: 6 }),
    above: fc.integer({ min: 0, max: 6 }),
  }),
  { maxLength: 40 },
);

export function randomInput(options: RandomOptions = {}): fc.Arbitrary<ReferenceInput> {
  const { maxSteps = 120, history = true, flaws = true, commandsBehind = false } = options;
  return fc
    .record({
      // Whole prices, tiny ones and big ones: no rule knows an absolute size.
      scale: fc.constantFrom(1, 1, 1, 1e-6, 0.37, 613.7),
      older: history ? randomHistory : fc.constant([]),
      quietBefore: fc.constantFrom(0, 30 * second, 3 * minute, 4 * minute),
      recipes: fc.array(randomRecipe(commandsBehind), { minLength: 2, maxLength: maxSteps, size: 'max' }),
    })
    .map(({ scale, older, quietBefore, recipes }) => {
      const past = candlesUpTo(origin - quietBefore, older).map((sample) => scaledSample(sample, scale));
      const steps = stepsOf(recipes, flaws).map((step) => scaledStep(step, scale));
      return { addedAt: origin, ...(past.length > 0 ? { history: past } : {}), staleMs, steps };
    });
}

function candlesUpTo(
  end: EpochMs,
  recipes: readonly { gap: number; price: number; below: number; above: number }[],
): Sample[] {
  const candles: Sample[] = [];
  let t = end;
  for (const { gap, price, below, above } of recipes) {
    const range = { low: price - below, high: price + above, from: t - minute };
    candles.unshift({ t, price, range, kind: 'candle' });
    t -= gap < minute ? gap * minute : gap;
  }
  return candles;
}

function stepsOf(recipes: readonly Recipe[], flaws: boolean): Step[] {
  const steps: Step[] = [];
  const alarmIds: string[] = [];
  const samples: Sample[] = [];
  for (const recipe of recipes) {
    const newest = samples.at(-1)?.t ?? origin;
    if (recipe.make === 'sample') {
      const step = sampleStep(flaws ? recipe : { ...recipe, flaw: 'none' }, samples);
      steps.push(step);
      if (taken.has(recipe.flaw) || !flaws) samples.push(step.sample);
    } else if (recipe.make === 'add') {
      const at = newest + recipe.wait;
      const alarm = alarmOf(`alarm-${alarmIds.length + 1}`, recipe, at, samples.at(-1)?.price);
      alarmIds.push(alarm.id);
      steps.push({ kind: 'add', at, alarm });
    } else {
      const alarmId = alarmIds[recipe.which % Math.max(alarmIds.length, 1)];
      if (alarmId !== undefined) steps.push({ kind: 'rearm', at: newest + recipe.wait, alarmId });
    }
  }
  return steps;
}

type SampleStep = Extract<Step, { kind: 'sample' }>;

/** The others are refused, so that no later sample is measured against them. */
const taken: ReadonlySet<Flaw> = new Set<Flaw>(['none', 'cached', 'cached, wider']);

function sampleStep(recipe: SampleRecipe, samples: readonly Sample[]): SampleStep {
  const last = samples.at(-1);
  const t = (last?.t ?? origin) + recipe.gap;
  const price = recipe.again && last !== undefined ? last.price : recipe.price;
  const range = recipe.range === null ? undefined : rangeOf(recipe.range, t, price, samples);
  const sample: Sample = { t, price, kind: recipe.kind, ...(range === undefined ? {} : { range }) };
  const step: SampleStep = { kind: 'sample', sample, now: t + recipe.delay };
  return flawed[recipe.flaw](step, last, recipe);
}

type Spoil = (step: SampleStep, last: Sample | undefined, recipe: SampleRecipe) => SampleStep;

const flawed: Record<Flaw, Spoil> = {
  none: (step) => step,
  cached: (step, last) => (last === undefined ? step : { ...step, sample: last, now: last.t }),
  'cached, wider': (step, last, recipe) =>
    last === undefined ? step : { ...step, sample: widened(last, recipe) },
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
function widened(last: Sample, recipe: SampleRecipe): Sample {
  const below = recipe.range?.below ?? 3;
  const above = recipe.range?.above ?? 3;
  const from = last.range?.from ?? last.t - 10 * second;
  const range = { low: last.price - below, high: last.price + above, from };
  return { ...last, kind: 'candle', range };
}

function rangeOf(recipe: RangeRecipe, t: EpochMs, price: number, samples: readonly Sample[]): TradedRange {
  const from = rangeBegin(recipe.begin, t, samples);
  const low = price - recipe.below;
  const high = price + recipe.above;
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

function alarmOf(id: string, recipe: AddRecipe, at: EpochMs, lastPrice: Price | undefined): Alarm {
  const { atPrice, cooldownMs } = recipe;
  const exactly = recipe.condition.kind === 'target' && atPrice && lastPrice !== undefined;
  const condition = exactly ? { ...recipe.condition, price: lastPrice } : recipe.condition;
  const repeats = condition.kind === 'move' && condition.over.kind === 'since start';
  const mode = repeats ? 'repeat' : 'once';
  const rest = { wayBack: 0.003, urgency: 'loud', note: '', expiresAt: null, paused: false } as const;
  return { id, pairId: 'simulated:random', condition, mode, cooldownMs, createdAt: at, ...rest };
}

function scaledStep(step: Step, scale: number): Step {
  if (step.kind === 'sample') return { ...step, sample: scaledSample(step.sample, scale) };
  if (step.kind === 'rearm' || step.alarm.condition.kind !== 'target') return step;
  const condition = { ...step.alarm.condition, price: step.alarm.condition.price * scale };
  return { ...step, alarm: { ...step.alarm, condition } };
}

function scaledSample({ range, ...sample }: Sample, scale: number): Sample {
  const price = sample.price * scale;
  if (range === undefined) return { ...sample, price };
  return { ...sample, price, range: { ...range, low: range.low * scale, high: range.high * scale } };
}
