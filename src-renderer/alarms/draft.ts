import type { Urgency } from '../../src-core/alarm.ts';
import type { AlarmMode, Condition, WantedDirection } from '../../src-core/condition.ts';
import type { Price } from '../../src-core/pair.ts';
import { parseNumber } from '../words/formats.ts';

export const timeUnits = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
export type TimeUnit = keyof typeof timeUnits;
export const timeUnitNames: readonly TimeUnit[] = ['s', 'min', 'h', 'd'];

/** A date without its time, or the other way round: the field itself tells no more. */
export const unfinished = 'unfinished';

/** What is in the form, as typed. */
export interface Draft {
  readonly kind: Condition['kind'];
  readonly price: string;
  /** Null until chosen: then it follows from where the price stands. */
  readonly direction: WantedDirection | null;
  readonly low: string;
  readonly high: string;
  readonly when: 'leaves' | 'enters';
  readonly percent: string;
  readonly extreme: 'max' | 'min';
  readonly since: 'pair added' | 'alarm armed' | 'window';
  readonly moveDirection: WantedDirection;
  readonly over: 'extreme' | 'start' | 'since start';
  readonly window: string;
  readonly unit: TimeUnit;
  readonly stepUnit: 'percent' | 'quote';
  /** One for each unit: 5 percent is not 5 USDT. */
  readonly stepPercent: string;
  readonly stepQuote: string;

  /** Null until chosen: then it follows from the condition. */
  readonly mode: AlarmMode | null;
  readonly cooldown: string;
  readonly cooldownUnit: TimeUnit;
  /** In percent; empty: as the host proposes. */
  readonly wayBack: string;
  readonly urgency: Urgency;
  readonly note: string;
  /** Local date and time as the field has it; empty: never. */
  readonly expires: string;
  /** Rings at once where its condition holds already. */
  readonly ringNow: boolean;
}

export const emptyDraft: Draft = {
  kind: 'target',
  price: '',
  direction: null,
  low: '',
  high: '',
  when: 'leaves',
  percent: '5',
  extreme: 'max',
  since: 'pair added',
  moveDirection: 'any',
  over: 'extreme',
  window: '15',
  unit: 'min',
  stepUnit: 'percent',
  stepPercent: '5',
  stepQuote: '',
  mode: null,
  cooldown: '1',
  cooldownUnit: 'min',
  wayBack: '',
  urgency: 'loud',
  note: '',
  expires: '',
  ringNow: false,
};

/** What a new alarm starts from once one was added: prices and what was said of that one alone are gone. */
export const emptied: Partial<Draft> = {
  price: '',
  direction: null,
  low: '',
  high: '',
  wayBack: '',
  note: '',
  expires: '',
  ringNow: false,
};

export function usesWindow(draft: Draft): boolean {
  if (draft.kind === 'extreme') return draft.since === 'window';
  return draft.kind === 'move' && draft.over !== 'since start';
}

/** A move since start uses itself up and begins again: it cannot rest. */
export function alwaysRepeats({ kind, over }: Draft): boolean {
  return kind === 'move' && over === 'since start';
}

/** Steps are there to be followed; the others ring once, unless the user chose. */
export function modeOfDraft(draft: Draft): AlarmMode {
  if (alwaysRepeats(draft)) return 'repeat';
  return draft.mode ?? (draft.kind === 'step' ? 'repeat' : 'once');
}

/** Above the price it can only be reached from below: the likely direction, until the user chooses one. */
export function directionOf(draft: Draft, price: Price | null): WantedDirection {
  if (draft.direction) return draft.direction;
  const parsed = parseNumber(draft.price);
  return price !== null && parsed.ok && parsed.value < price ? 'down' : 'up';
}
