import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import type { Desk } from '../desk.ts';
import { firingsBefore } from '../firing-list.ts';

/** Past firings, and the summary of those that came while nobody could see them. */
export function createHistoryCommands(desk: Desk): Pick<Handlers, 'firings.list' | 'summary.dismiss'> {
  return {
    'firings.list': ({ pairId, before = Number.MAX_SAFE_INTEGER, limit }) => ({
      firings: firingsBefore(desk, { pairId, before, limit }),
    }),
    'summary.dismiss'(_input, { client }) {
      const told = desk.summary.clear();
      for (const { firing } of told) desk.outbox.acknowledgement(firing.id, desk.clock.now(), client);
      desk.outbox.save('power');
      desk.publisher.touch('summary');
      return {};
    },
  };
}
