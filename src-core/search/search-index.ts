import type { SourceId } from '../pair.ts';
import { type Asset, assetsOf } from './assets.ts';
import { buildFinder } from './finder.ts';
import { readQuery } from './read-query.ts';
import type { SearchedSymbol, SearchHit } from './searched-symbol.ts';
import { folded, wordsOf } from './words.ts';

export interface SearchIndex {
  /** How many entries it was made of. */
  readonly size: number;
  /** What is meant by a text, likeliest first; of an empty one the largest. At most `limit`. */
  readonly search: (text: string, limit: number) => readonly SearchHit[];
  /** What the base asset of a source's pairs is called; empty where nobody tells, or several coins could be meant. */
  readonly nameOf: (source: SourceId, base: string) => string;
}

interface Found {
  readonly asset: Asset;
  readonly score: number;
  readonly quote: string | null;
}

/** Of a pair that was not named the usual quote comes first, and further ones behind other coins. */
const perFurtherQuote = 25;
const mostPairs = 3;
/** What was typed is not among its quotes: it is offered all the same, far below. */
const otherQuote = 40;
/** A quote that was typed to its end. */
const wholeQuote = 6;
const withQuote = 100;
const withStart = 80;

function pairsOf({ asset, score, quote }: Found): { hit: SearchHit; score: number }[] {
  const { name, rank, shared, symbols } = asset;
  const hitOf = (symbol: SearchedSymbol) => ({ symbol, name, rank, quote, shared });
  const [first] = symbols;
  if (first?.quote === null) return [{ hit: hitOf(first), score }];
  const begins = symbols.filter((symbol) => quote === null || folded(symbol.quote ?? '').startsWith(quote));
  const exact = begins.filter((symbol) => quote !== null && folded(symbol.quote ?? '') === quote);
  const listed = begins.length > 0 ? [...new Set([...exact, ...begins])] : symbols.slice(0, 1);
  const start = begins.length > 0 ? score : score - otherQuote;
  return listed
    .slice(0, mostPairs)
    .map((symbol, place) => ({ hit: hitOf(symbol), score: start - place * perFurtherQuote }));
}

/** Keeps the best of many, in order, without sorting the rest. */
function createBest(most: number) {
  const kept: Found[] = [];
  const scoreAt = (place: number) => kept[place]?.score ?? Number.NEGATIVE_INFINITY;
  return {
    kept,
    offer(found: Found) {
      const least = kept.length < most ? Number.NEGATIVE_INFINITY : scoreAt(kept.length - 1);
      if (found.score <= least) return;
      const before = kept.findIndex(({ asset }) => asset === found.asset);
      if (before !== -1 && scoreAt(before) >= found.score) return;
      if (before !== -1) kept.splice(before, 1);
      const place = kept.findIndex(({ score }) => score < found.score);
      kept.splice(place === -1 ? kept.length : place, 0, found);
      if (kept.length > most) kept.pop();
    },
  };
}

const rankOf = ({ rank }: SearchHit) => rank ?? Number.MAX_SAFE_INTEGER;

/**
 * Makes symbols searchable: by ticker and by name, with or without a separator, with slips of the keyboard. Some ms of
 * work for each thousand entries, in steps, so that a host can do other things in between.
 * @param quotes further assets that coins may be priced in, such as `usd`
 */
export function* buildSearchIndex(
  symbols: readonly SearchedSymbol[],
  quotes: Iterable<string> = [],
): Generator<undefined, SearchIndex> {
  const assets = assetsOf(symbols);
  yield;
  const finder = yield* buildFinder(assets);
  const known = new Set([...quotes].map(folded));
  for (const { quote } of symbols) if (quote !== null) known.add(folded(quote));

  function meantBy(text: string, most: number): readonly Found[] {
    const best = createBest(most);
    const put = (index: number, score: number, quote: string | null) => {
      const asset = assets[index];
      if (asset !== undefined) best.offer({ asset, score, quote });
    };
    for (const reading of readQuery(text, known)) {
      const { quote } = reading;
      const more = reading.whole ? wholeQuote : 0;
      if (reading.kind === 'words') {
        finder.find(reading.words, (index, score) => put(index, score + more, quote));
        continue;
      }
      const score = reading.whole ? withQuote : withStart;
      for (const index of finder.called(reading.base)) {
        put(index, score + more + (assets[index]?.weight ?? 0), quote);
      }
    }
    return best.kept;
  }
  /** One for each ticker, so that the same coin does not stand there twice. */
  const largest = (most: number) => {
    const best = createBest(most * 2);
    for (const asset of assets) best.offer({ asset, score: asset.weight, quote: null });
    const tickers = new Set<string>();
    return best.kept
      .filter(({ asset: { ticker } }) => !tickers.has(ticker) && tickers.add(ticker))
      .map((found) => ({ ...found, asset: { ...found.asset, symbols: found.asset.symbols.slice(0, 1) } }));
  };

  return {
    size: symbols.length,
    nameOf(source, base) {
      const ticker = base.toLowerCase();
      const isMeant = ({ ticker: own, symbols: [first] }: Asset) =>
        own === ticker && first?.source === source && first.quote !== null;
      return assets.find(isMeant)?.name ?? '';
    },
    search(text, limit) {
      const meant = wordsOf(text).length === 0 ? largest(limit) : meantBy(text, limit * 2);
      return meant
        .flatMap(pairsOf)
        .sort(
          (a, b) =>
            b.score - a.score ||
            rankOf(a.hit) - rankOf(b.hit) ||
            (a.hit.symbol.key < b.hit.symbol.key ? -1 : 1),
        )
        .slice(0, limit)
        .map(({ hit }) => hit);
    },
  };
}

/** The same at once, where nobody waits for anything else. */
export function createSearchIndex(
  symbols: readonly SearchedSymbol[],
  quotes: Iterable<string> = [],
): SearchIndex {
  const steps = buildSearchIndex(symbols, quotes);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
