import type { ChartCandle, ChartRange } from '../../src-shared/contract/chart.ts';
import type { AlarmView } from '../../src-core/alarm.ts';
import type { Snapshot } from '../../src-shared/contract/schemas.ts';
import {
  binance,
  btc,
  cannedAlarm,
  cannedAlarms,
  cannedSnapshot,
  doge,
  dogeRing,
  emptySnapshot,
  eth,
  ethRing,
  fresh,
  now,
  sol,
  solRing,
  target,
  testRing,
} from './canned.ts';
import {
  alarmsInAllStates,
  blindRing,
  cannedSummary,
  normalRing,
  noteRing,
  pastFirings,
  ringWith,
  seeingRing,
  silentRing,
  snoozedOf,
  strangePair,
  troubledPairs,
} from './canned-life.ts';
import { candleWalk, cannedChart } from './canned-chart.ts';
import { type Answers, done, type FakeHost, fakeHost, previewOf, refused } from './fake-host.ts';

const failing: Snapshot['sources'] = [
  {
    ...binance,
    state: 'failing',
    failure: { kind: 'rate-limited', cause: 'rate-limited', forMs: 370_000 },
    lastSuccessAgeMs: 372_000,
    nextTryInMs: 40_000,
  },
];
/** Alarms of all pairs in all states. */
function manyAlarms(count: number): AlarmView[] {
  const pairs = [btc, eth, sol, doge];
  return Array.from({ length: count }, (_, index) => {
    const pair = pairs[index % pairs.length] ?? btc;
    const like = alarmsInAllStates[index % 40 < 32 ? 2 : index % alarmsInAllStates.length];
    const percentToGo = ((index * 7_919) % 3_000) / 100;
    return cannedAlarm(pair, target((pair.price ?? 1) * (1 + percentToGo / 100)), {
      percentToGo: like?.state === 'armed' ? percentToGo : null,
      progress: 1 - percentToGo / 30,
      state: like?.state ?? 'armed',
      paused: like?.paused ?? false,
      ...(like && like.state !== 'armed' && { reason: like.reason }),
    });
  });
}
const old = { ageMs: 372_000, stale: true };
const holed = (range: ChartRange) =>
  candleWalk(58_412.5, range).filter(
    (_, index, all) => index < all.length * 0.35 || index > all.length * 0.5,
  );

const ambiguous = refused('ambiguous', 'Several coins use the ticker BTC. Choose the one you mean.', {
  candidates: [
    { id: 'coingecko:bitcoin/usd', label: 'BTC/USD', name: 'Bitcoin', source: 'coingecko', rank: 1 },
    {
      id: 'coingecko:batcat/usd',
      label: 'BTC/USD',
      name: 'batcat',
      source: 'coingecko',
      rank: 2841,
    },
    {
      id: 'coingecko:blackrocktradingcurrency/usd',
      label: 'BTC/USD',
      name: 'BlackRockTradingCurrency',
      source: 'coingecko',
      rank: null,
    },
  ],
});
const unknown = refused('unknown-symbol', 'Binance does not trade BTCUSD. Did you mean BTC/USDT?', {
  candidates: [
    { id: 'binance:BTCUSDT', label: 'BTC/USDT', name: 'Bitcoin', source: 'binance', rank: null },
    { id: 'binance:BTCUSDC', label: 'BTC/USDC', name: 'Bitcoin', source: 'binance', rank: null },
    { id: 'binance:BTCFDUSD', label: 'BTC/FDUSD', name: 'Bitcoin', source: 'binance', rank: null },
  ],
});

const liveOnly = (candles: readonly ChartCandle[]): Answers => ({
  'chart.get': ({ range = '1D' }) => ({
    ok: true,
    data: cannedChart(candles, { range, history: 'live only' }),
  }),
});

export const full = (): FakeHost =>
  fakeHost(cannedSnapshot(), {
    'chart.get': ({ pairId, range = '1D' }) => {
      if (pairId !== btc.id) return done(cannedChart(candleWalk(2_911, range), { range }));
      const candles = holed(range);
      const [t = 0, , , , close = 1] = candles[60] ?? [];
      const { firing } = ethRing as Extract<typeof ethRing, { kind: 'firing' }>;
      const proof = { ...firing.proof, proving: { price: close, by: 'price' as const } };
      return done(
        cannedChart(candles, { range, firings: [{ ...firing, id: 'a4#1', pairId, t: t + 1, proof }] }),
      );
    },
    'pair.add': ({ ...input }) => ('text' in input && input.text === 'btc' ? ambiguous : unknown),
  });

export const scenarios: Record<string, () => FakeHost> = {
  full,
  empty: () => fakeHost(emptySnapshot(), { 'pair.add': () => unknown }),
  ring4: () =>
    fakeHost(cannedSnapshot({ ringing: [ethRing, solRing, dogeRing, { ...noteRing, id: 'a6#1' }] })),
  alarms300: () => fakeHost(cannedSnapshot({ alarms: manyAlarms(300) })),
  alarms1000: () => fakeHost(cannedSnapshot({ alarms: manyAlarms(1_000) })),
  ring1: () => fakeHost(cannedSnapshot({ ringing: [ethRing] })),
  ring3: () => fakeHost(cannedSnapshot({ ringing: [ethRing, solRing, dogeRing] })),
  test: () => fakeHost(cannedSnapshot({ ringing: [testRing] })),
  stale: () =>
    fakeHost(
      cannedSnapshot({
        pairs: cannedSnapshot().pairs.map((pair) => ({ ...pair, ...old })),
        sources: failing,
        alarms: cannedAlarms.map((alarm) =>
          alarm.state === 'armed' ? { ...alarm, reason: { code: 'stale price', ageMs: 372_000 } } : alarm,
        ),
        notices: [
          {
            id: 'n1',
            code: 'not-stored',
            params: { cause: 'no space left on the disk' },
          },
        ],
      }),
    ),
  lost: () => fakeHost(cannedSnapshot()),
  never: () =>
    fakeHost(emptySnapshot(), { 'state.get': () => refused('no-answer', 'The app did not answer.') }),
  waiting: () =>
    fakeHost(cannedSnapshot({ pairs: [fresh, btc, eth], alarms: [] }), {
      ...liveOnly([]),
    }),
  liveonly: () => fakeHost(cannedSnapshot(), liveOnly(candleWalk(58_412.5).slice(-35))),
  refusedchart: () =>
    fakeHost(cannedSnapshot(), {
      'chart.get': () =>
        refused(
          'source-unavailable',
          'Binance cannot be asked now: too many requests. Try again in a minute.',
        ),
    }),
  states: () =>
    fakeHost(cannedSnapshot({ alarms: alarmsInAllStates }), {
      'alarm.explain': ({ id }) =>
        done({
          alarm: alarmsInAllStates.find((alarm) => alarm.id === id) ?? cannedAlarms[0]!,
          armedAt: now - 7_200_000,
          judgedAt: now - 3_000,
          nearest: { percent: 0.41, price: 59_752.1, t: now - 1_800_000 },
          notSeen: [{ from: now - 5_000_000, to: now - 4_000_000 }],
        }),
    }),
  already: () =>
    fakeHost(cannedSnapshot({ alarms: cannedAlarms.slice(4, 5) }), {
      'alarm.preview': () => previewOf({ ...cannedAlarms[4]!, wayBack: 0.00746 }),
      'alarm.replay': () =>
        done({
          from: now - 20 * 86_400_000,
          to: now,
          intervalMs: 3_600_000,
          complete: false,
          count: 13,
          firings: Array.from({ length: 13 }, (_, index) => ({
            t: now - (14 - index) * 86_400_000,
            direction: index % 2 === 0 ? ('up' as const) : ('down' as const),
            level: 58_000,
            price: 58_010 + index,
          })),
        }),
    }),
  ringlate: () => fakeHost(cannedSnapshot({ ringing: [noteRing, normalRing, blindRing] })),
  ringblind: () => fakeHost(cannedSnapshot({ ringing: [blindRing] })),
  ringseeing: () => fakeHost(cannedSnapshot({ ringing: [seeingRing] })),
  quiet: () =>
    fakeHost(
      cannedSnapshot({
        ringing: [silentRing],
        snoozed: [snoozedOf(ethRing), snoozedOf(solRing, { price: 149.2, direction: 'up' })],
      }),
    ),
  away: () => fakeHost(cannedSnapshot({ summary: cannedSummary })),
  everything: () =>
    fakeHost(
      cannedSnapshot({
        summary: cannedSummary,
        ringing: [silentRing],
        snoozed: [snoozedOf(ethRing)],
        notices: [
          {
            id: 'another-coin:binance:BTCUSDT',
            code: 'another-coin',
            params: { pair: 'BTC/USDT', price: '5.84', last: '58,412.50' },
          },
        ],
      }),
    ),
  troubled: () => fakeHost(cannedSnapshot({ pairs: troubledPairs })),
  strange: () => fakeHost(cannedSnapshot({ pairs: [strangePair, eth] })),
  history: () =>
    fakeHost(cannedSnapshot(), {
      'firings.list': ({ before }) =>
        done({
          firings:
            before === undefined
              ? [
                  ...pastFirings,
                  ...Array.from({ length: 47 }, (_, index) => {
                    const { firing, pair } = ringWith(ethRing, {
                      id: `b${index}#1`,
                      t: now - (index + 60) * 3_600_000,
                    });
                    return { firing, pair };
                  }),
                ]
              : [],
        }),
    }),
  many: () =>
    fakeHost(
      cannedSnapshot({
        pairs: Array.from({ length: 40 }, (_, index) => ({
          ...btc,
          id: `binance:C${index}USDT`,
          base: `C${index}`,
        })),
        app: { version: '0.1.0', demo: true, pollMs: 15_000 },
        alarms: [],
      }),
    ),
};
