import { powerMonitor, powerSaveBlocker } from 'electron';
import type { Runtime } from '../src-runtime/runtime.ts';

/** A last price before the computer sleeps, and one at once when it wakes up. */
export function followPower(runtime: Pick<Runtime, 'pollNow'>, keepAwake: boolean): void {
  powerMonitor.on('suspend', () => runtime.pollNow('suspend'));
  powerMonitor.on('resume', () => runtime.pollNow('resume'));
  // Only where the user asked for it: it keeps the whole computer from sleeping.
  if (keepAwake) powerSaveBlocker.start('prevent-app-suspension');
}
