import type { RingSound } from './ring-sound.ts';

/** On the desktop the main process plays the sound, also without a window: this page is silent. */
export function createHostSound(): RingSound {
  return {
    state: () => 'silent',
    subscribe: () => () => {},
    ring: () => {},
    chime: () => {},
    enable: async () => {},
    dispose: () => {},
  };
}
