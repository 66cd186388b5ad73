import * as z from 'zod/mini';
import type { EpochMs, PairId } from '../../src-core/pair.ts';
import type { Candle } from '../../src-core/sample.ts';
import type { FeedSymbol, Quote } from '../feed.ts';
import { readNumber, readPrice } from '../numbers.ts';

// Shapes of the Binance spot REST answers (binance-spot-api-docs, rest-api.md and errors.md). Only the fields in use
// are named: Binance adds and drops others (2021: no permissionSets, 2026: no quotePrecision).

/** Rows are checked one by one, so that one broken row costs one pair and not the batch. */
export const rows = z.array(z.unknown());

const miniRow = z.object({
  symbol: z.string(),
  lastPrice: z.unknown(),
  openPrice: z.unknown(),
  highPrice: z.unknown(),
  lowPrice: z.unknown(),
  closeTime: z.unknown(),
});

/**
 * A row stands still with the last trade: weeks for a symbol in BREAK, up to hours for a quiet one that trades. Past
 * the 24 hours that the row covers it tells nothing of now.
 */
const oldestRowMs = 86_400_000;

/** A row of `/api/v3/ticker/24hr?type=MINI`: its symbol, and its quote or null where it holds no price of now. */
export function readMiniRow(
  row: unknown,
  at: EpochMs,
): { symbol: string; quote: Omit<Quote, 'pairId'> | null } | null {
  const parsed = z.safeParse(miniRow, row);
  if (!parsed.success) return null;
  const { symbol, lastPrice, openPrice, highPrice, lowPrice, closeTime } = parsed.data;
  const price = readPrice(lastPrice);
  const closed = readNumber(closeTime);
  if (price === null || closed === null || at - closed > oldestRowMs) return { symbol, quote: null };
  const open = readPrice(openPrice);
  return {
    symbol,
    quote: {
      price,
      t: null,
      change24h: open === null ? null : readNumber((price / open - 1) * 100),
      high24h: readPrice(highPrice),
      low24h: readPrice(lowPrice),
    },
  };
}

/** A row of `/api/v3/klines`: open time in ms, then open, high, low, close as decimal text, then more. */
const klineRow = (intervalMs: number) =>
  z.pipe(
    z.tuple([z.int(), z.unknown(), z.unknown(), z.unknown(), z.unknown()], z.unknown()),
    z.transform((row, context) => {
      const [openTime, ...values] = row;
      const [open, high, low, close] = values.slice(0, 4).map(readPrice);
      const ordered =
        open && high && low && close && low <= Math.min(open, close) && high >= Math.max(open, close);
      if (ordered && openTime % intervalMs === 0) return { openTime, intervalMs, open, high, low, close };
      context.issues.push({ code: 'custom', input: row, message: 'no candle' });
      return z.NEVER;
    }),
  );

/**
 * A page of klines of a length in ms, aligned to UTC. One that holds a broken row is refused: a dropped candle would be
 * a hole that nobody is told of.
 */
export function klinesOf(intervalMs: number): z.core.$ZodType<Candle[]> {
  return z.array(klineRow(intervalMs));
}

const symbolRow = z.object({
  symbol: z.string().check(z.minLength(1)),
  status: z.string(),
  baseAsset: z.string().check(z.minLength(1)),
  quoteAsset: z.string().check(z.minLength(1)),
  filters: z.optional(z.array(z.looseObject({ filterType: z.optional(z.string()) }))),
});

export const exchangeInfo = z.object({ symbols: z.array(z.unknown()).check(z.minLength(1)) });

/** An entry of `/api/v3/exchangeInfo`, null where it is none. */
export function readSymbol(row: unknown): FeedSymbol | null {
  const parsed = z.safeParse(symbolRow, row);
  if (!parsed.success) return null;
  const { symbol, status, baseAsset, quoteAsset, filters } = parsed.data;
  const priceFilter = filters?.find((filter) => filter.filterType === 'PRICE_FILTER');
  return {
    key: symbol,
    base: baseAsset,
    quote: quoteAsset,
    name: '',
    tickSize: readPrice(priceFilter?.['tickSize']),
    trading: status === 'TRADING',
  };
}

/** `binance:BTCUSDT` as Binance's own symbol. */
export function symbolOf(pairId: PairId): string {
  return pairId.slice(pairId.indexOf(':') + 1);
}
