import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Of the end of the file, in bytes. */
const readBytes = 256 * 1024;
const mostLines = 20;
const warnLevel = 40;

function endOf(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(size, readBytes));
    const read = readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8', 0, read);
  } finally {
    closeSync(descriptor);
  }
}

function isWarning(line: string): boolean {
  try {
    const parsed = JSON.parse(line) as { readonly level?: unknown } | null;
    return typeof parsed?.level === 'number' && parsed.level >= warnLevel;
  } catch {
    // The first line may have been cut.
    return false;
  }
}

/** The newest lines of a log that warn of something, oldest first; none where there is no log. */
export function lastWarnings(file: string): readonly string[] {
  try {
    return endOf(file).split('\n').filter(isWarning).slice(-mostLines);
  } catch {
    return [];
  }
}
