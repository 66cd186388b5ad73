import { soundAddress } from '../../src-shared/contract/sound.ts';
import { createRingSound, type RingSound } from './ring-sound.ts';

/** The sound of this page. Any click or key allows it, not only the button that asks for one. */
export function createBrowserSound(): RingSound {
  const sound = createRingSound({
    createContext: () => (typeof AudioContext === 'undefined' ? undefined : new AudioContext()),
    fetchOwn: async (at) => {
      const response = await fetch(`${soundAddress}?at=${at}`);
      if (!response.ok) throw new Error(`${response.status}`);
      return response.arrayBuffer();
    },
  });
  const allow = () => {
    if (sound.state() === 'blocked') void sound.enable();
  };
  for (const event of ['pointerdown', 'keydown'] as const) {
    document.addEventListener(event, allow, { capture: true });
  }
  return {
    ...sound,
    dispose() {
      for (const event of ['pointerdown', 'keydown'] as const) {
        document.removeEventListener(event, allow, { capture: true });
      }
      sound.dispose();
    },
  };
}
