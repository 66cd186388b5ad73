import type { ErrorCode, Refusal } from '../../src-shared/contract/contract.ts';
import { say } from '../words/say.ts';

/** What a command comes back with when no host answered it, or answered what nobody can read. */
export function ownRefusal(code: Extract<ErrorCode, 'no-answer' | 'internal'>): Refusal {
  return { ok: false, code, message: say(`error.${code}`) };
}
