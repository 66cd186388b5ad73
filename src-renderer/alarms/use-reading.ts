import type { Condition } from '../../src-core/condition.ts';
import type { Refusal } from '../../src-shared/contract/contract.ts';
import { useApp, useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import type { Field, Problem, Problems } from './problems.ts';
import { readCondition } from './read-condition.ts';
import { readOptions } from './read-options.ts';
import type { DraftState, FormOf } from './use-draft.ts';
import { type Read, sameCondition } from './what-to-send.ts';
import { formatLevel } from '../words/formats.ts';

/** The field that a refusal of the host is about. */
export function fieldOf(refusal: Refusal, { draft }: DraftState): Field | null {
  if (refusal.code === 'window-too-short') return 'window';
  // Everything else was checked before it was sent; that a time is over is for the host's clock to say.
  return refusal.code === 'bad-input' && draft.expires !== '' ? 'expires' : null;
}

/** What is said beside the fields: nothing about empty ones until somebody tried to send them. */
export function shownProblems(problems: Problems, tried: boolean): Problems {
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => tried || !problem.empty));
}

export function withRefusal(problems: Problems, refusal: Refusal | null, field: Field | null): Problems {
  if (!refusal || !field) return problems;
  return { ...problems, [field]: { message: refusal.message, empty: false } satisfies Problem };
}

function examplePrice(price: number | null, tickSize: number | null): string {
  return price === null ? '0.5' : formatLevel(Number(price.toPrecision(2)), tickSize);
}

export interface Reading {
  /** Null while anything in the form is wrong. */
  readonly read: Read | null;
  /** The same of the alarm before anybody changed it. */
  readonly before: Read | null;
  readonly condition: Condition | null;
  /** Whether the condition is another one than the alarm has. */
  readonly changed: boolean;
  readonly problems: Problems;
}

/** What the form says, read anew with every key. */
export function useReading({ pairId }: FormOf, { draft, before }: DraftState): Reading {
  const { store } = useServices();
  const price = useApp((state) => state.pairs[pairId]?.price ?? null);
  const tickSize = useApp((state) => state.pairs[pairId]?.tickSize ?? null);
  const example = examplePrice(price, tickSize);
  // Not a subscription: only a date that is typed compares with it.
  const now = hostNow(store.getState());
  const kept = before?.expires ?? '';
  const readDraft = (form: typeof draft) => {
    const condition = readCondition(form, price, example);
    const { options, problems } = readOptions(form, now, kept);
    const wrong = { ...(condition.ok ? {} : condition.problems), ...problems };
    const whole = condition.ok && Object.keys(problems).length === 0;
    const read: Read | null = whole ? { condition: condition.condition, options } : null;
    return { condition: condition.ok ? condition.condition : null, problems: wrong, read };
  };
  const { condition, problems, read } = readDraft(draft);
  const old = before === null ? null : readDraft(before).read;
  const changed = old === null || condition === null || !sameCondition(old.condition, condition);
  return { read, before: old, condition, changed, problems };
}
