/** The stretches of recorded minutes that the fixed alarms are replayed on. */
import type { EpochMs } from '../../src-core/pair.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export interface Recording {
  /** The pair, where two sources list it with the source: unique within its event. */
  readonly name: string;
  /** The file in ../shared/market-data, without its ending. */
  readonly series: string;
  readonly from: EpochMs;
  readonly until: EpochMs;
  /** When the user answers that it is another coin, where that is asked. */
  readonly anotherCoinAt?: EpochMs;
  /** The shorter stretches around what matters, which the slow reference goes through in `npm test`. */
  readonly short: readonly (readonly [from: EpochMs, until: EpochMs])[];
}

export interface MarketEvent {
  readonly title: string;
  readonly recordings: readonly Recording[];
}

type When = Pick<Recording, 'from' | 'until' | 'short'>;

function spring2021(when: When): Recording[] {
  const pairs = { BTCUSDT: '02', ETHUSDT: '02', DOGEUSDT: '02', ETHBTC: '10' };
  return Object.entries(pairs).map(([name, first]) => ({
    name,
    series: `binance-spot-${name}-1m-2021-04-${first}_2021-05-20`,
    ...when,
  }));
}

const crash = Date.UTC(2021, 4, 19);
const firstHole = Date.UTC(2021, 3, 20);
const secondHole = Date.UTC(2021, 3, 25);
const tradingStop = Date.UTC(2022, 4, 13, 0, 40);
const otherCoin = Date.UTC(2022, 4, 31, 6);
const depeg = Date.UTC(2023, 2, 11);

const usdc: When = {
  from: depeg - 6 * hour,
  until: depeg + 24 * hour,
  short: [[depeg + 7 * hour, depeg + 9 * hour]],
};
const inMarch2023 = '1m-2023-03-01_2023-03-21';

function crashWindow(name: string, date: string, from: EpochMs): Recording {
  const until = from + 2 * hour;
  const series = `binance-perp-BTCUSDT-1m-${date}_crash-window`;
  return { name, series, from, until, short: [[from, until]] };
}

export const events: readonly MarketEvent[] = [
  {
    title: 'The crash of 2021-05-19',
    recordings: spring2021({
      from: crash,
      until: crash + day,
      short: [[crash + 12.5 * hour, crash + 13.75 * hour]],
    }),
  },
  {
    title: 'The exchange-wide hole of 2021-04-20, 01:59 to 04:30',
    recordings: spring2021({
      from: firstHole,
      until: firstHole + 12 * hour,
      short: [[firstHole + 1.5 * hour, firstHole + 5 * hour]],
    }),
  },
  {
    title: 'The exchange-wide hole of 2021-04-25, 04:00 to 08:45',
    recordings: spring2021({
      from: secondHole,
      until: secondHole + 16 * hour,
      short: [[secondHole + 3.5 * hour, secondHole + 9.25 * hour]],
    }),
  },
  {
    title: 'LUNA in May 2022: the fall, the stop of trading, and another coin from 2022-05-31 on',
    recordings: [
      {
        name: 'LUNAUSDT',
        series: 'binance-spot-LUNAUSDT-1m-2022-05',
        from: Date.UTC(2022, 4, 11),
        until: otherCoin + 6 * hour,
        anotherCoinAt: otherCoin + 10 * minute,
        short: [
          [Date.UTC(2022, 4, 12, 16), Date.UTC(2022, 4, 12, 17)],
          [tradingStop - 30 * minute, otherCoin + hour],
        ],
      },
    ],
  },
  {
    title: 'The dollar coin USDC off its peg, 2023-03-10 18:00 to 2023-03-12 00:00',
    recordings: [
      { name: 'BTCUSDC', series: `binanceus-spot-BTCUSDC-${inMarch2023}`, ...usdc },
      { name: 'BTCUSDT', series: `binanceus-spot-BTCUSDT-${inMarch2023}`, ...usdc },
      { name: 'BTCUSD', series: `binanceus-spot-BTCUSD-${inMarch2023}`, ...usdc },
      { name: 'BTCUSDC (Kraken)', series: `kraken-spot-BTCUSDC-${inMarch2023}`, ...usdc },
    ],
  },
  {
    title: 'BTCUSDT in two crashes, minute by minute',
    recordings: [
      crashWindow('2020-03-12', '2020-03-12', Date.UTC(2020, 2, 12, 10, 24)),
      crashWindow('2025-10-10', '2025-10-10', Date.UTC(2025, 9, 10, 20, 36)),
    ],
  },
];
