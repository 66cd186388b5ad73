import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

const line = z.object({
  id: z.string(),
  t: z.number(),
  oldPrice: z.number(),
  newPrice: z.number(),
  receivedAt: z.number(),
});
export type RecordLine = z.output<typeof line>;

/** What `alarms.jsonl` holds; a line that the kill tore counts as none. */
export function readRecord(dataDir: string): RecordLine[] {
  let text = '';
  try {
    text = readFileSync(path.join(dataDir, 'alarms.jsonl'), 'utf8');
  } catch {
    // Nothing has rung yet.
  }
  return text.split('\n').flatMap((one) => {
    try {
      return [line.parse(JSON.parse(one))];
    } catch {
      return [];
    }
  });
}
