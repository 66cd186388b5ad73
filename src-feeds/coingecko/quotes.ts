import * as z from 'zod/mini';
import type { Pair } from '../../src-core/pair.ts';
import type { FeedResult, Quote, Quotes } from '../feed.ts';
import type { HttpClient } from '../http.ts';
import { readNumber, readPrice } from '../numbers.ts';
import { answered } from '../result.ts';
import { type CoinPair, readPairId } from './pair-ids.ts';

/** Some 515 ids have been seen to fit in one call; half of that keeps the address short too. */
const mostIds = 250;

// `/simple/price` (official OpenAPI file of 2026-06-22): {"bitcoin":{"usd":76975,"usd_24h_change":-1.4,
// "last_updated_at":1779092258}}. A coin that is not known is left out, a change that is not known is null.
const simplePrice = z.record(z.string(), z.unknown());
const coinRow = z.record(z.string(), z.unknown());

/** Beyond it no time can be written. */
const latestSeconds = 8.64e12;

type CoinRow = z.output<typeof coinRow>;
type Wanted = CoinPair & { readonly pairId: string };

/** How many requests the quotes of pairs take. */
export function quoteRequests(pairs: readonly Pair[]): number {
  return batches(wantedOf(pairs).wanted).length;
}

function wantedOf(pairs: readonly Pair[]): {
  readonly wanted: readonly Wanted[];
  readonly missing: string[];
} {
  const missing: string[] = [];
  const wanted: Wanted[] = [];
  for (const pairId of new Set(pairs.map((pair) => pair.id))) {
    const read = readPairId(pairId);
    if (read === null) missing.push(pairId);
    else wanted.push({ ...read, pairId });
  }
  return { wanted, missing };
}

/** The quotes of all pairs: one request, or one for every 250 coins. */
export function createQuotes(http: HttpClient) {
  return async (pairs: readonly Pair[], signal: AbortSignal): Promise<FeedResult<Quotes>> => {
    const quotes: Quote[] = [];
    const { wanted, missing } = wantedOf(pairs);
    let serverDate: number | null = null;
    for (const batch of batches(wanted)) {
      const answer = await ask(http, batch, signal);
      if (!answer.ok) return answer;
      ({ serverDate } = answer);
      for (const pair of batch) {
        const quote = readQuote(pair, answer.value);
        if (quote === null) missing.push(pair.pairId);
        else quotes.push(quote);
      }
    }
    return answered({ quotes, missing }, serverDate);
  };
}

function coinsOf(pair: Wanted): readonly string[] {
  return pair.inCurrency ? [pair.coin] : [pair.coin, pair.quote];
}

/** Both coins of a ratio stay in one batch: prices of two answers are of two moments. */
function batches(wanted: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const all: Wanted[][] = [];
  let coins = new Set<string>();
  for (const pair of wanted) {
    const grown = new Set([...coins, ...coinsOf(pair)]);
    const last = all.at(-1);
    if (last === undefined || grown.size > mostIds) {
      all.push([pair]);
      coins = new Set(coinsOf(pair));
    } else {
      last.push(pair);
      coins = grown;
    }
  }
  return all;
}

function ask(http: HttpClient, batch: readonly Wanted[], signal: AbortSignal) {
  return http.get({
    path: '/api/v3/simple/price',
    query: {
      ids: [...new Set(batch.flatMap(coinsOf))].join(','),
      vs_currencies: [...new Set(batch.map((pair) => (pair.inCurrency ? pair.quote : 'usd')))].join(','),
      include_24hr_change: 'true',
      include_last_updated_at: 'true',
      // Otherwise small prices are rounded, SHIB to two digits.
      precision: 'full',
    },
    schema: simplePrice,
    signal,
  });
}

function rowOf(coin: string, answer: Readonly<Record<string, unknown>>): CoinRow | null {
  const parsed = z.safeParse(coinRow, answer[coin]);
  return parsed.success ? parsed.data : null;
}

/** Price, percent change and time of one coin in one currency; null where price or time cannot be used. */
function priceIn(currency: string, row: CoinRow | null) {
  const price = readPrice(row?.[currency]);
  // Without its time nobody could tell how old a price is, and old ones must not ring.
  const seconds = readPrice(row?.['last_updated_at']);
  if (price === null || seconds === null || seconds > latestSeconds) return null;
  return { price, change24h: readNumber(row?.[`${currency}_24h_change`]), t: seconds * 1_000 };
}

function readQuote(pair: Wanted, answer: Readonly<Record<string, unknown>>): Quote | null {
  const currency = pair.inCurrency ? pair.quote : 'usd';
  const base = priceIn(currency, rowOf(pair.coin, answer));
  if (base === null) return null;
  const unknown = { pairId: pair.pairId, high24h: null, low24h: null };
  if (pair.inCurrency) return { ...unknown, ...base };
  const quote = priceIn(currency, rowOf(pair.quote, answer));
  const price = readPrice(quote === null ? null : base.price / quote.price);
  if (quote === null || price === null) return null;
  return {
    ...unknown,
    price,
    t: Math.min(base.t, quote.t),
    change24h: changeOfRatio(base.change24h, quote.change24h),
  };
}

/** Percent change of a ratio from the percent changes of its two sides. */
function changeOfRatio(base: number | null, quote: number | null): number | null {
  if (base === null || quote === null) return null;
  return readNumber(((1 + base / 100) / (1 + quote / 100) - 1) * 100);
}
