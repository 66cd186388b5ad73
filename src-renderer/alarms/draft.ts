import type { Condition, WantedDirection } from '../../src-core/condition.ts';
import { type NumberProblem, parseNumber } from '../../src-core/numbers/parse-number.ts';
import type { Price } from '../../src-core/pair.ts';
import { say } from '../words/say.ts';

export const windowUnits = { s: 1_000, min: 60_000, h: 3_600_000 } as const;
export type WindowUnit = keyof typeof windowUnits;
const longestWindowMs = 24 * windowUnits.h;
const largestPercent = 1_000_000;

/** What is in the form, as typed. */
export interface Draft {
  readonly kind: 'target' | 'extreme' | 'move';
  readonly price: string;
  /** Null until chosen: then it follows from where the price stands. */
  readonly direction: WantedDirection | null;
  readonly percent: string;
  readonly extreme: 'max' | 'min';
  readonly since: 'pair added' | 'alarm armed' | 'window';
  readonly moveDirection: WantedDirection;
  readonly over: 'extreme' | 'start' | 'since start';
  readonly window: string;
  readonly unit: WindowUnit;
}

export const emptyDraft: Draft = {
  kind: 'target',
  price: '',
  direction: null,
  percent: '5',
  extreme: 'max',
  since: 'pair added',
  moveDirection: 'any',
  over: 'extreme',
  window: '15',
  unit: 'min',
};

export type Field = 'price' | 'percent' | 'window';
export interface Problem {
  readonly message: string;
  /** Nothing typed yet: not worth a word until the form is sent. */
  readonly empty: boolean;
}
export type Problems = Partial<Record<Field, Problem>>;
export type ReadDraft =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problems: Problems };

/** What an example in a hint looks like: near the price of the pair. */
function sayProblem(field: Field, problem: NumberProblem, example: string): Problem {
  if (problem === 'empty') return { message: say(`problem.${field}.empty`, { example }), empty: true };
  return { message: say(`problem.${problem}`, { example }), empty: false };
}

interface Reading {
  value: number;
  problem: Problem | null;
}

function readField(field: Field, text: string, example: string): Reading {
  const parsed = parseNumber(text);
  if (parsed.ok) return { value: parsed.value, problem: null };
  return { value: Number.NaN, problem: sayProblem(field, parsed.problem, example) };
}

const wrong = (message: string): Problem => ({ message, empty: false });

function readPercent(draft: Draft): Reading {
  const read = readField('percent', draft.percent, '5');
  if (read.problem) return read;
  const falls = draft.kind === 'extreme' ? draft.extreme === 'max' : draft.moveDirection !== 'up';
  if (falls && read.value >= 100) return { ...read, problem: wrong(say('problem.percent.fall')) };
  if (read.value > largestPercent) return { ...read, problem: wrong(say('problem.percent.large')) };
  return read;
}

function readWindow(draft: Draft): Reading {
  const read = readField('window', draft.window, '15');
  if (read.problem) return read;
  const value = Math.round(read.value * windowUnits[draft.unit]);
  if (value > longestWindowMs) return { value, problem: wrong(say('problem.window.long')) };
  if (value < 1_000) return { value, problem: wrong(say('problem.window.short')) };
  return { value, problem: null };
}

export function usesWindow(draft: Draft): boolean {
  if (draft.kind === 'extreme') return draft.since === 'window';
  return draft.kind === 'move' && draft.over !== 'since start';
}

/** Above the price it can only be reached from below: the likely direction, until the user chooses one. */
export function directionOf(draft: Draft, price: Price | null): WantedDirection {
  if (draft.direction) return draft.direction;
  const parsed = parseNumber(draft.price);
  return price !== null && parsed.ok && parsed.value < price ? 'down' : 'up';
}

/** The condition that the form asks for, or what is wrong with each field. */
export function readDraft(draft: Draft, price: Price | null, example: string): ReadDraft {
  if (draft.kind === 'target') {
    const read = readField('price', draft.price, example);
    if (read.problem) return { ok: false, problems: { price: read.problem } };
    return {
      ok: true,
      condition: { kind: 'target', price: read.value, direction: directionOf(draft, price) },
    };
  }
  const percent = readPercent(draft);
  const window = usesWindow(draft) ? readWindow(draft) : { value: 0, problem: null };
  if (percent.problem || window.problem) {
    return {
      ok: false,
      problems: {
        ...(percent.problem && { percent: percent.problem }),
        ...(window.problem && { window: window.problem }),
      },
    };
  }
  return { ok: true, condition: conditionOf(draft, percent.value, window.value) };
}

function conditionOf(draft: Draft, percent: number, ms: number): Condition {
  if (draft.kind === 'extreme') {
    const since =
      draft.since === 'window' ? ({ kind: 'window', ms } as const) : ({ kind: draft.since } as const);
    return { kind: 'extreme', extreme: draft.extreme, percent, since };
  }
  const over =
    draft.over === 'since start'
      ? ({ kind: 'since start' } as const)
      : ({ kind: 'window', ms, from: draft.over } as const);
  return { kind: 'move', percent, direction: draft.moveDirection, over };
}
