import type { FeedRequest } from '../feed.ts';
import { symbolOf } from './answers.ts';
import { pageSize } from './candles.ts';
import { isTooLong } from './quotes.ts';

// rest-api.md of binance-spot-api-docs (2026-07): the limit is 6,000 per minute and address.
const wholeTable = 80;
const symbolList = 20;
const klinePage = 2;

function ofQuotes(symbols: readonly string[]): number {
  if (symbols.length === 0) return 0;
  if (symbols.length > 100 || isTooLong(symbols)) return wholeTable;
  return symbols.length > 20 ? 40 : 2;
}

/** As in `Feed`. */
export function weightOf(request: FeedRequest): number {
  switch (request.kind) {
    case 'quotes':
      return ofQuotes([...new Set(request.pairs.map((pair) => symbolOf(pair.id)))]);
    case 'candles': {
      const candles = Math.max(0, Math.floor((request.to - request.from) / request.intervalMs));
      return klinePage * Math.ceil(candles / pageSize);
    }
    case 'running candle':
      return klinePage;
    case 'symbols':
      return symbolList;
    case 'resolve':
      return 0;
  }
}
