import { defaultSettings } from '../../src-shared/contract/app-settings.ts';
import type { AlarmView, Proof } from '../../src-core/alarm.ts';
import type { Condition } from '../../src-core/condition.ts';
import type { PairView, RingingView, Snapshot, SourceView } from '../../src-shared/contract/schemas.ts';

export const now = Date.now();

export function cannedPair(base: string, price: number | null, more: Partial<PairView> = {}): PairView {
  return {
    id: `binance:${base}USDT`,
    source: 'binance',
    base,
    quote: 'USDT',
    name: '',
    tickSize: 0.01,
    addedAt: now - 3 * 86_400_000,
    price,
    t: price === null ? null : now - 3_000,
    ageMs: price === null ? null : 3_000,
    stale: false,
    blind: false,
    confirming: null,
    strange: null,
    via: null,
    closely: false,
    notSeen: null,
    frozenSince: null,
    change24h: price === null ? null : 1.82,
    high24h: price === null ? null : price * 1.01,
    low24h: price === null ? null : price * 0.974,
    ...more,
  };
}

export const btc = cannedPair('BTC', 58_412.5, { name: 'Bitcoin', high24h: 58_990, low24h: 56_870.1 });
export const eth = cannedPair('ETH', 2_911.84, { name: 'Ethereum', change24h: -0.66 });
export const sol = cannedPair('SOL', 142.07, { name: 'Solana', change24h: 3.4 });
export const ethBtc: PairView = {
  ...cannedPair('ETH', 0.04985, { name: 'Ethereum', tickSize: 0.000001, change24h: -2.41 }),
  id: 'binance:ETHBTC',
  quote: 'BTC',
};
export const doge = cannedPair('DOGE', 0.22768, { name: 'Dogecoin', tickSize: 0.00001, change24h: 0.12 });
export const shib = cannedPair('SHIB', 0.00001234, {
  name: 'Shiba Inu',
  tickSize: 1e-8,
  change24h: null,
  ageMs: 250_000,
  stale: true,
});
export const fresh = cannedPair('PEPE', null, { name: 'Pepe', tickSize: 1e-8 });

let made = 0;
export function cannedAlarm(pair: PairView, condition: Condition, more: Partial<AlarmView> = {}): AlarmView {
  made += 1;
  const percent = more.percentToGo ?? 2.72;
  return {
    id: `a${made}`,
    pairId: pair.id,
    condition,
    mode: 'once',
    cooldownMs: 60_000,
    wayBack: 0.003,
    urgency: 'loud',
    note: '',
    expiresAt: null,
    paused: false,
    state: 'armed',
    reason: { code: 'to go', percent },
    percentToGo: percent,
    progress: 0.72,
    upLevel: null,
    downLevel: null,
    firedCount: 0,
    lastFiredAt: null,
    createdAt: now - 3_600_000 + made,
    ...more,
  };
}

export const target = (price: number, direction: 'up' | 'down' | 'any' = 'up'): Condition => ({
  kind: 'target',
  price,
  direction,
});

export const cannedAlarms: AlarmView[] = [
  cannedAlarm(btc, target(60_000), { upLevel: 60_000 }),
  cannedAlarm(
    btc,
    {
      kind: 'move',
      percent: 5,
      direction: 'down',
      over: { kind: 'window', ms: 900_000, from: 'extreme' },
    },
    {
      percentToGo: 4.1,
      progress: 0.18,
      downLevel: 56_017.6,
      reason: { code: 'seen in part', percent: 4.1, seenMs: 720_000, windowMs: 900_000 },
    },
  ),
  cannedAlarm(
    btc,
    { kind: 'extreme', extreme: 'max', percent: 10, since: { kind: 'pair added' } },
    { percentToGo: 6.02, progress: 0.4, downLevel: 55_290 },
  ),
  cannedAlarm(btc, target(57_000, 'down'), {
    state: 'fired',
    percentToGo: null,
    progress: 0,
    firedCount: 1,
    lastFiredAt: now - 20_000_000,
    reason: { code: 'fired', t: now - 20_000_000 },
  }),
  cannedAlarm(btc, target(58_000, 'up'), {
    state: 'armed',
    percentToGo: 0.71,
    progress: 0.9,
    reason: { code: 'already true', level: 58_000 },
  }),
  cannedAlarm(
    btc,
    { kind: 'move', percent: 3, direction: 'any', over: { kind: 'since start' } },
    {
      mode: 'repeat',
      state: 'cooling',
      reason: { code: 'cooling', until: now + 42_000, leftMs: 42_000, missed: 0 },
      percentToGo: 3,
      progress: 0,
      upLevel: 60_164.88,
      downLevel: 56_660.12,
    },
  ),
  cannedAlarm(eth, target(2_900, 'down'), { percentToGo: 0.4, progress: 0.9, downLevel: 2_900 }),
  cannedAlarm(
    sol,
    { kind: 'move', percent: 5, direction: 'any', over: { kind: 'window', ms: 3_600_000, from: 'start' } },
    {
      percentToGo: null,
      progress: 0,
      reason: { code: 'warming up', seenMs: 720_000, windowMs: 3_600_000 },
    },
  ),
  cannedAlarm(doge, target(0.25), { percentToGo: 9.8, progress: 0.2, upLevel: 0.25 }),
];

export const binance: SourceView = {
  budget: { perMinute: { limit: 1_200, used: 8 }, perMonth: null, stretchedToMs: null },
  id: 'binance',
  state: 'live',
  failure: null,
  lastSuccessAgeMs: 3_000,
  frozenForMs: null,
  nextTryInMs: null,
  staleMs: 60_000,
  pairs: 6,
};

export function cannedRing(
  id: string,
  pair: PairView,
  proof: Partial<Proof> & Pick<Proof, 'condition' | 'direction'>,
): RingingView {
  const t = now - 4_000;
  const price = pair.price ?? 1;
  return {
    kind: 'firing',
    id,
    pair,
    softened: false,
    firing: {
      id,
      alarmId: id.split('#')[0] ?? id,
      pairId: pair.id,
      t,
      urgency: 'loud',
      note: '',
      rule: '',
      late: false,
      told: 'ring',
      receivedAt: t,
      acknowledgedAt: null,
      acknowledgedBy: null,
      deliveries: [],
      proof: {
        level: price,
        reference: { t: t - 15_000, price: price * 1.002 },
        proving: { price, by: 'price' },
        before: { t: t - 15_000, price: price * 1.002 },
        after: { t, price },
        source: 'binance',
        windowSeenFrom: null,
        range: null,
        via: null,
        missed: 0,
        cooldown: null,
        ...proof,
      },
    },
  };
}

export const ethRing = cannedRing('a7#1', eth, {
  condition: target(2_900, 'down'),
  direction: 'down',
  level: 2_900,
  reference: { t: now - 19_000, price: 2_904.1 },
  before: { t: now - 19_000, price: 2_904.1 },
  after: { t: now - 4_000, price: 2_899.62 },
  proving: { price: 2_898.9, by: 'low' },
});
export const solRing = cannedRing('a8#1', sol, {
  condition: {
    kind: 'move',
    percent: 5,
    direction: 'any',
    over: { kind: 'window', ms: 900_000, from: 'extreme' },
  },
  direction: 'up',
  reference: { t: now - 600_000, price: 135.2 },
  windowSeenFrom: now - 720_000,
});
export const dogeRing = cannedRing('a9#1', doge, {
  condition: { kind: 'extreme', extreme: 'max', percent: 10, since: { kind: 'pair added' } },
  direction: 'down',
  reference: { t: now - 6_000_000, price: 0.25298 },
});
export const testRing: RingingView = { kind: 'test', id: 'test#1', startedAt: now - 1_000 };

export function cannedSnapshot(more: Partial<Snapshot> = {}): Snapshot {
  return {
    seq: 1,
    at: now,
    app: { version: '0.1.0', demo: false, pollMs: 15_000 },
    pairs: [btc, eth, sol, ethBtc, doge, shib],
    alarms: cannedAlarms,
    ringing: [],
    snoozed: [],
    summary: null,
    sources: [binance],
    notices: [],
    monitoring: 'on',
    mute: null,
    quietNow: null,
    ownSound: null,
    settings: { ...defaultSettings, welcomed: true },
    ...more,
  };
}

export const emptySnapshot = (): Snapshot =>
  cannedSnapshot({ pairs: [], alarms: [], sources: [{ ...binance, pairs: 0 }] });
