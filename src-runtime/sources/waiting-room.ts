import type { FeedError } from '../../src-feeds/feed.ts';
import type { Clock } from '../clock.ts';
import { type Budget, overBudget } from './budget.ts';

/** A minute gives back what was used in it; what must wait for longer waits for another month. */
const longestWaitMs = 2 * 60_000;

/** Where requests for past prices wait until the budget has room for them, in the order in which they came. */
export interface WaitingRoom {
  /** Resolves with null once the request was counted and may be made, else with what stands against it. */
  readonly enter: (weight: number, signal: AbortSignal) => Promise<FeedError | null>;
}

interface Visitor {
  readonly weight: number;
  readonly leave: (against: FeedError | null) => void;
}

const cancelled: FeedError = { kind: 'offline', cause: 'cancelled', retryable: true, detail: 'cancelled' };

/** @param closed what stands against every request at present, null for nothing */
export function createWaitingRoom(clock: Clock, budget: Budget, closed: () => FeedError | null): WaitingRoom {
  let visitors: readonly Visitor[] = [];
  let cancelTimer = () => {};

  /** Null to go in, a time to wait for, or what stands against it. */
  const decide = ({ weight }: Visitor): number | FeedError | null => {
    const against = closed();
    if (against !== null) return against;
    const waitMs = budget.waitFor(weight, 'history');
    if (waitMs > longestWaitMs) return overBudget(waitMs);
    return waitMs > 0 ? waitMs : null;
  };

  const serve = () => {
    cancelTimer();
    for (let [first] = visitors; first !== undefined; [first] = visitors) {
      const decision = decide(first);
      if (typeof decision === 'number') {
        cancelTimer = clock.setTimer(serve, decision);
        return;
      }
      if (decision === null) budget.take(first.weight, 'history');
      visitors = visitors.slice(1);
      first.leave(decision);
    }
  };

  return {
    enter: (weight, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve(cancelled);
          return;
        }
        const giveUp = () => {
          visitors = visitors.filter((one) => one !== visitor);
          resolve(cancelled);
          serve();
        };
        const leave = (against: FeedError | null) => {
          signal.removeEventListener('abort', giveUp);
          resolve(against);
        };
        const visitor = { weight, leave };
        signal.addEventListener('abort', giveUp, { once: true });
        visitors = [...visitors, visitor];
        serve();
      }),
  };
}
