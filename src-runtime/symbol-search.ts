import { type Pair, pairLabel, type SourceId } from '../src-core/pair.ts';
import { buildSearchIndex, type SearchIndex } from '../src-core/search/search-index.ts';
import type { SearchHit } from '../src-core/search/searched-symbol.ts';
import { isCurrency, pairIdOf, quoteOfTicker, quoteTickers } from '../src-feeds/coingecko/pair-ids.ts';
import type { Feed, FeedSymbol } from '../src-feeds/feed.ts';
import type { FoundPair } from '../src-shared/contract/schemas.ts';
import type { Clock } from './clock.ts';
import type { SymbolLists } from './symbol-lists.ts';

export interface SymbolSearch {
  readonly search: (
    text: string,
    limit?: number,
  ) => Promise<{ readonly candidates: FoundPair[]; readonly missing: SourceId[] }>;
  /** What the base of a pair is called, as far as the lists that were searched so far tell; else empty. */
  readonly nameOf: (pair: Pick<Pair, 'source' | 'base'>) => string;
  readonly stop: () => void;
}

const usualLimit = 8;
/** A list that is slow in coming holds nobody up for longer than this, in ms. */
const patienceMs = 1_500;
/** A source that could not tell its list is asked again after this, in ms. */
const againAfterMs = 30_000;
/** What nobody has searched for so long is put away; the next search makes it anew. */
const keepMs = 15 * 60_000;
/** What a coin is priced in where nothing was typed: every coin has a price in it. */
const usualCurrency = 'usd';

/** Other work goes first: an index takes longer than a tick may wait. */
const breathe = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** A coin of a list is no pair yet: priced in what was typed, or in dollars. */
function coinPair({ symbol, quote: typed }: SearchHit) {
  const wanted = typed === null ? null : quoteOfTicker(typed);
  const quote = wanted === null || wanted === symbol.key ? usualCurrency : wanted;
  const shown = isCurrency(quote) ? quote : (typed ?? quote);
  return { id: pairIdOf(symbol.key, quote), quote: shown.toUpperCase() };
}

function foundPair(hit: SearchHit): FoundPair {
  const { symbol, name, rank, shared } = hit;
  const base = (symbol.base.trim() || symbol.key).toUpperCase();
  const { id, quote } =
    symbol.quote === null
      ? coinPair(hit)
      : { id: `${symbol.source}:${symbol.key}`, quote: symbol.quote.toUpperCase() };
  return { id, base, quote, label: pairLabel({ base, quote }), name, source: symbol.source, rank, shared };
}

/**
 * Search over the symbol lists of all sources. Nothing of it exists until somebody searches: then the lists are fetched
 * from the disk or their sources and put in order, between other work.
 */
export function createSymbolSearch(
  feedsNow: () => readonly Feed[],
  lists: SymbolLists,
  clock: Clock,
  signal: AbortSignal,
): SymbolSearch {
  const loaded = new Map<SourceId, readonly FeedSymbol[]>();
  const underWay = new Map<SourceId, Promise<void>>();
  const failedAt = new Map<SourceId, number>();
  let built: {
    readonly index: SearchIndex;
    readonly of: ReadonlyMap<SourceId, readonly FeedSymbol[]>;
  } | null = null;
  let building: Promise<void> | null = null;
  let forget: (() => void) | null = null;

  function load(feed: Feed): Promise<void> {
    const failed = failedAt.get(feed.id);
    if (failed !== undefined && Math.abs(clock.now() - failed) < againAfterMs) return Promise.resolve();
    const running = underWay.get(feed.id);
    if (running !== undefined) return running;
    const loading = lists
      .of(feed, signal)
      .then(
        (list) => {
          if (list.ok) loaded.set(feed.id, list.symbols);
          if (list.ok) failedAt.delete(feed.id);
          else failedAt.set(feed.id, clock.now());
        },
        () => void failedAt.set(feed.id, clock.now()),
      )
      .finally(() => underWay.delete(feed.id));
    underWay.set(feed.id, loading);
    return loading;
  }

  const isBuiltOf = (id: SourceId) => built !== null && built.of.get(id) === loaded.get(id);
  const isCurrent = () => [...loaded.keys()].every(isBuiltOf);

  async function build(): Promise<void> {
    while (!isCurrent() && !signal.aborted) {
      const of = new Map(loaded);
      const symbols = [...of].flatMap(([source, list]) =>
        list
          .filter(({ trading }) => trading)
          .map((symbol) => ({ ...symbol, source, rank: symbol.rank ?? null })),
      );
      const steps = buildSearchIndex(symbols, quoteTickers());
      let step = steps.next();
      while (!step.done) {
        await breathe();
        step = steps.next();
      }
      built = { index: step.value, of };
    }
  }

  /** Waits for lists that were not there yet, while there is patience; an older list serves until the newer is in order. */
  async function prepare(feeds: readonly Feed[]): Promise<void> {
    for (const id of [...loaded.keys()].filter((known) => !feeds.some((feed) => feed.id === known))) {
      loaded.delete(id);
      built = null;
    }
    const all = Promise.all(feeds.map(load));
    if (feeds.some(({ id }) => underWay.has(id) && !loaded.has(id))) {
      let end = () => {};
      const patience = new Promise<void>((resolve) => {
        end = clock.setTimer(resolve, patienceMs);
      });
      await Promise.race([all, patience]);
      end();
    }
    if (isCurrent()) return;
    building ??= build().finally(() => {
      building = null;
    });
    if ([...loaded.keys()].some((id) => !built?.of.has(id))) await building;
  }

  return {
    async search(text, limit = usualLimit) {
      const feeds = feedsNow();
      await prepare(feeds);
      forget?.();
      if (signal.aborted) return { candidates: [], missing: [] };
      forget = clock.setTimer(() => {
        built = null;
        loaded.clear();
      }, keepMs);
      const missing = feeds.flatMap(({ id }) => (built?.of.has(id) ? [] : [id]));
      return { candidates: (built?.index.search(text, limit) ?? []).map(foundPair), missing };
    },
    nameOf: ({ source, base }) => built?.index.nameOf(source, base) ?? '',
    stop: () => forget?.(),
  };
}
