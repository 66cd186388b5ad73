import { assertNever } from '../../src-core/assert-never.ts';
import type { Condition } from '../../src-core/condition.ts';
import type { Price } from '../../src-core/pair.ts';
import { sayInView } from '../words/say-in-view.ts';
import { type Draft, directionOf, timeUnits, usesWindow } from './draft.ts';
import { type Problems, problemsOf, type Reading, readNumber, readTime, wrong } from './problems.ts';

const longestWindowMs = 30 * timeUnits.d;
const largestPercent = 1_000_000;
const smallestStepPercent = 1e-6;

export type ReadCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problems: Problems };

const refused = (problems: Problems): ReadCondition => ({ ok: false, problems });
const taken = (condition: Condition): ReadCondition => ({ ok: true, condition });

function readPercent(draft: Draft): Reading {
  const read = readNumber('percent', draft.percent, '5');
  if (read.problem) return read;
  const falls = draft.kind === 'extreme' ? draft.extreme === 'max' : draft.moveDirection !== 'up';
  if (falls && read.value >= 100) return { ...read, problem: wrong(sayInView('problem.percent.fall')) };
  if (read.value > largestPercent) return { ...read, problem: wrong(sayInView('problem.percent.large')) };
  return read;
}

function readTarget(draft: Draft, price: Price | null, example: string): ReadCondition {
  const read = readNumber('price', draft.price, example);
  if (read.problem) return refused({ price: read.problem });
  return taken({ kind: 'target', price: read.value, direction: directionOf(draft, price) });
}

function readChannel({ low: lowText, high: highText, when }: Draft, example: string): ReadCondition {
  const low = readNumber('low', lowText, example);
  const high = readNumber('high', highText, example);
  if (low.problem || high.problem) return refused(problemsOf({ low, high }));
  if (low.value >= high.value) return refused({ high: wrong(sayInView('problem.high.order')) });
  return taken({ kind: 'channel', low: low.value, high: high.value, when });
}

function readStep({ stepUnit: unit, stepPercent, stepQuote }: Draft, example: string): ReadCondition {
  const inPercent = unit === 'percent';
  const read = readNumber('every', inPercent ? stepPercent : stepQuote, inPercent ? '5' : example);
  if (read.problem) return refused({ every: read.problem });
  if (inPercent && read.value < smallestStepPercent) {
    return refused({ every: wrong(sayInView('problem.every.small')) });
  }
  if (inPercent && read.value > largestPercent)
    return refused({ every: wrong(sayInView('problem.percent.large')) });
  return taken({ kind: 'step', every: read.value, unit });
}

function readTurnOrMove(draft: Draft): ReadCondition {
  const percent = readPercent(draft);
  const window = usesWindow(draft)
    ? readTime('window', draft.window, draft.unit, { example: '15', longestMs: longestWindowMs })
    : { value: 0, problem: null };
  if (percent.problem || window.problem) return refused(problemsOf({ percent, window }));
  const ms = window.value;
  if (draft.kind === 'extreme') {
    const since =
      draft.since === 'window' ? ({ kind: 'window', ms } as const) : ({ kind: draft.since } as const);
    return taken({ kind: 'extreme', extreme: draft.extreme, percent: percent.value, since });
  }
  const over =
    draft.over === 'since start'
      ? ({ kind: 'since start' } as const)
      : ({ kind: 'window', ms, from: draft.over } as const);
  return taken({ kind: 'move', percent: percent.value, direction: draft.moveDirection, over });
}

/**
 * The condition that the form asks for, or what is wrong with each field.
 * @param example what a price in a hint looks like: near the price of the pair
 */
export function readCondition(draft: Draft, price: Price | null, example: string): ReadCondition {
  switch (draft.kind) {
    case 'target':
      return readTarget(draft, price, example);
    case 'channel':
      return readChannel(draft, example);
    case 'step':
      return readStep(draft, example);
    case 'extreme':
    case 'move':
      return readTurnOrMove(draft);
    default:
      return assertNever(draft.kind);
  }
}
