import type { AlarmId } from '../../src-core/alarm.ts';
import type { Condition, Direction } from '../../src-core/condition.ts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { PricePoint } from '../../src-core/sample.ts';
import type { Cut } from './move.ts';
import type { Arming } from './story.ts';

export interface ReferenceFiring {
  readonly alarmId: AlarmId;
  /** The n-th time that this alarm came true, from 1. */
  readonly n: number;
  readonly t: EpochMs;
  readonly direction: Direction;
  readonly level: Price;
  readonly by: 'price' | 'low' | 'high';
  readonly provingPrice: Price;
  /**
   * Target and channel: the sample before. Extreme and move: what the level was measured from; on ties the latest.
   * Step: the level last passed and when, before the first firing the arming price.
   */
  readonly reference: PricePoint;
  readonly lastPrice: Price;
  /** How often an edge condition came true while cooling, since the firing before. */
  readonly missed: number;
  /** The cooldown in force after it, the storm guard included; null where it rests. */
  readonly cooldownMs: number | null;
}

/** A firing, and what is needed to look at it again when it is late. */
export interface Fired {
  readonly firing: ReferenceFiring;
  /** As it was when the alarm fired; it may have been edited since. */
  readonly condition: Condition;
  readonly arming: Arming;
  /** Where the window had restarted before this firing. */
  readonly cut: Cut;
}
