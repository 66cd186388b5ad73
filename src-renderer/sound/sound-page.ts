/**
 * The page of the desktop's hidden window: plays from the moment it is there until it is gone, or once, as its address
 * says.
 */
import { readPlayed } from '../../src-shared/contract/sound.ts';
import { createBrowserSound } from './browser-sound.ts';
import { whenHeard } from './when-heard.ts';

declare global {
  /** Resolves once this page can be heard, with why another sound stands in; the main process waits for it. */
  var cryptoAlarmHeard: Promise<{ readonly standIn: string | null }> | undefined;
}

const { kind, direction, ...settings } = readPlayed(location.hash);
const sound = createBrowserSound();
sound.use(settings);
globalThis.cryptoAlarmHeard = whenHeard(() => globalThis.__cryptoAlarmSound?.analyser).then(() => ({
  standIn: sound.standIn(),
}));
if (kind === 'chime') sound.chime(direction);
else sound.ring(true, direction);
