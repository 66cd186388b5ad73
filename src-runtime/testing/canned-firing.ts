import type { Urgency } from '../../src-core/alarm.ts';
import { testPair } from '../../src-feeds/testing/harness.ts';
import type { FiringView } from '../../src-shared/contract/schemas.ts';
import type { StoredFiring } from '../storage/state-store.ts';
import { testStart } from './fake-clock.ts';

export interface CannedFiring {
  readonly urgency?: Urgency;
  /** The target that was reached from below. */
  readonly level?: number;
  /** The price that proves it. */
  readonly price?: number;
  readonly note?: string;
  readonly late?: boolean;
  readonly proof?: Partial<FiringView['proof']>;
}

/** The firing with this id (`alarmId#n`): a target of BTC/USDT that was reached from below. */
export function cannedFiring(id: string, more: CannedFiring = {}): StoredFiring {
  const { urgency = 'loud', level = 110, price = level + 1, note = '', late = false } = more;
  const before = { t: testStart - 15_000, price: level - 1 };
  const after = { t: testStart, price };
  const pair = { ...testPair('binance:BTCUSDT', 'BTC', 'USDT'), tickSize: 0.01 };
  const proof: FiringView['proof'] = {
    condition: { kind: 'target', price: level, direction: 'up' },
    direction: 'up',
    level,
    reference: before,
    proving: { price, by: 'price' },
    before,
    after,
    source: 'binance',
    windowSeenFrom: null,
    range: null,
    via: null,
    missed: 0,
    cooldown: null,
    ...more.proof,
  };
  const firing: FiringView = {
    id,
    alarmId: id.slice(0, id.indexOf('#')),
    pairId: pair.id,
    t: testStart,
    urgency,
    note,
    proof,
    rule: 'reaches a price',
    late,
    told: 'ring',
    receivedAt: testStart,
    acknowledgedAt: null,
    acknowledgedBy: null,
    deliveries: [],
  };
  return { firing, pair };
}
