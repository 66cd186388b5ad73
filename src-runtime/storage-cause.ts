import { type HostSay } from '../src-shared/words/host-words.ts';
import { causeOf } from './storage/refusal-cause.ts';
import { FolderInUseError } from './storage/storage.ts';

/** Why the disk refuses, in a few words for people. */
export function storageCause(say: HostSay, error: unknown): string {
  if (error instanceof FolderInUseError) return say('cause.folder-in-use');
  const cause = causeOf(error);
  if (cause !== 'other') return say(`cause.disk-${cause}`);
  if (!(error instanceof Error)) return String(error);
  const { syscall } = error as NodeJS.ErrnoException;
  // Behind the system call stands the path, which is nobody's concern.
  return syscall === undefined ? error.message : (error.message.split(`, ${syscall}`)[0] ?? '');
}
