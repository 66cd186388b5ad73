import type { SourceId } from '../src-core/pair.ts';
import type { Feed, FeedError, FeedSymbol } from '../src-feeds/feed.ts';
import type { Clock } from './clock.ts';
import type { Outbox } from './outbox.ts';
import type { Storage } from './storage/storage.ts';

export type SymbolListResult =
  | { readonly ok: true; readonly symbols: readonly FeedSymbol[] }
  | { readonly ok: false; readonly error: FeedError };

/** Symbol lists of the sources, stored so that a pair can be checked while its source cannot be asked. */
export interface SymbolLists {
  /** The list, fetched again if it is older than `freshMs` (a day unless told otherwise). */
  readonly of: (feed: Feed, signal: AbortSignal, freshMs?: number) => Promise<SymbolListResult>;
}

const dayMs = 24 * 3_600_000;

/** A list whose ranks could not be had keeps those of the one before: they change slowly. */
function withRanks(symbols: readonly FeedSymbol[], before: readonly FeedSymbol[]): readonly FeedSymbol[] {
  const isRanked = ({ rank }: FeedSymbol) => rank !== null && rank !== undefined;
  const ranked = before.filter(isRanked);
  if (ranked.length === 0 || symbols.some(isRanked)) return symbols;
  const ranks = new Map(ranked.map(({ key, rank }) => [key, rank ?? null]));
  return symbols.map((symbol) => ({ ...symbol, rank: ranks.get(symbol.key) ?? null }));
}

export function createSymbolLists(
  storage: Pick<Storage, 'state'>,
  outbox: Pick<Outbox, 'keep' | 'save'>,
  clock: Clock,
): SymbolLists {
  const known = new Map<SourceId, { fetchedAt: number; symbols: readonly FeedSymbol[] }>();
  const underWay = new Map<SourceId, Promise<SymbolListResult>>();

  const fetch = async (feed: Feed, signal: AbortSignal, freshMs: number): Promise<SymbolListResult> => {
    const list = known.get(feed.id) ?? storage.state.symbols(feed.id);
    if (list !== null) known.set(feed.id, list);
    if (list !== null && Math.abs(clock.now() - list.fetchedAt) < freshMs)
      return { ok: true, symbols: list.symbols };
    const result = await feed.symbols(signal);
    if (!result.ok) return list === null ? result : { ok: true, symbols: list.symbols };
    const symbols = withRanks(result.value, list?.symbols ?? []);
    known.set(feed.id, { fetchedAt: clock.now(), symbols });
    const fetchedAt = clock.now();
    outbox.keep(`symbols ${feed.id}`, ({ state }) => state.putSymbols(feed.id, fetchedAt, symbols));
    outbox.save('process');
    return { ok: true, symbols };
  };

  return {
    of(feed, signal, freshMs = dayMs) {
      const running = underWay.get(feed.id);
      if (running !== undefined) return running;
      const fetching = fetch(feed, signal, freshMs).finally(() => underWay.delete(feed.id));
      underWay.set(feed.id, fetching);
      return fetching;
    },
  };
}
