import type { AppApi } from '../../src-shared/contract/contract.ts';
import { createBrowserSound } from '../sound/browser-sound.ts';
import { createHostSound } from '../sound/host-sound.ts';
import type { RingSound } from '../sound/ring-sound.ts';
import { createBridgeApi } from './bridge-api.ts';
import { createSocketApi, openSocket } from './socket-api.ts';

/** The way to the host, and who plays the sound: the desktop itself, or this page of a browser. */
export function connect(): { readonly api: AppApi; readonly sound: RingSound } {
  // Not loaded lazily: a page in a browser always needs the socket, and one bundle is smaller than two.
  if (window.app === undefined) return { api: createSocketApi(openSocket()), sound: createBrowserSound() };
  const api = createBridgeApi(window.app);
  return { api, sound: createHostSound(api) };
}
