import { app } from 'electron';

/** A stop that takes longer is cut off: what matters is on disk already. */
const longestStopMs = 1_500;

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
  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    setTimeout(leave, longestStopMs).unref();
    void stop().then(leave, leave);
  });
}
