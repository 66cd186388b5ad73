import type { Firing } from '../src-core/alarm.ts';
import { ruleSentence } from '../src-shared/words/proof.ts';
import type { Desk, WatchedPair } from './desk.ts';
import type { StoredFiring } from './storage/state-store.ts';

/** A firing as it is stored and shown: with its rule in words, and nobody's acknowledgement. */
export function storedFiring(
  desk: Desk,
  { pair }: WatchedPair,
  firing: Firing,
  more: { readonly late: boolean; readonly holds: boolean },
): StoredFiring {
  return {
    firing: {
      ...firing,
      rule: ruleSentence(desk.say, pair, firing.proof.condition),
      late: more.late,
      told: more.holds ? 'ring' : 'summary',
      receivedAt: desk.clock.now(),
      acknowledgedAt: null,
      acknowledgedBy: null,
      deliveries: [],
    },
    pair,
  };
}

/** Stores and rings a firing that no sample brought: the user wanted to hear of what is true already. */
export function ringAtOnce(desk: Desk, watched: WatchedPair, firing: Firing): void {
  const stored = storedFiring(desk, watched, firing, { late: false, holds: true });
  desk.outbox.firings([stored]);
  desk.outbox.save('power');
  desk.log.info({
    event: 'alarm.fired',
    firing: firing.id,
    pair: firing.pairId,
    t: firing.t,
    late: false,
    holds: true,
  });
  desk.ring.add([stored], desk.clock.now());
  desk.publisher.touch('ringing');
  desk.record.add([stored]);
}
