import type { CoingeckoMarket, CoinPrice, ListedCoin } from '../feed-servers/coingecko-format.ts';
import { quoteAt } from './quote-steps.ts';
import type { Series } from './replay-market.ts';

const dayMs = 86_400_000;
const dollars = ['USDT', 'USDC', 'USD'];

const coins: readonly ListedCoin[] = [
  { id: 'bitcoin', symbol: 'btc', name: 'Bitcoin', rank: 1 },
  { id: 'ethereum', symbol: 'eth', name: 'Ethereum', rank: 2 },
  { id: 'tether', symbol: 'usdt', name: 'Tether', rank: 3 },
  { id: 'usd-coin', symbol: 'usdc', name: 'USDC', rank: 7 },
  { id: 'dogecoin', symbol: 'doge', name: 'Dogecoin', rank: 8 },
  { id: 'chainlink', symbol: 'link', name: 'Chainlink', rank: 12 },
  { id: 'litecoin', symbol: 'ltc', name: 'Litecoin', rank: 20 },
  { id: 'terra-luna', symbol: 'luna', name: 'Terra', rank: 30 },
  { id: 'wink', symbol: 'win', name: 'WINkLink', rank: 300 },
  // Two more coins with the ticker of the largest, so that it is ambiguous as in the real list.
  { id: 'batcat', symbol: 'btc', name: 'batcat', rank: null },
  { id: 'osmosis-allbtc', symbol: 'btc', name: 'Osmosis allBTC', rank: 2500 },
];
const stable = new Set(['tether', 'usd-coin']);
/** Listed, found and offered, but without a price of their own. */
const unpriced = new Set(['batcat', 'osmosis-allbtc']);

/**
 * The recorded candles as CoinGecko would serve them. A dollar coin counts as a dollar, and a coin that is only
 * recorded against bitcoin is priced through it.
 */
export function coingeckoMarketOf(all: readonly Series[], now: () => number): CoingeckoMarket {
  const bases = new Set(all.map(({ base }) => base.toLowerCase()));
  const served = coins.filter(({ id, symbol }) => stable.has(id) || bases.has(symbol));
  return {
    now,
    coins: () => served,
    perDollar: (currency) => (currency === 'usd' ? 1 : undefined),
    priceAt: (id, t) => {
      const coin = served.find((entry) => entry.id === id && !unpriced.has(id));
      return coin === undefined ? null : priceOf(coin, all, t);
    },
  };
}

function priceOf({ id, symbol }: ListedCoin, all: readonly Series[], t: number): CoinPrice | null {
  if (stable.has(id)) return { usd: 1, change: 0, updatedAt: t };
  const price = inDollars(symbol.toUpperCase(), all, t);
  if (price === null) return null;
  const before = inDollars(symbol.toUpperCase(), all, t - dayMs);
  const change = before === null ? null : (price.usd / before.usd - 1) * 100;
  return { ...price, change };
}

function inDollars(ticker: string, all: readonly Series[], t: number): Omit<CoinPrice, 'change'> | null {
  const ofBase = all.filter(({ base }) => base === ticker);
  const direct = ofBase.find(({ quote }) => dollars.includes(quote));
  if (direct !== undefined) {
    const quote = quoteAt(direct.candles, t);
    return quote && { usd: quote.price, updatedAt: quote.t };
  }
  const through = ofBase.find(({ quote }) => quote === 'BTC');
  const quote = through === undefined ? null : quoteAt(through.candles, t);
  const bitcoin = ticker === 'BTC' ? null : inDollars('BTC', all, t);
  if (quote === null || bitcoin === null) return null;
  return { usd: quote.price * bitcoin.usd, updatedAt: Math.min(quote.t, bitcoin.updatedAt) };
}
