import * as z from 'zod/mini';
import { failureCauses } from './causes.ts';
import { finite, sourceId } from './values.ts';

export const sourceFailure = z.object({
  kind: z.enum(['offline', 'rate-limited', 'blocked', 'unknown-symbol', 'bad-response', 'server']),
  /** Why, as far as it is known: what people are told. */
  cause: z.enum(failureCauses),
  /** How long it has been failing. */
  forMs: finite,
});

const use = z.object({ limit: finite, used: finite });

/** How much may be asked of a source by the app's own rule, and how much was, in the source's own count. */
export const budget = z.object({
  /** Any 60 seconds. */
  perMinute: use,
  /** The calendar month (UTC). */
  perMonth: z.nullable(use),
  /** How far apart prices are asked for, in ms, where the budget makes that longer than was wanted. */
  stretchedToMs: z.nullable(finite),
});

/** How a source is doing. `starting` until the first answer; `frozen` while it answers with old prices only. */
export const sourceView = z.object({
  id: sourceId,
  state: z.enum(['starting', 'live', 'frozen', 'failing']),
  failure: z.nullable(sourceFailure),
  lastSuccessAgeMs: z.nullable(finite),
  /** How old the newest of its prices is while it is frozen. */
  frozenForMs: z.nullable(finite),
  nextTryInMs: z.nullable(finite),
  /** From which age on its prices are too old to judge. */
  staleMs: finite,
  pairs: z.int(),
  /** Null where it may be asked without end. */
  budget: z.nullable(budget),
  /** Whether a key is set, by the user or (`fixed`) by the environment; absent where the source takes none. */
  key: z.optional(z.enum(['none', 'set', 'fixed'])),
});
