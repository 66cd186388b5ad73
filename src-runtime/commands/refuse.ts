import type { ErrorCode } from '../../src-shared/contract/contract.ts';
import { CommandError } from '../../src-shared/contract/dispatch.ts';
import type { Candidate } from '../../src-shared/contract/schemas.ts';
import type { HostWordKey } from '../../src-shared/words/host-words.ts';
import { plain, type WordParams } from '../../src-shared/words/words.ts';
import type { Desk } from '../desk.ts';
import { storageCause } from '../storage-cause.ts';

/** A refusal with its sentence from the catalogue. */
export function refusal(
  desk: Pick<Desk, 'say'>,
  code: ErrorCode,
  key: HostWordKey,
  params: WordParams = {},
  candidates?: readonly Candidate[],
): CommandError {
  const message = plain(desk.say(key, params));
  return new CommandError({ ok: false, code, message, ...(candidates && { candidates: [...candidates] }) });
}

const rulesFile = 'rules';

/** Writes rules; a disk that refuses becomes a sentence. */
export async function changeRules(
  desk: Pick<Desk, 'say' | 'storage' | 'log' | 'failures'>,
  edit: Parameters<Desk['storage']['rules']['change']>[0],
): Promise<void> {
  try {
    await desk.storage.rules.change(edit);
    desk.failures.over(rulesFile);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    if (desk.failures.isNews(rulesFile, error)) desk.log.error({ event: 'rules.not-stored', err: error });
    throw refusal(desk, 'storage-failed', 'error.storage-failed', { cause: storageCause(desk.say, error) });
  }
}
