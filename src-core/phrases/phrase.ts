import type { Urgency } from '../alarm.ts';
import type {
  AlarmMode,
  ChannelCondition,
  Condition,
  ExtremeCondition,
  MoveCondition,
  StepCondition,
  TargetCondition,
} from '../condition.ts';
import type { Price } from '../pair.ts';

/** A condition as somebody said it: what follows from where the price stands is left open (null). */
export type ConditionDraft =
  | (Omit<TargetCondition, 'direction'> & { readonly direction: TargetCondition['direction'] | null })
  | (Omit<ChannelCondition, 'when'> & { readonly when: ChannelCondition['when'] | null })
  | ExtremeCondition
  | MoveCondition
  | StepCondition;

/** What was said besides the condition; null where nothing was. */
export interface PhraseOptions {
  readonly mode: AlarmMode | null;
  readonly cooldownMs: number | null;
  readonly urgency: Urgency | null;
  readonly note: string;
}

/** What has to be said yet. */
export type PhraseLack = 'price' | 'second price' | 'percent' | 'step' | 'time';

/** Why a phrase means nothing that an alarm could wait for. */
export type PhraseProblem =
  | 'words'
  | 'several'
  | 'wrong way'
  | 'falls to nothing'
  | 'equal ends'
  | 'signed price'
  | 'price range'
  | 'percent range'
  | 'time range';

/**
 * What was understood of a text. `pair` is what was said of the pair, as it was said (lower case); empty where nothing
 * was, and then the pair on screen is meant.
 */
export type Phrase =
  | { readonly kind: 'empty' }
  | { readonly kind: 'pair'; readonly pair: string }
  | {
      readonly kind: 'alarm';
      readonly pair: string;
      readonly draft: ConditionDraft;
      readonly options: PhraseOptions;
    }
  | { readonly kind: 'unfinished'; readonly pair: string; readonly lacks: PhraseLack }
  | {
      readonly kind: 'unclear';
      readonly pair: string;
      readonly problem: PhraseProblem;
      /** The words that were not understood. */
      readonly words: string;
    };

/**
 * The condition that a draft means where the price stands. A target above the price is reached from below, and the
 * other way round; a channel that the price is in is left, another one is entered. `price` is null where it is not known.
 */
export function conditionOf(draft: ConditionDraft, price: Price | null): Condition {
  if (draft.kind === 'target')
    return { ...draft, direction: draft.direction ?? directionTo(draft.price, price) };
  if (draft.kind === 'channel') {
    const inside = price === null || (price >= draft.low && price <= draft.high);
    return { ...draft, when: draft.when ?? (inside ? 'leaves' : 'enters') };
  }
  return draft;
}

function directionTo(target: Price, price: Price | null): TargetCondition['direction'] {
  if (price === null || price === target) return 'any';
  return price < target ? 'up' : 'down';
}
