import { app, powerMonitor } from 'electron';
import { longestStopMs } from '../src-runtime/hosting/longest-stop.ts';

/**
 * A signal quits as the menu does. Others listen too (the settings library ends the process with the signal itself, once it
 * has tidied up), and would cut the stop off.
 */
function quitOnSignals(): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => app.quit());
  }
}

/**
 * Stops everything before the app quits, whoever asked. The computer may go off without a word: nothing relies on this.
 * @param stop resolves when what runs has come to an end
 */
export function stopBeforeQuitting(stop: () => Promise<void>): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running';
  const leave = () => {
    if (state === 'stopped') return;
    state = 'stopped';
    // Not from within the turn that was refused: Electron ignores that.
    setImmediate(() => app.quit());
  };
  quitOnSignals();
  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    setTimeout(leave, longestStopMs).unref();
    void stop().then(leave, leave);
  });
  // Who asks for time while the computer goes off keeps it from going off.
  powerMonitor.on('shutdown', () => {
    state = 'stopped';
    void stop().catch(() => {});
    app.quit();
  });
}
