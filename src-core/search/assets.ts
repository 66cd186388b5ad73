import type { SearchedSymbol } from './searched-symbol.ts';
import { type WellKnown, wellKnown } from './well-known.ts';

/** What is looked for: a coin, or the base of trading pairs, with every entry that it can be had by. */
export interface Asset {
  readonly ticker: string;
  readonly name: string;
  readonly rank: number | null;
  /** Pairs in the order in which their quotes are usually meant; of a coin its one entry. */
  readonly symbols: readonly SearchedSymbol[];
  /** Whether another coin of the list has the same ticker. */
  readonly shared: boolean;
  readonly also: readonly string[];
  /** What its size adds to a score. */
  readonly weight: number;
}

/** A rank so far below the next says which coin is meant by a ticker that several have. */
const clearly = 5;
const largestWeight = 45;
const lastRank = 3_000;
/** Where a pair can be watched at an exchange, that is usually meant. */
const traded = 12;

/** Quotes in the order in which people mean them when they name none. */
const quoteOrder = ['USDT', 'USDC', 'FDUSD', 'BUSD', 'TUSD', 'USD', 'EUR', 'BTC', 'ETH', 'BNB', 'TRY', 'BRL'];

const byTicker = new Map(wellKnown.map((coin, place) => [coin.ticker.toLowerCase(), { coin, place }]));
const byCoin = new Map(wellKnown.map((coin, place) => [coin.coin, { coin, place }]));

type Placed = { readonly coin: WellKnown; readonly place: number } | undefined;

function weightOf(rank: number | null, known: Placed): number {
  const place = rank ?? (known === undefined ? null : known.place + 1);
  if (place === null) return 0;
  return Math.max(0, largestWeight * (1 - Math.log(place) / Math.log(lastRank)));
}

function tickerOf(symbol: SearchedSymbol): string {
  return (symbol.base.trim() || symbol.key).toLowerCase();
}

function quotePlace({ quote }: SearchedSymbol): number {
  const place = quoteOrder.indexOf(quote?.toUpperCase() ?? '');
  return place === -1 ? quoteOrder.length : place;
}

/** The coin that a ticker means without doubt: the only one, or the one that is far larger than the others. */
function meantBy(ticker: string, coins: readonly SearchedSymbol[]): SearchedSymbol | null {
  const [only] = coins;
  if (only === undefined || coins.length === 1) return only ?? null;
  const [first, second] = coins
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  if (first === undefined) return coins.find(({ key }) => byTicker.get(ticker)?.coin.coin === key) ?? null;
  const alone = second === undefined || (second.rank ?? 0) >= (first.rank ?? 0) * clearly;
  return alone ? first : null;
}

type ByTicker = ReadonlyMap<string, readonly SearchedSymbol[]>;

/** Whether the coin that a base was found to be is the well-known one; where no list tells, it is. */
function knownAs(ticker: string, coin: SearchedSymbol | null): Placed {
  const known = byTicker.get(ticker);
  return coin === null || coin.key === known?.coin.coin ? known : undefined;
}

/** The pairs of one base at one exchange, named after the coin that is surely meant. */
function tradedAsset(pairs: readonly SearchedSymbol[], ticker: string, coins: ByTicker): Asset {
  const coin = meantBy(ticker, coins.get(ticker) ?? []);
  const known = knownAs(ticker, coin);
  const rank = coin?.rank ?? null;
  const own = pairs.find(({ name }) => name !== '')?.name;
  // Where several coins may be meant, no list was silent, and the table of names is none to go by.
  const named = coin?.name ?? (coins.has(ticker) ? undefined : known?.coin.name);
  return {
    ticker,
    name: own ?? named ?? '',
    rank,
    symbols: pairs.toSorted((a, b) => quotePlace(a) - quotePlace(b)),
    shared: false,
    also: known?.coin.also ?? [],
    weight: weightOf(rank, known) + traded,
  };
}

function coinAsset(coin: SearchedSymbol, ticker: string, shared: boolean): Asset {
  const { name, rank } = coin;
  const known = byCoin.get(coin.key);
  const also = known?.coin.also ?? [];
  return { ticker, name, rank, symbols: [coin], shared, also, weight: weightOf(rank, known) };
}

/** Puts the entries of all lists together: the pairs of an exchange by their base, named after the coins of the others. */
export function assetsOf(symbols: readonly SearchedSymbol[]): readonly Asset[] {
  const coins = Map.groupBy(
    symbols.filter(({ quote }) => quote === null),
    tickerOf,
  );
  const bases = Map.groupBy(
    symbols.filter(({ quote }) => quote !== null),
    (symbol) => `${symbol.source} ${tickerOf(symbol)}`,
  );
  const isShared = (coin: SearchedSymbol, sharing: readonly SearchedSymbol[]) =>
    sharing.some((other) => other !== coin && other.source === coin.source);
  return [
    ...[...bases.values()].map((pairs) =>
      tradedAsset(pairs, pairs[0] === undefined ? '' : tickerOf(pairs[0]), coins),
    ),
    ...[...coins].flatMap(([ticker, sharing]) =>
      sharing.map((coin) => coinAsset(coin, ticker, isShared(coin, sharing))),
    ),
  ];
}
