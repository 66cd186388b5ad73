import type { SearchedSymbol } from '../src-core/search/searched-symbol.ts';
import { marketDataFolder, readRecorded } from '../tests/market-replay/market-data.ts';
import { seeded } from './market.ts';

/** As many as the sources list together today. */
const wanted = 24_000;

interface ListedCoin {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
}

const pairOf = (key: string, base: string, quote: string): SearchedSymbol => ({
  source: 'binance',
  key,
  base,
  quote,
  name: '',
  rank: null,
});

/** The recorded tickers tell a pair without saying where its base ends: the quotes of the pair list do. */
function splitPair(symbol: string, quotes: readonly string[]): SearchedSymbol | null {
  const quote = quotes.find((end) => symbol.endsWith(end) && symbol.length > end.length);
  return quote === undefined ? null : pairOf(symbol, symbol.slice(0, -quote.length), quote);
}

function recordedPairs(): SearchedSymbol[] {
  const info: { symbols: { symbol: string; baseAsset: string; quoteAsset: string }[] } = JSON.parse(
    readRecorded('binance-exchangeInfo-2021-02-09.json.gz'),
  );
  const pairs = new Map(
    info.symbols.map(({ symbol, baseAsset, quoteAsset }) => [symbol, pairOf(symbol, baseAsset, quoteAsset)]),
  );
  const quotes = [...new Set(info.symbols.map(({ quoteAsset }) => quoteAsset))].sort(
    (a, b) => b.length - a.length,
  );
  for (const file of ['binance-ticker-24hr-2020-10-09.json.gz', 'binance-ticker-price-2020-10-31.json.gz']) {
    for (const { symbol } of JSON.parse(readRecorded(file)) as { symbol: string }[]) {
      const pair = splitPair(symbol, quotes);
      if (pair !== null && !pairs.has(symbol)) pairs.set(symbol, pair);
    }
  }
  return [...pairs.values()];
}

function recordedCoins(): SearchedSymbol[] {
  const coins: ListedCoin[] = JSON.parse(readRecorded('coingecko-coins-list-2024-12-29.json.gz'));
  const markets: { id: string; market_cap_rank: number }[] = JSON.parse(
    readRecorded('coingecko-coins-markets-usd-2025-03-04.json'),
  );
  const ranks = new Map(markets.map(({ id, market_cap_rank: rank }) => [id, rank]));
  return coins.map(({ id, symbol, name }) => ({
    source: 'coingecko',
    key: id,
    base: symbol,
    quote: null,
    name,
    rank: ranks.get(id) ?? null,
  }));
}

/** Names that nobody has, as long as real ones. */
function madeUp(count: number): SearchedSymbol[] {
  const random = seeded(21);
  const syllables = ['ba', 'to', 'ri', 'shi', 'zen', 'lo', 'mar', 'qui', 'fex', 'dro', 'nu', 'pel'];
  const word = (length: number) =>
    Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join('');
  return Array.from({ length: count }, (_, index) => {
    const name = random() < 0.5 ? word(3) : `${word(2)} ${word(3)}`;
    const base = name.replace(' ', '').slice(0, 5);
    return index % 4 === 0
      ? pairOf(`${base}${index}USDT`.toUpperCase(), base.toUpperCase(), 'USDT')
      : { source: 'coingecko', key: `${base}-${index}`, base, quote: null, name, rank: null };
  });
}

/** All recorded lists, and made-up entries up to what sources list today. @throws without the recorded data */
export function recordedSymbols(): SearchedSymbol[] {
  const recorded = [...recordedPairs(), ...recordedCoins()];
  return [...recorded, ...madeUp(wanted - recorded.length)];
}

/** Symbols to search: recorded where they are at hand. */
export function benchSymbols(): SearchedSymbol[] {
  return marketDataFolder() === null ? madeUp(wanted) : recordedSymbols();
}

/** What is in the field after each key while somebody types. */
export function readQueries(): string[] {
  const typed = [
    'bitcoin',
    'btc usdt',
    'BTC/USDT',
    'btcusdt',
    'ethereum',
    'dogecon',
    'shiba inu',
    'chainlink usd',
    'bridged wrapped ether',
    'cardano',
    'polkdot',
    'pepe',
    'zxqwvk',
    'aaaaaa',
  ];
  return typed.flatMap((text) => Array.from(text, (_, end) => text.slice(0, end + 1)));
}
