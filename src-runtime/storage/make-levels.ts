import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder with its parents, for its owner only. One level at a time: Node's own recursion does not return on file
 * systems that refuse, such as /proc.
 */
export function makeLevels(folder: string): void {
  if (existsSync(folder)) return;
  makeLevels(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
