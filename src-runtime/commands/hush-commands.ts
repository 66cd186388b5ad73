import { longestMuteMinutes } from '../../src-shared/contract/hush.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import type { Desk } from '../desk.ts';
import { refusal } from './refuse.ts';

const minuteMs = 60_000;

export function createHushCommands(desk: Desk): Pick<Handlers, 'mute.set' | 'mute.end'> {
  return {
    'mute.set'(wanted, { client }) {
      const now = desk.clock.now();
      const until = 'until' in wanted ? wanted.until : now + wanted.minutes * minuteMs;
      if (until <= now) throw refusal(desk, 'bad-input', 'error.mute-over');
      if (until - now > longestMuteMinutes * minuteMs)
        throw refusal(desk, 'bad-input', 'error.mute-too-long');
      return { mute: desk.hush.startMute(until, client) };
    },
    'mute.end'(_input, { client }) {
      desk.hush.endMute(client);
      return {};
    },
  };
}
