import type { ErrorCode, Refusal } from '../../src-shared/contract/contract.ts';
import { largestSoundBytes } from '../../src-shared/contract/sound.ts';
import { largestImportBytes } from '../../src-shared/contract/transfer.ts';
import { say } from '../words/say.ts';

/** What a command comes back with when no host answered it, or answered what nobody can read. */
export function ownRefusal(code: Extract<ErrorCode, 'no-answer' | 'internal'>): Refusal {
  return { ok: false, code, message: say(`error.${code}`) };
}

/** Whether no host would take this text for an import. */
export function isTooLarge(text: string): boolean {
  // A text is at least as long in bytes, so that most need no counting.
  return text.length > largestImportBytes || new Blob([text]).size > largestImportBytes;
}

export function tooLargeSound(): Refusal {
  const message = say('error.sound-too-large', { most: largestSoundBytes / 1_048_576 });
  return { ok: false, code: 'sound-too-large', message };
}

export function tooLargeImport(): Refusal {
  const message = say('error.import-too-large', { most: largestImportBytes / 1_048_576 });
  return { ok: false, code: 'import-too-large', message };
}
