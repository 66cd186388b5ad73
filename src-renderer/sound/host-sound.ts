import type { AppApi } from '../../src-shared/contract/contract.ts';
import type { RingSound } from './ring-sound.ts';

/** On the desktop the main process plays the sound, also without a window: this page is silent. */
export function createHostSound(api: Pick<AppApi, 'call'>): RingSound {
  return {
    state: () => 'silent',
    subscribe: () => () => {},
    ring: () => {},
    chime: () => {},
    async preview(direction) {
      const reply = await api.call('sound.test', { direction });
      if (reply.ok) return reply.data;
      return { by: 'desktop', supported: true, worked: false, cause: reply.message, standIn: null };
    },
    use: () => {},
    standIn: () => null,
    enable: async () => {},
    dispose: () => {},
  };
}
