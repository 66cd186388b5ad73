import { wordsOf } from './words.ts';

/**
 * One way of reading what was typed: words of a coin, or one word of them written together with a quote. `quote` is what was
 * typed of one, `whole` whether that is all of it.
 */
export type Reading =
  | {
      readonly kind: 'words';
      readonly words: readonly string[];
      readonly quote: string | null;
      readonly whole: boolean;
    }
  | { readonly kind: 'together'; readonly base: string; readonly quote: string; readonly whole: boolean };

const mostWords = 6;
const longestWord = 40;

/** Every way of reading a text; which is right only the list can tell. `quotes` are folded. */
export function readQuery(text: string, quotes: ReadonlySet<string>): readonly Reading[] {
  const words = wordsOf(text)
    .slice(0, mostWords)
    .map((word) => word.slice(0, longestWord));
  const last = words.at(-1);
  if (last === undefined) return [];
  const readings: Reading[] = [{ kind: 'words', words, quote: null, whole: false }];
  const startsQuote = (typed: string) => {
    for (const quote of quotes) if (quote.startsWith(typed)) return true;
    return false;
  };
  if (words.length > 1 && startsQuote(last)) {
    readings.push({ kind: 'words', words: words.slice(0, -1), quote: last, whole: quotes.has(last) });
  }
  if (words.length === 1) {
    for (let split = 1; split < last.length; split += 1) {
      const quote = last.slice(split);
      // A single letter begins some quote nearly always: `ethe` is on its way to ethereum.
      if (quote.length > 1 && startsQuote(quote)) {
        readings.push({ kind: 'together', base: last.slice(0, split), quote, whole: quotes.has(quote) });
      }
    }
  }
  return readings;
}
