import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import type { Desk } from '../desk.ts';
import { firingsBefore } from '../firing-list.ts';
import { readSummary } from '../summary.ts';

/** Past firings, and the summary of those that came while nobody could see them. */
export function createHistoryCommands(desk: Desk): Pick<Handlers, 'firings.list' | 'summary.dismiss'> {
  return {
    'firings.list': ({ before = Number.MAX_SAFE_INTEGER, ...wanted }) => ({
      firings: firingsBefore(desk, { ...wanted, before }),
    }),
    'summary.dismiss'(_input, { client }) {
      for (const { firing } of readSummary(desk)) {
        desk.outbox.acknowledgement(firing.id, desk.clock.now(), client);
      }
      desk.hush.readDigest();
      desk.outbox.save('power');
      return {};
    },
  };
}
