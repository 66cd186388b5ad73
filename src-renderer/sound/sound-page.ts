/**
 * The page of the desktop's hidden window: plays from the moment it is there until it is gone, or (`#chime`) once.
 */
import { createBrowserSound } from './browser-sound.ts';
import { whenHeard } from './when-heard.ts';

declare global {
  /** Resolves once this page can be heard; the main process waits for it. */
  var cryptoAlarmHeard: Promise<true> | undefined;
}

const sound = createBrowserSound();
globalThis.cryptoAlarmHeard = whenHeard(() => globalThis.__cryptoAlarmSound?.analyser);
if (location.hash === '#chime') sound.chime();
else sound.ring(true);
