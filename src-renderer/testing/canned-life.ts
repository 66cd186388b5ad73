import type { AlarmView } from '../../src-core/alarm.ts';
import type {
  FiringView,
  PairView,
  RingingView,
  SnoozedView,
  Summary,
} from '../../src-shared/contract/schemas.ts';
import { btc, cannedAlarm, dogeRing, eth, ethRing, now, solRing, target } from './canned.ts';

export type CannedFiring = Extract<RingingView, { kind: 'firing' }>;

const minute = 60_000;

function firingOf(ring: RingingView): CannedFiring {
  if (ring.kind !== 'firing') throw new Error('a firing');
  return ring;
}

/** A ring with something about its firing changed. */
export function ringWith(ring: RingingView, more: Partial<FiringView>): CannedFiring {
  const firing = firingOf(ring);
  const id = more.id ?? firing.id;
  return { ...firing, id, firing: { ...firing.firing, ...more, id } };
}

export const noteRing = ringWith(ethRing, { note: 'Move the stop below the last low.', late: true });
export const normalRing = ringWith(solRing, { urgency: 'normal' });
export const silentRing = ringWith(dogeRing, { urgency: 'silent' });

export const blindRing: RingingView = {
  kind: 'blind',
  id: 'blind:binance:1',
  source: 'binance',
  title: 'No prices from Binance',
  body: 'The cause: too many requests. Alarms on BTC/USDT, ETH/USDT, SOL/USDT and 3 more cannot ring until prices are back.',
  startedAt: now - 2_000,
  softened: false,
};
export const seeingRing: RingingView = {
  ...blindRing,
  kind: 'seeing',
  id: 'seeing:binance:1',
  title: 'Prices from Binance are back',
  body: 'BTC/USDT, ETH/USDT, SOL/USDT and 3 more can be watched again.',
};

export function snoozedOf(ring: RingingView, unless: SnoozedView['snooze']['unless'] = null): SnoozedView {
  const { id, firing, pair } = firingOf(ring);
  return { id, firing, pair, snooze: { until: now + 15 * minute, unless, by: 'browser 1', at: now } };
}

export const cannedSummary: Summary = {
  from: now - 390 * minute,
  why: 'away',
  to: now - 5 * minute,
  firings: [
    { ...firingOf(ringWith(ethRing, { id: 'a7#2', t: now - 300 * minute, late: true })), holds: true },
    { ...firingOf(ringWith(solRing, { id: 'a8#2', t: now - 200 * minute, late: true })), holds: false },
    { ...firingOf(ringWith(dogeRing, { id: 'a9#2', t: now - 100 * minute, late: true })), holds: false },
  ].map(({ firing, pair, holds }) => ({ firing, pair, holds })),
};

const rests = { percentToGo: null, progress: 0 } as const;

/** One alarm in each state, in the order in which they are shown. */
export const alarmsInAllStates: AlarmView[] = [
  cannedAlarm(btc, target(58_000, 'down'), {
    ...rests,
    id: 's1',
    state: 'ringing',
    reason: { code: 'ringing', t: now - minute },
    firedCount: 1,
    lastFiredAt: now - minute,
  }),
  cannedAlarm(
    btc,
    { kind: 'channel', low: 57_000, high: 58_200, when: 'leaves' },
    {
      ...rests,
      id: 's2',
      mode: 'repeat',
      cooldownMs: 5 * minute,
      state: 'snoozed',
      reason: { code: 'snoozed', until: now + 15 * minute, leftMs: 15 * minute },
    },
  ),
  cannedAlarm(
    btc,
    { kind: 'step', every: 1_000, unit: 'quote' },
    {
      id: 's3',
      mode: 'repeat',
      urgency: 'normal',
      percentToGo: 1.01,
      upLevel: 59_000,
      downLevel: 58_000,
      note: 'Look at the order book, and at what the others do.',
    },
  ),
  cannedAlarm(btc, target(61_000), {
    ...rests,
    id: 's4',
    state: 'blind',
    reason: { code: 'blind', forMs: 6 * minute },
  }),
  cannedAlarm(
    btc,
    { kind: 'step', every: 2, unit: 'percent' },
    {
      ...rests,
      id: 's5',
      mode: 'repeat',
      state: 'cooling',
      reason: { code: 'cooling', until: now + 42_000, leftMs: 42_000, missed: 2 },
    },
  ),
  cannedAlarm(btc, target(57_000, 'down'), {
    ...rests,
    id: 's6',
    state: 'fired',
    firedCount: 1,
    lastFiredAt: now - 20_000_000,
    reason: { code: 'fired', t: now - 20_000_000 },
  }),
  cannedAlarm(btc, target(65_000), {
    ...rests,
    id: 's7',
    state: 'paused',
    paused: true,
    urgency: 'silent',
    expiresAt: now + 3 * 86_400_000,
    reason: { code: 'paused' },
  }),
  cannedAlarm(btc, target(70_000), {
    ...rests,
    id: 's8',
    state: 'expired',
    expiresAt: now - 86_400_000,
    reason: { code: 'expired', t: now - 86_400_000 },
  }),
];

/** Pairs whose prices are out of the ordinary, each in another way. */
export const troubledPairs: PairView[] = [
  {
    ...btc,
    closely: true,
    via: { source: 'coingecko', basis: 1.00012 },
    notSeen: { from: now - 400 * minute, to: now - 10 * minute },
  },
  { ...eth, confirming: 3_401.5, via: { source: 'coingecko', basis: null } },
];
export const strangePair: PairView = {
  ...btc,
  blind: true,
  stale: true,
  strange: { t: now - minute, price: 5.84, last: 58_412.5 },
};

const handled = {
  acknowledgedAt: now - 3 * minute,
  acknowledgedBy: 'browser 3f9a2c',
  deliveries: [
    { channel: 'notification', outcome: 'shown', at: now - 4 * minute, cause: null },
    { channel: 'sound', outcome: 'failed', at: now - 4 * minute, cause: 'no device' },
    { channel: 'window', outcome: 'shown', at: now - 4 * minute, cause: null },
  ],
} as const;

/** Past firings, newest first. */
export const pastFirings = [
  firingOf(ethRing),
  ringWith(solRing, { id: 'a8#3', t: now - 60 * minute, ...handled, deliveries: [...handled.deliveries] }),
  ringWith(dogeRing, {
    id: 'a9#3',
    t: now - 3_000 * minute,
    late: true,
    told: 'summary',
    note: 'Sold half.',
  }),
].map(({ firing, pair }) => ({ firing, pair }));
