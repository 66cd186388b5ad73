import type { EpochMs, Pair } from '../../src-core/pair.ts';
import type { FeedResult, Quote, Quotes } from '../feed.ts';
import type { HttpClient } from '../http.ts';
import { answered } from '../result.ts';
import { readMiniRow, rows, symbolOf } from './answers.ts';

/** Above this a list saves nothing: all rows weigh the same (80 from 101 symbols on), and the address grows. */
const mostListed = 400;
/** Addresses of some 8,000 characters are refused on the way. */
const longestList = 6_000;
const tryAgainMs = 10 * 60_000;

type Rows = ReadonlyMap<string, Omit<Quote, 'pairId'> | null>;

/**
 * The quotes of all pairs with one request. Binance refuses a whole list for one symbol that it does not know; then
 * all rows are asked for once, and the symbols they lack are left out of later lists for ten minutes.
 */
export function createQuotes(http: HttpClient, now: () => EpochMs) {
  const unknownSince = new Map<string, EpochMs>();
  let noListsUntil = 0;

  async function ask(symbols: readonly string[] | null, signal: AbortSignal): Promise<FeedResult<Rows>> {
    const query = symbols === null ? {} : { symbols: JSON.stringify(symbols) };
    const answer = await http.get({
      path: '/api/v3/ticker/24hr',
      query: { type: 'MINI', ...query },
      schema: rows,
      signal,
    });
    return answer.ok
      ? answered(bySymbol(answer.value, answer.serverDate ?? now()), answer.serverDate)
      : answer;
  }

  async function askAll(symbols: readonly string[], signal: AbortSignal): Promise<FeedResult<Rows>> {
    const all = await ask(null, signal);
    if (!all.ok) return all;
    const lacking = symbols.filter((symbol) => !all.value.has(symbol));
    for (const symbol of lacking) unknownSince.set(symbol, now());
    // Every symbol is there and the list was refused all the same: a list of these will be refused again.
    if (lacking.length === 0) noListsUntil = now() + tryAgainMs;
    return all;
  }

  function isKnown(symbol: string): boolean {
    const since = unknownSince.get(symbol);
    // A clock that was set back must not keep a symbol out for longer.
    return since === undefined || Math.abs(now() - since) >= tryAgainMs;
  }

  async function askFor(symbols: readonly string[], signal: AbortSignal): Promise<FeedResult<Rows>> {
    if (isTooLong(symbols) || now() < noListsUntil) return ask(null, signal);
    const known = symbols.filter(isKnown);
    const answer = await ask(known.length > 0 ? known : symbols, signal);
    if (answer.ok || answer.error.kind !== 'unknown-symbol') return answer;
    // Nothing that was known is lost, and the refusal shows that the source is alive.
    if (known.length === 0) return answered<Rows>(new Map(), answer.serverDate);
    return askAll(known, signal);
  }

  return async (pairs: readonly Pair[], signal: AbortSignal): Promise<FeedResult<Quotes>> => {
    const symbols = [...new Set(pairs.map((pair) => symbolOf(pair.id)))];
    if (symbols.length === 0) return answered({ quotes: [], missing: [] }, null);
    const answer = await askFor(symbols, signal);
    return answer.ok ? answered(sort(pairs, answer.value), answer.serverDate) : answer;
  };
}

/** Whether a list of symbols is given up for the whole table. */
export function isTooLong(symbols: readonly string[]): boolean {
  return symbols.length > mostListed || encodeURIComponent(JSON.stringify(symbols)).length > longestList;
}

function bySymbol(answer: readonly unknown[], at: EpochMs): Rows {
  const found = new Map<string, Omit<Quote, 'pairId'> | null>();
  for (const row of answer) {
    const read = readMiniRow(row, at);
    if (read !== null) found.set(read.symbol, read.quote);
  }
  return found;
}

function sort(pairs: readonly Pair[], found: Rows): Quotes {
  const quotes: Quote[] = [];
  const missing: string[] = [];
  for (const pairId of new Set(pairs.map((pair) => pair.id))) {
    const quote = found.get(symbolOf(pairId));
    if (quote) quotes.push({ pairId, ...quote });
    else missing.push(pairId);
  }
  return { quotes, missing };
}
