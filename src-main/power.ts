import { powerMonitor } from 'electron';
import type { Runtime } from '../src-runtime/runtime.ts';

/** A last price before the computer sleeps, and one at once when it wakes up. */
export function followPower(runtime: Pick<Runtime, 'pollNow'>): void {
  powerMonitor.on('suspend', () => runtime.pollNow('suspend'));
  powerMonitor.on('resume', () => runtime.pollNow('resume'));
}
