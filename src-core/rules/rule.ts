import type { Direction } from '../condition.ts';
import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint, TradedRange } from '../sample.ts';
import type { Cut } from '../tracker.ts';

/** What is known of a pair at one moment. */
export interface Past {
  /** The last accepted price. */
  readonly last: PricePoint | null;
  /** Highest and lowest since the pair was added. */
  readonly highest: PricePoint | null;
  readonly lowest: PricePoint | null;
}

/** A sample as one alarm may use it. */
export interface Judged {
  readonly t: EpochMs;
  readonly price: Price;
  /** The traded range that may be judged: null where it began before the alarm was armed. */
  readonly range: TradedRange | null;
  /** The traded range as the pair knows it; windows reach back before arming. */
  readonly known: TradedRange | null;
}

/** A condition came true. */
export interface Hit {
  readonly direction: Direction;
  readonly level: Price;
  readonly reference: PricePoint;
  readonly by: 'price' | 'low' | 'high';
  readonly provingPrice: Price;
  /** From when the window has been seen that it was judged against; null for conditions without one. */
  readonly windowSeenFrom: EpochMs | null;
}

/** A price at which a condition would come true, and what it is measured from. */
export interface Level {
  readonly price: Price;
  readonly reference: PricePoint;
}

export interface Levels {
  readonly up: Level | null;
  readonly down: Level | null;
}

/** A condition that is true already when its alarm is armed. */
export interface Already {
  readonly direction: Direction;
  readonly level: Level;
  /** From when the window was seen that it was measured in; null for conditions without one. */
  readonly windowSeenFrom: EpochMs | null;
}

/** One condition at work on one alarm. It changes the alarm's memory in place. */
export interface Rule {
  /** Works out readiness from the arming price; answers in what way the condition is true already, null where it is not. */
  readonly arm: (at: EpochMs, price: PricePoint, past: Past) => Already | null;
  /**
   * Judges a sample against the past and takes it in; at most one hit. `fires`: a hit is a firing, and not only counted:
   * from the first firing since arming on, another rule makes an edge condition ready again.
   */
  readonly judge: (sample: Judged, past: Past, fires: boolean) => Hit | null;
  /** Takes a sample in without judging: before arming, while cooling, at rest, from history. */
  readonly pass: (t: EpochMs, price: Price, known: TradedRange | null) => void;
  /** Where its window was restarted: older history is used up; null where all of it counts. */
  readonly restartedAt: () => Cut | null;
  /** Forgets what windows hold and goes on from this price: prices before it are of another measure. */
  readonly restartAt: (at: Cut) => void;
  /** Where it would come true, as of the last sample. */
  readonly levels: (past: Past) => Levels;
  /** Whether a level may fire now, or waits for the condition to become false first. */
  readonly isReady: (direction: Direction) => boolean;
  /** After a firing: the prices at which it is ready again; empty where it is ready, or needs no way back. */
  readonly returnsAt: (past: Past) => readonly Price[];
  /** From when its window has been seen; null for conditions without a window or while it is empty. */
  readonly windowSeenFrom: () => EpochMs | null;
  /** Whether the memory changed since the last call; what is stored must be stored again. */
  readonly takeChanged: () => boolean;
  /** Works out anew which prices are quiet: after the way back was changed. */
  readonly settle: () => void;
}

export const noLevels: Levels = { up: null, down: null };

/** Up and down both true in one step: up if the price is at or above the price of the sample before, else down. */
export function tieDirection(sample: Judged, past: Past): Direction {
  return past.last === null || sample.price >= past.last.price ? 'up' : 'down';
}
