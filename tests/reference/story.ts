import type { Direction, WantedDirection } from '../../src-core/condition.ts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { PricePoint, Sample } from '../../src-core/sample.ts';
import type { MadeCandles } from './stretches.ts';
import type { WindowSeen } from './windows.ts';

/** Everything known of the pair so far, oldest first. */
export interface Story {
  readonly addedAt: EpochMs;
  /** History first, then every accepted sample, in the order in which they came. */
  readonly samples: readonly Sample[];
  /** How many of `samples` are history: they fill windows, and nothing else. */
  readonly historyCount: number;
  /** Index of the sample at which all windows restarted: the last that came first of an unknown basis. */
  readonly windowsFrom: number | null;
  readonly madeCandles: MadeCandles;
  /** What was looked at since the newest sample came: many alarms share a window. */
  readonly windows: Map<string, WindowSeen>;
}

export interface Arming {
  readonly at: EpochMs;
  /** The arming price, with the `t` of the sample that gave it. */
  readonly price: PricePoint;
  /** How many samples of the story came before the arming, the one that gave the price included. */
  readonly samplesBefore: number;
}

/** One sample, judged by one alarm. */
export interface Judging {
  /** The story up to this sample, this sample its last. */
  readonly story: Story;
  readonly index: number;
  /** The sample as this alarm takes it: without its range if that began before the arming. */
  readonly sample: Sample;
  readonly before: Sample;
  readonly arming: Arming;
}

/** Why a sample fires. */
export interface Hit {
  readonly direction: Direction;
  readonly level: Price;
  readonly by: 'price' | 'low' | 'high';
  readonly provingPrice: Price;
  readonly reference: PricePoint;
}

export function wants(wanted: WantedDirection, direction: Direction): boolean {
  return wanted === 'any' || wanted === direction;
}

/** "Up and down both true in one step: up if price >= price of the sample before, else down." */
export function pick(up: Hit | null, down: Hit | null, judging: Judging): Hit | null {
  if (up !== null && down !== null) return judging.sample.price >= judging.before.price ? up : down;
  return up ?? down;
}

export function pointOf({ t, price }: Sample): PricePoint {
  return { t, price };
}

/** The samples that the pair accepted: the story without its history. */
export function acceptedOf(story: Story): readonly Sample[] {
  return story.samples.slice(story.historyCount);
}
