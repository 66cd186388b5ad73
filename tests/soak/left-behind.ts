/** What a host has left in its data folder after hours. */
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { rotation } from '../../src-runtime/hosting/log-file.ts';

interface Files {
  readonly bytes: number;
  readonly lines: readonly string[];
}

/** All lines of `name` and of its older files; no more files than are kept, and none larger than it may be. */
function readRotated(dataDir: string, name: string): Files {
  const { name: stem, ext } = path.parse(name);
  const pattern = new RegExp(`^${stem}(\\.\\d+)?\\${ext}$`);
  const files = readdirSync(dataDir).filter((file) => pattern.test(file));
  assert.ok(files.length <= rotation.files, `${files.length} files of ${name}`);
  const sizes = files.map((file) => statSync(path.join(dataDir, file)).size);
  for (const size of sizes) assert.ok(size <= rotation.maxBytes, `${name} is ${size} bytes long`);
  return {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    lines: files.flatMap((file) => readFileSync(path.join(dataDir, file), 'utf8').trim().split('\n')),
  };
}

export interface Logged {
  readonly bytes: number;
  /** How often each event was written down. */
  readonly events: Readonly<Record<string, number>>;
}

/** Throws where the log tells of a bug, a crash or a disk that failed. */
export function readLog(dataDir: string): Logged {
  const { bytes, lines } = readRotated(dataDir, 'app.log');
  const events: Record<string, number> = {};
  for (const line of lines) {
    const { event } = JSON.parse(line) as { event: string };
    events[event] = (events[event] ?? 0) + 1;
    if (/\.bug$|crashed$|^storage\.failed$/.test(event)) throw new Error(line);
  }
  return { bytes, events };
}

/** How many firings are in the record of alarms. Throws where one is there twice, or one of an alarm is missing. */
export function countRecorded(dataDir: string): number {
  const { lines } = readRotated(dataDir, 'alarms.jsonl');
  const ids = lines.map((line) => (JSON.parse(line) as { id: string }).id);
  const byAlarm = Map.groupBy(ids, (id) => id.split('#')[0]);
  for (const [alarm, own] of byAlarm) {
    const numbers = own.map((id) => Number(id.split('#')[1])).toSorted((a, b) => a - b);
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
      `the firings of ${alarm} are not numbered one after the other`,
    );
  }
  return ids.length;
}
