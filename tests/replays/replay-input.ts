/** A recording and the fixed alarms as one input, for the engine and for the slow reference. */
import type { EpochMs } from '../../src-core/pair.ts';
import { type Candle, type Sample, sampleOfClosedCandle } from '../../src-core/sample.ts';
import { hour, minute } from '../../src-core/testing/scenario.ts';
import { marketMinutes } from '../reference/market-samples.ts';
import type { ReferenceInput, Step } from '../reference/reference.ts';
import { fixedAlarms } from './fixed-alarms.ts';
import type { Recording } from './recordings.ts';
import { type Way, ways } from './ways.ts';

/** As much as the longest window holds. */
const twoDays = 48 * hour;

/** The minutes of a stretch, and those before it that fill windows. */
export interface Recorded {
  readonly past: readonly Candle[];
  readonly minutes: readonly Candle[];
  readonly anotherCoinAt: EpochMs | null;
}

type Stretch = Pick<Recording, 'series' | 'from' | 'until' | 'anotherCoinAt'>;

export function readRecorded(stretch: Stretch, historyMs = twoDays): Recorded {
  const { series, from, until, anotherCoinAt = null } = stretch;
  const recorded = marketMinutes(series);
  if (recorded === null) throw new Error(`${series} is not in ../shared/market-data`);
  return {
    past: recorded.filter(({ openTime }) => openTime >= from - historyMs && openTime < from),
    minutes: recorded.filter(({ openTime }) => openTime >= from && openTime < until),
    anotherCoinAt,
  };
}

/**
 * The alarms are armed with the first sample, their windows filled with what was before. What rests is re-armed at every
 * full hour. "Another coin" is answered at the time that the recording tells.
 */
export function replayInput({ past, minutes, anotherCoinAt }: Recorded, way: Way): ReferenceInput {
  const [first, ...rest] = ways[way](minutes);
  if (first === undefined) throw new Error('no minutes in this stretch');
  const take = (sample: Sample): Step => ({ kind: 'sample', sample, now: sample.t });
  const alarms = fixedAlarms(first.price, first.t);
  const steps = [take(first), ...alarms.map((alarm): Step => ({ kind: 'add', at: first.t, alarm }))];
  let nextRearm = Math.ceil((first.t + 1) / hour) * hour;
  let decideAt = anotherCoinAt ?? Number.POSITIVE_INFINITY;
  for (const sample of rest) {
    if (sample.t > decideAt) {
      steps.push({ kind: 'decide', at: decideAt, coin: 'another' });
      decideAt = Number.POSITIVE_INFINITY;
    }
    steps.push(take(sample));
    if (sample.t < nextRearm) continue;
    nextRearm = Math.floor(sample.t / hour + 1) * hour;
    for (const { id } of alarms) steps.push({ kind: 'rearm', at: sample.t, alarmId: id });
  }
  const history = past.map(sampleOfClosedCandle);
  return { addedAt: first.t - minute, history, staleMs: minute, steps };
}
