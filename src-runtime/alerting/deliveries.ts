import type { FiringId } from '../../src-core/alarm.ts';
import type { DeliveryView, Notice } from '../../src-shared/contract/schemas.ts';
import type { Runtime } from '../runtime.ts';

export type Outcome = Omit<DeliveryView, 'at'>;

/** Records how rings reached people, or why not. */
export interface Deliveries {
  readonly note: (ids: readonly FiringId[], outcome: Outcome) => void;
  /** Records it with the firings, and tells it on every screen; answers what was recorded. */
  readonly noteFailure: (
    ids: readonly FiringId[],
    channel: DeliveryView['channel'],
    cause: string,
  ) => Outcome;
  /** It was heard, but another sound than the one that was chosen: told on every screen. */
  readonly noteStandIn: (cause: string) => void;
  /** A channel works again. */
  readonly untell: (channel: 'sound' | 'notification') => void;
}

export function createDeliveries(runtime: Pick<Runtime, 'deliver' | 'tell' | 'untell'>): Deliveries {
  return {
    note: (ids, outcome) => runtime.deliver(ids, outcome),
    noteFailure(ids, channel, cause) {
      const outcome: Outcome = { channel, outcome: 'failed', cause };
      runtime.deliver(ids, outcome);
      // That the window did not come is said by the other two.
      if (channel === 'window') return outcome;
      const code: Notice['code'] = `${channel}-failed`;
      runtime.tell({ id: code, code, params: { cause } });
      return outcome;
    },
    noteStandIn(cause) {
      runtime.untell('sound-failed');
      runtime.tell({ id: 'sound-stand-in', code: 'sound-stand-in', params: { cause } });
    },
    untell(channel) {
      runtime.untell(`${channel}-failed`);
      if (channel === 'sound') runtime.untell('sound-stand-in');
    },
  };
}
