import type { Percent, Price } from './pair.ts';

export type Direction = 'up' | 'down';
export type WantedDirection = Direction | 'any';

/** Comes true when the price reaches `price` from below (`up`), from above (`down`) or either way. */
export interface TargetCondition {
  readonly kind: 'target';
  readonly price: Price;
  readonly direction: WantedDirection;
}

/** Comes true when the price leaves the channel from `low` to `high`, or enters it; `low` < `high`. */
export interface ChannelCondition {
  readonly kind: 'channel';
  readonly low: Price;
  readonly high: Price;
  readonly when: 'leaves' | 'enters';
}

/** Since when the highest or lowest price counts. */
export type ExtremeSince =
  | { readonly kind: 'pair added' }
  | { readonly kind: 'alarm armed' }
  | { readonly kind: 'window'; readonly ms: number };

/** Comes true when the price falls `percent` from its highest (`max`), or rises `percent` from its lowest (`min`). */
export interface ExtremeCondition {
  readonly kind: 'extreme';
  readonly extreme: 'max' | 'min';
  readonly percent: Percent;
  readonly since: ExtremeSince;
}

/** What a move is measured against. */
export type MoveOver =
  | { readonly kind: 'window'; readonly ms: number; readonly from: 'extreme' | 'start' }
  | { readonly kind: 'since start' };

/** Comes true when the price moves `percent` within a window, or since the alarm started. */
export interface MoveCondition {
  readonly kind: 'move';
  readonly percent: Percent;
  readonly direction: WantedDirection;
  readonly over: MoveOver;
}

/** Comes true at each next step: multiples of `every` quote units, or steps of `every` percent from the arming price. */
export interface StepCondition {
  readonly kind: 'step';
  readonly every: number;
  readonly unit: 'percent' | 'quote';
}

/** What an alarm waits for; a closed union that grows. */
export type Condition = TargetCondition | ChannelCondition | ExtremeCondition | MoveCondition | StepCondition;

/** Every kind of condition, in the order in which they are offered. */
export const conditionKinds = [
  'target',
  'channel',
  'extreme',
  'move',
  'step',
] as const satisfies readonly Condition['kind'][];

/** Edge conditions fire only when ready, and become ready again on the way back. The others are anchored. */
export function isEdge({ kind }: Condition): boolean {
  return kind === 'target' || kind === 'channel' || kind === 'extreme';
}

/** The window of a condition in ms, null where it has none. */
export function windowOf(condition: Condition): number | null {
  if (condition.kind === 'extreme' && condition.since.kind === 'window') return condition.since.ms;
  if (condition.kind === 'move' && condition.over.kind === 'window') return condition.over.ms;
  return null;
}

/** `once` rests as fired until re-armed; `repeat` goes on after its cooldown. */
export type AlarmMode = 'once' | 'repeat';

/** The mode that an alarm with this condition has, whatever was wanted: `since start` always repeats. */
export function modeOf(condition: Condition, wanted: AlarmMode = 'once'): AlarmMode {
  return condition.kind === 'move' && condition.over.kind === 'since start' ? 'repeat' : wanted;
}

/** A condition as text, whatever the order of its fields: equal texts mean equal conditions. */
export function textOf(condition: Condition): string {
  const sorted = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(condition, sorted);
}

export function sameCondition(a: Condition, b: Condition): boolean {
  return textOf(a) === textOf(b);
}
