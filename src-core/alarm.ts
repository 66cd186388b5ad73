import type { AlarmMode, Condition, Direction } from './condition.ts';
import type { EpochMs, PairId, Percent, Price } from './pair.ts';
import type { PricePoint, TradedRange, Via } from './sample.ts';

export type AlarmId = string;
/** `alarmId#n`: the n-th time that the alarm came true. */
export type FiringId = string;

/** The user's rule on one pair. */
export interface Alarm {
  readonly id: AlarmId;
  readonly pairId: PairId;
  readonly condition: Condition;
  readonly mode: AlarmMode;
  /** Silence after a firing in ms, 1 second to 7 days; used where the mode is `repeat`. */
  readonly cooldownMs: number;
  /** How far the price must return before an edge condition may fire again, as a fraction, 0 to 0.1. */
  readonly wayBack: number;
  readonly urgency: Urgency;
  /** Shown when it rings; up to 500 characters. */
  readonly note: string;
  /** From this source time on it is not judged; null: never. */
  readonly expiresAt: EpochMs | null;
  readonly paused: boolean;
  readonly createdAt: EpochMs;
}

/** `loud` rings until dismissed, `normal` chimes once, `silent` only shows. */
export type Urgency = 'loud' | 'normal' | 'silent';

/** Shown is the first that holds. */
export const alarmStates = [
  'ringing',
  'snoozed',
  'paused',
  'expired',
  'fired',
  'blind',
  'cooling',
  'armed',
] as const;
export type AlarmState = (typeof alarmStates)[number];

/** Why an alarm rang: everything that a person needs to check it. Prices in the quote asset, times in source time. */
export interface Proof {
  readonly condition: Condition;
  readonly direction: Direction;
  /** The level that was reached. */
  readonly level: Price;
  /** What the level was measured from: the price before (target), the highest or lowest, the window's price, the base. */
  readonly reference: PricePoint;
  /** The price that proves it: the last price, or the low or high traded since the sample before. */
  readonly proving: { readonly price: Price; readonly by: 'price' | 'low' | 'high' };
  /** The sample before the one that fired. */
  readonly before: PricePoint | null;
  /** The last price of the sample that fired. */
  readonly after: PricePoint;
  readonly source: string;
  /** For windows: from when the window was really seen, which may be later than one window ago. */
  readonly windowSeenFrom: EpochMs | null;
  /** What was traded between the samples, as it was judged; null where it is not known. */
  readonly range: TradedRange | null;
  /** The fallback that served the price, null where it was the pair's own source. */
  readonly via: Via | null;
  /** How often it came true unheard since the firing before, while the alarm cooled. */
  readonly missed: number;
  /** The silence after this firing in ms, and how many firings of the last hour made it longer; null for `once`. */
  readonly cooldown: { readonly ms: number; readonly storm: number | null } | null;
}

/** One time that an alarm came true. */
export interface Firing {
  readonly id: FiringId;
  readonly alarmId: AlarmId;
  readonly pairId: PairId;
  /** The `t` of the sample that fired. */
  readonly t: EpochMs;
  readonly urgency: Urgency;
  readonly note: string;
  readonly proof: Proof;
}

/** Why an alarm is not ringing right now, worked out only when somebody looks. */
export type Reason =
  | { readonly code: 'to go'; readonly percent: Percent }
  | { readonly code: 'no price yet' }
  /** Re-armed, and the minute is over: the next price arms it. */
  | { readonly code: 'next price' }
  | { readonly code: 'already true'; readonly level: Price }
  /** It has fired; at `level` it is ready again. */
  | { readonly code: 'way back'; readonly level: Price }
  | { readonly code: 'paused' }
  | { readonly code: 'expired'; readonly t: EpochMs }
  | { readonly code: 'snoozed'; readonly until: EpochMs; readonly leftMs: number }
  /** A price far off came in, and the next one decides. */
  | { readonly code: 'confirming'; readonly price: Price }
  | { readonly code: 'another coin'; readonly price: Price }
  | { readonly code: 'blind'; readonly forMs: number | null }
  | { readonly code: 'warming up'; readonly seenMs: number; readonly windowMs: number }
  | {
      readonly code: 'seen in part';
      readonly percent: Percent;
      readonly seenMs: number;
      readonly windowMs: number;
    }
  | { readonly code: 'stale price'; readonly ageMs: number }
  | {
      readonly code: 'cooling';
      readonly until: EpochMs;
      readonly leftMs: number;
      /** How often it came true meanwhile. */
      readonly missed: number;
    }
  | { readonly code: 'fired'; readonly t: EpochMs }
  | { readonly code: 'ringing'; readonly t: EpochMs };

/** What the interface shows of one alarm. */
export interface AlarmView {
  readonly id: AlarmId;
  readonly pairId: PairId;
  readonly condition: Condition;
  readonly mode: AlarmMode;
  readonly cooldownMs: number;
  readonly wayBack: number;
  readonly urgency: Urgency;
  readonly note: string;
  readonly expiresAt: EpochMs | null;
  readonly paused: boolean;
  readonly state: AlarmState;
  readonly reason: Reason;
  /** Distance from the last price to the nearest level that would ring, in percent of that price; null if none. */
  readonly percentToGo: Percent | null;
  /** 0 (as far as at arming, or farther) to 1 (there): how full the bar is. */
  readonly progress: number;
  /** The prices at which it rings, now or (already true) once the condition was false; null while it rests. */
  readonly upLevel: Price | null;
  readonly downLevel: Price | null;
  readonly firedCount: number;
  readonly lastFiredAt: EpochMs | null;
  readonly createdAt: EpochMs;
}
