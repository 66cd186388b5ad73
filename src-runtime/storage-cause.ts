import { type HostSay } from '../src-shared/words/host-words.ts';
import { causeOf } from './storage/refusal-cause.ts';
import { FolderInUseError } from './storage/storage.ts';

/** Why the disk refuses, in a few words for people. */
export function storageCause(say: HostSay, error: unknown): string {
  if (error instanceof FolderInUseError) return say('cause.folder-in-use');
  const cause = causeOf(error);
  if (cause !== 'other') return say(`cause.disk-${cause}`);
  return error instanceof Error ? error.message : String(error);
}
