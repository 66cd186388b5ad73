import type { FiringId } from '../src-core/alarm.ts';
import type { DeliveryView } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import { testId } from './ring.ts';

/** As much as a delivery holds; desktops word their failures at any length. */
const longestCause = 500;

/** Records how firings reached people; the test alarm has nothing to record. */
export function deliver(desk: Desk, ids: readonly FiringId[], outcome: Omit<DeliveryView, 'at'>): void {
  const firings = ids.filter((id) => id !== testId);
  if (firings.length === 0) return;
  const cause = outcome.cause?.slice(0, longestCause) ?? null;
  const delivery = { ...outcome, cause, at: desk.clock.now() };
  for (const id of firings) {
    desk.ring.deliver(id, delivery);
    desk.outbox.delivery(id, delivery);
  }
  desk.outbox.save('process');
  const level = outcome.outcome === 'failed' ? 'warn' : 'info';
  desk.log[level]({ event: `delivery.${outcome.channel}.${outcome.outcome}`, firings, cause: outcome.cause });
  desk.publisher.touch('ringing');
}
