import { type NumberProblem } from '../../src-core/numbers/parse-number.ts';
import { sayInView } from '../words/say-in-view.ts';
import { type TimeUnit, timeUnits } from './draft.ts';
import { parseNumber } from '../words/formats.ts';

export type Field =
  | 'price'
  | 'low'
  | 'high'
  | 'percent'
  | 'every'
  | 'window'
  | 'cooldown'
  | 'wayBack'
  | 'note'
  | 'expires';

/** What is wrong with a field, in words. */
export interface Problem {
  readonly message: string;
  /** Nothing typed yet: not worth a word until the form is sent. */
  readonly empty: boolean;
}
export type Problems = Partial<Record<Field, Problem>>;

/** A field as read: what it says, or what is wrong with it. */
export interface Reading<T = number> {
  readonly value: T;
  readonly problem: Problem | null;
}

/** Fields whose emptiness has a sentence of its own. */
type NumberField = 'price' | 'low' | 'high' | 'percent' | 'every' | 'window' | 'cooldown';

export const wrong = (message: string): Problem => ({ message, empty: false });

export function sayNumberProblem(problem: Exclude<NumberProblem, 'empty'>, example: string): Problem {
  return wrong(sayInView(`problem.${problem}`, { example }));
}

/** @param example what a number in this field looks like */
export function readNumber(field: NumberField, text: string, example: string): Reading {
  const parsed = parseNumber(text);
  if (parsed.ok) return { value: parsed.value, problem: null };
  const problem =
    parsed.problem === 'empty'
      ? { message: sayInView(`problem.${field}.empty`, { example }), empty: true }
      : sayNumberProblem(parsed.problem, example);
  return { value: Number.NaN, problem };
}

interface Limits {
  readonly example: string;
  readonly longestMs: number;
}

/** A length of time in ms, of a second at least. */
export function readTime(
  field: 'window' | 'cooldown',
  text: string,
  unit: TimeUnit,
  { example, longestMs }: Limits,
): Reading {
  const read = readNumber(field, text, example);
  if (read.problem) return read;
  const value = Math.round(read.value * timeUnits[unit]);
  if (value > longestMs) return { value, problem: wrong(sayInView(`problem.${field}.long`)) };
  if (value < 1_000) return { value, problem: wrong(sayInView(`problem.${field}.short`)) };
  return { value, problem: null };
}

/** The problems among these, by field. */
export function problemsOf(readings: Partial<Record<Field, Reading<unknown>>>): Problems {
  const found = Object.entries(readings).flatMap(([field, { problem }]) =>
    problem ? [[field, problem] as const] : [],
  );
  return Object.fromEntries(found);
}
