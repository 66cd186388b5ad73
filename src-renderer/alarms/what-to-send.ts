import type { Condition } from '../../src-core/condition.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import type { Options } from './read-options.ts';

/** The form as read: nothing is wrong with any of it. */
export interface Read {
  readonly condition: Condition;
  readonly options: Options;
}

/** A new alarm. What the user left alone is left out, so that the host proposes it. */
export function newAlarm(
  pairId: PairId,
  { condition, options }: Read,
  ringNow: boolean,
): CommandIn<'alarm.add'> {
  const { mode, cooldownMs, wayBack, urgency, note, expiresAt } = options;
  return {
    pairId,
    condition,
    ...(mode === 'repeat' && { mode }),
    ...(cooldownMs !== null && { cooldownMs }),
    ...(wayBack !== null && { wayBack }),
    ...(urgency !== 'loud' && { urgency }),
    ...(note !== '' && { note }),
    ...(expiresAt !== null && { expiresAt }),
    ...(ringNow && { ringNow }),
  };
}

export function sameCondition(a: Condition, b: Condition): boolean {
  // Both were put together by the same function, so their keys stand in the same order.
  return JSON.stringify(a) === JSON.stringify(b);
}

export type Changes = Omit<CommandIn<'alarm.edit'>, 'id' | 'ringNow'>;

const optionKeys = ['mode', 'cooldownMs', 'wayBack', 'urgency', 'note', 'expiresAt'] as const;

/**
 * What somebody changed in the form: both were read from it, before and after. An alarm that the form cannot hold
 * (`before` null) is changed as a whole.
 */
export function changesOf(before: Read | null, after: Read): Changes {
  const old = before?.options;
  const { options, condition } = after;
  // Without an expiry it never expires; of the others null says nothing.
  const said = optionKeys.filter((key) => options[key] !== null || key === 'expiresAt');
  const changed = said.filter((key) => old?.[key] !== options[key]);
  const moved = before === null || !sameCondition(before.condition, condition);
  return {
    ...(moved && { condition }),
    ...Object.fromEntries(changed.map((key) => [key, options[key]])),
  };
}
