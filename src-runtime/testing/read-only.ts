import { chmodSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Rights do not count for root; without them its work is that of anybody. */
const nobody = 65_534;

/** Takes the rights of root off this process until what it returns is called. */
function withoutRoot(): () => void {
  if (process.geteuid?.() !== 0) return () => {};
  process.seteuid?.(nobody);
  return () => process.seteuid?.(0);
}

function chmodAll(folder: string, ofFolder: number, ofFiles: number): void {
  for (const name of readdirSync(folder)) chmodSync(path.join(folder, name), ofFiles);
  chmodSync(folder, ofFolder);
}

/** Makes a folder and its files read-only for this process, whoever runs it; what it returns ends that. */
export function readOnly(folder: string): () => void {
  let over = false;
  chmodAll(folder, 0o555, 0o444);
  const restoreRoot = withoutRoot();
  return () => {
    if (over) return;
    over = true;
    restoreRoot();
    chmodAll(folder, 0o700, 0o600);
  };
}

/** Makes a file unreadable for this process, whoever runs it; what it returns ends that. */
export function unreadable(file: string): () => void {
  let over = false;
  chmodSync(file, 0);
  // The folder stays ours to write.
  chmodSync(path.dirname(file), 0o777);
  const restoreRoot = withoutRoot();
  return () => {
    if (over) return;
    over = true;
    restoreRoot();
    chmodSync(path.dirname(file), 0o700);
    chmodSync(file, 0o600);
  };
}
