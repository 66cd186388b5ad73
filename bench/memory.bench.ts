import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { type Row, row } from './row.ts';

/** Measures one way of holding the history in a process of its own, in MB. */
function measured(way: 'engine' | 'plain'): number {
  const script = path.join(import.meta.dirname, 'memory-of.ts');
  const child = spawnSync(process.execPath, ['--expose-gc', script, way], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return Number(child.stdout);
}

/** Memory that 100 pairs with 9 alarms each and 24 hours of history add to the process. */
export function memoryRows(): Row[] {
  return [row('memory that 100 pairs add', 'MB', measured('engine'), measured('plain'), 20)];
}
