import type { EpochMs } from './pair.ts';
import type { PricePoint } from './sample.ts';

/** Whether a target may fire in one direction: by a touch, or (armed exactly at the target) only beyond it. */
export type TargetReadiness = 'no' | 'touch' | 'beyond';

/** What a condition remembers between samples; windows are made again from stored samples. */
export type Memory =
  | { readonly kind: 'target'; up: TargetReadiness; down: TargetReadiness }
  /** `best`: the highest or lowest price since the alarm was armed, for that condition only. */
  | { readonly kind: 'extreme'; ready: boolean; best: PricePoint | null }
  /** `cut`: where the window was restarted; older prices are used up. */
  | { readonly kind: 'move in window'; cut: PricePoint | null }
  | { readonly kind: 'move since start'; base: PricePoint | null };

/** What an alarm remembers between samples. Plain data: it is stored as it is. All times are source time. */
export interface Tracker {
  /** When the alarm is armed: samples up to then are never judged. Null: the next sample arms it, unjudged. */
  armAt: EpochMs | null;
  /** The last accepted price at arming; null until armed. */
  arming: PricePoint | null;
  /** Fired once, waits to be re-armed. */
  resting: boolean;
  /** End of the cooldown; ended by the first sample at or after it. */
  coolUntil: EpochMs | null;
  firedCount: number;
  lastFiredAt: EpochMs | null;
  memory: Memory;
}
