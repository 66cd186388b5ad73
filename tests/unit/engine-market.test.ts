import { describe, expect, test } from 'vitest';
import type { Alarm } from '../../src-core/alarm.ts';
import type { Condition } from '../../src-core/condition.ts';
import type { Candle, Sample } from '../../src-core/sample.ts';
import {
  alarmArmed,
  alarmOf,
  fallFromMax,
  fromExtreme,
  fromStart,
  hour,
  lastMinutes,
  minute,
  move,
  pairAdded,
  riseFromMin,
  sinceStart,
  target,
} from '../../src-core/testing/scenario.ts';
import { engineFirings } from '../reference/engine-firings.ts';
import { closedCandlesOf, marketMinutes, marketSeries, quotesOf } from '../reference/market-samples.ts';
import { type ReferenceInput, referenceFirings, type Step } from '../reference/reference.ts';
import { tellOutcome } from '../reference/tell.ts';

const absent = marketSeries() === null;
const why = absent ? ' (needs the recorded data in ../shared/market-data, which is not there)' : '';

/** One alarm of every kind, its target levels between the first price and the farthest of the stretch. */
function conditions(first: number, lowest: number, highest: number): Record<string, Condition> {
  const down = first - (first - lowest) / 2;
  const up = first + (highest - first) / 2;
  const swing = ((highest - lowest) / highest) * 100;
  const some = (share: number) => Number((swing * share).toPrecision(2));
  return {
    'target down': target(down, 'down'),
    'target up': target(up, 'up'),
    'target any': target((down + lowest) / 2, 'any'),
    'target at the arming price': target(first, 'any'),
    'channel left': { kind: 'channel', low: down, high: up, when: 'leaves' },
    'channel entered': { kind: 'channel', low: (down + lowest) / 2, high: down, when: 'enters' },
    'fall since the pair was added': fallFromMax(some(0.4), pairAdded),
    'fall since armed': fallFromMax(some(0.3), alarmArmed),
    'fall in 30 min': fallFromMax(some(0.2), lastMinutes(30)),
    'rise since armed': riseFromMin(some(0.15), alarmArmed),
    'rise in 10 min': riseFromMin(some(0.1), lastMinutes(10)),
    'move in 15 min': move(some(0.2), 'any', fromExtreme(15)),
    'move up in an hour': move(some(0.1), 'up', fromExtreme(60)),
    'move against 20 min ago': move(some(0.15), 'any', fromStart(20)),
    'move down against 5 min ago': move(some(0.1), 'down', fromStart(5)),
    'move since start': move(some(0.1), 'any', sinceStart),
    'fall in 2 days': fallFromMax(some(0.25), { kind: 'window', ms: 48 * hour }),
    'move in 8 days': move(some(0.25), 'any', { kind: 'window', ms: 192 * hour, from: 'extreme' }),
    'step of percent': { kind: 'step', every: some(0.1), unit: 'percent' },
    'step of quote units': { kind: 'step', every: (highest - lowest) / 10, unit: 'quote' },
  };
}

const fiveMinutes = 5 * minute;

/** Whether the source lists another coin now under the same name. */
function isAnotherCoin(sample: Sample, before: Sample): boolean {
  const holeMs = (sample.range?.from ?? sample.t) - before.t;
  const factor = sample.price / before.price;
  return holeMs > fiveMinutes && (factor > 10 || factor < 0.1);
}

/**
 * Of every condition there is one alarm that rings once and one that repeats. They are armed with the first sample and
 * re-armed every half hour, which those that rest obey; the user sees another coin at once.
 */
function inputOf(minutes: readonly Candle[], samples: readonly Sample[], history: Sample[]): ReferenceInput {
  const [first, ...rest] = samples;
  if (first === undefined) throw new Error('no samples');
  const lowest = Math.min(...minutes.map(({ low }) => low));
  const highest = Math.max(...minutes.map(({ high }) => high));
  const step = (sample: Sample): Step => ({ kind: 'sample', sample, now: sample.t });
  const alarms = Object.entries(conditions(first.price, lowest, highest)).flatMap(
    ([id, condition]): Alarm[] => {
      const alarm = { ...alarmOf(condition, id), createdAt: first.t };
      const once = alarm.mode === 'once' ? [alarm] : [];
      return [...once, { ...alarm, id: `${id}, repeating`, mode: 'repeat' }];
    },
  );
  const steps = [step(first), ...alarms.map((alarm): Step => ({ kind: 'add', at: first.t, alarm }))];
  let nextRearm = first.t + 30 * minute;
  let before = first;
  for (const sample of rest) {
    steps.push(step(sample));
    if (isAnotherCoin(sample, before)) steps.push({ kind: 'decide', at: sample.t, coin: 'another' });
    before = sample;
    if (sample.t < nextRearm) continue;
    nextRearm += 30 * minute;
    for (const { id } of alarms) steps.push({ kind: 'rearm', at: sample.t, alarmId: id });
  }
  return { addedAt: first.t - minute, history, staleMs: 60_000, steps };
}

interface Stretch {
  readonly what: string;
  readonly series: string;
  readonly from: number;
  readonly hours: number;
  readonly as: 'quotes' | 'closed candles';
  /** How many of the 39 alarms fire, at least. */
  readonly fire: number;
}

const bitcoin = 'binance-spot-BTCUSDT-1m-2021-04-02_2021-05-20';
const stretches: Stretch[] = [
  {
    what: 'the crash of bitcoin on 2021-05-19',
    series: bitcoin,
    from: Date.UTC(2021, 4, 19, 12),
    hours: 3,
    as: 'quotes',
    fire: 36,
  },
  {
    what: 'the crash of bitcoin on 2021-05-19',
    series: bitcoin,
    from: Date.UTC(2021, 4, 19, 8),
    hours: 10,
    as: 'closed candles',
    fire: 36,
  },
  {
    what: 'the outage of 2021-04-25, a hole of 284 minutes',
    series: bitcoin,
    from: Date.UTC(2021, 3, 25, 2),
    hours: 9,
    as: 'closed candles',
    fire: 36,
  },
  {
    what: 'the fall of LUNA on 2022-05-12',
    series: 'binance-spot-LUNAUSDT-1m-2022-05',
    from: Date.UTC(2022, 4, 12, 15),
    hours: 3,
    as: 'quotes',
    fire: 36,
  },
  {
    what: 'the last hours of LUNA and the other coin after a hole of 18 days',
    series: 'binance-spot-LUNAUSDT-1m-2022-05',
    from: Date.UTC(2022, 4, 12, 22),
    hours: 24 * 18 + 10,
    as: 'closed candles',
    fire: 32,
  },
  {
    what: 'tiny prices of DOGE in bitcoin on 2021-10-05',
    series: 'binance-spot-DOGEBTC-1m-2021-09-18_2021-10-18',
    from: Date.UTC(2021, 9, 5, 11),
    hours: 8,
    as: 'closed candles',
    fire: 34,
  },
  {
    what: 'the crash of bitcoin on 2020-03-12',
    series: 'binance-perp-BTCUSDT-1m-2020-03-12_crash-window',
    from: Date.UTC(2020, 2, 12, 10, 24),
    hours: 2,
    as: 'quotes',
    fire: 36,
  },
];

describe.skipIf(absent)(`the engine and the slow reference agree on recorded minutes${why}`, () => {
  test.each(stretches)('$what as $as', ({ series, from, hours, as, fire }) => {
    const recorded = marketMinutes(series) ?? [];
    const until = from + hours * hour;
    const minutes = recorded.filter(({ openTime }) => openTime >= from && openTime < until);
    const older = recorded.filter(({ openTime }) => openTime >= from - hour && openTime < from);
    const samples = [...(as === 'quotes' ? quotesOf(minutes) : closedCandlesOf(minutes))];
    const input = inputOf(minutes, samples, [...closedCandlesOf(older)]);
    const found = engineFirings(input);
    expect(tellOutcome(found, from)).toEqual(tellOutcome(referenceFirings(input), from));
    expect(new Set(found.firings.map(({ alarmId }) => alarmId)).size).toBeGreaterThanOrEqual(fire);
  });
});

test.skipIf(absent)(`the touch of 30,000 on 2021-05-19 fires with its own price and minute${why}`, () => {
  const day = Date.UTC(2021, 4, 19);
  const minutes = (marketMinutes(bitcoin) ?? []).filter(
    ({ openTime }) => openTime >= day && openTime < day + 24 * hour,
  );
  const alarm = { ...alarmOf(target(30_000, 'down')), createdAt: day };
  const firings = (samples: Sample[]) => {
    const [first, ...rest] = samples;
    if (first === undefined) throw new Error('no samples');
    const step = (sample: Sample): Step => ({ kind: 'sample', sample, now: sample.t });
    const steps: Step[] = [step(first), { kind: 'add', at: first.t, alarm }, ...rest.map(step)];
    return engineFirings({ addedAt: day, staleMs: 60_000, steps }).firings;
  };
  // The low of the minute of 13:10 is a quote at half past, and known of a candle at its close.
  const touched = { direction: 'down', level: 30_000, provingPrice: 30_000 };
  expect(firings([...quotesOf(minutes)])).toMatchObject([
    { ...touched, by: 'price', t: Date.UTC(2021, 4, 19, 13, 10, 30) },
  ]);
  expect(firings([...closedCandlesOf(minutes)])).toMatchObject([
    { ...touched, by: 'low', t: Date.UTC(2021, 4, 19, 13, 11) },
  ]);
});
