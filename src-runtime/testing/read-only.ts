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
  // Everything else stays ours, whoever we are then.
  chmodAll(path.dirname(file), 0o777, 0o666);
  chmodSync(file, 0);
  const restoreRoot = withoutRoot();
  return () => {
    if (over) return;
    over = true;
    restoreRoot();
    chmodAll(path.dirname(file), 0o700, 0o600);
  };
}
