import { chmodSync } from 'node:fs';

/** Makes a file readable by its owner only; where it is not ours to change, it stays as it is. */
export function protect(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch {
    // Nothing that is stored there is worth refusing to watch.
  }
}
