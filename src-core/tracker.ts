import type { EpochMs, Price } from './pair.ts';
import type { PricePoint } from './sample.ts';

/** Whether a target may fire in one direction: by a touch, or (armed exactly at the target) only beyond it. */
export type TargetReadiness = 'no' | 'touch' | 'beyond';

/** Where a window was restarted. `nth`: which of the samples of that time it was, from 1; the last of its price if unknown. */
export interface Cut extends PricePoint {
  readonly nth?: number | undefined;
}

/** What a condition remembers between samples; windows are made again from stored samples. */
export type Memory =
  /** `fired`: since arming; from then on only the way back makes it ready. */
  | { readonly kind: 'target'; up: TargetReadiness; down: TargetReadiness; fired: boolean }
  /** Ready to fire upwards, downwards. */
  | { readonly kind: 'channel'; up: boolean; down: boolean; fired: boolean }
  /**
   * `best`: the highest or lowest price since the alarm was armed, for that condition only. `cut`: where its window was
   * restarted.
   */
  | {
      readonly kind: 'extreme';
      ready: boolean;
      best: PricePoint | null;
      fired: boolean;
      cut: Cut | null;
    }
  /** `cut`: where the window was restarted; older prices are used up. */
  | { readonly kind: 'move in window'; cut: Cut | null }
  | { readonly kind: 'move since start'; base: PricePoint | null }
  /** Levels are counted: `base` is the price of level 0 (percent). `up`, `down`: the next ones; `passed`: the last one. */
  | {
      readonly kind: 'step';
      base: Price;
      up: number;
      down: number;
      passed: PricePoint | null;
    };

/** What an alarm remembers between samples. Plain data: it is stored as it is. All times are source time. */
export interface Tracker {
  /** The condition that it is of, as text; null: not known. A tracker of another condition counts as none. */
  of: string | null;
  /** When the alarm is armed: samples up to then are never judged. Null: the next sample arms it, unjudged. */
  armAt: EpochMs | null;
  /** `armAt` is the moment of the user's re-arm. Without it an alarm that waits for its first price is armed by it, however early. */
  rearmed: boolean;
  /** The last accepted price at arming; null until armed. */
  arming: PricePoint | null;
  /** Fired once, waits to be re-armed. */
  resting: boolean;
  /** End of the cooldown; ended by the first sample at or after it. */
  coolUntil: EpochMs | null;
  firedCount: number;
  lastFiredAt: EpochMs | null;
  /** Times of the firings of the last hour, for the storm guard. */
  firedLately: readonly EpochMs[];
  /** How often an edge condition came true since the last firing, while the alarm cooled. */
  missed: number;
  /** Not judged, as far as the tracker knows: paused by the user, or expired. Coming back arms it. */
  out: 'paused' | 'expired' | null;
  memory: Memory;
}
