import type { Asset } from './assets.ts';
import { buildVocabulary } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** Finds assets by their words, by the number that they have in the list. */
export interface Finder {
  /** Visits those that all words fit, with a score of about 0 to 150. */
  readonly find: (words: readonly string[], visit: (asset: number, score: number) => void) => void;
  /** Those that are called just so, by ticker or by name. */
  readonly called: (word: string) => readonly number[];
}

const exactly = 100;
/** All of a name, word by word. */
const wholeName = 10;
/** A word that something of this weight is, or begins with, was not mistyped; nor was one that several names have. */
const heavy = 15;
const surely = 0.5;
const several = 5;
/** Words this short begin thousands of others: it is quicker to look at the names that are left. */
const short = 2;

export function* buildFinder(assets: readonly Asset[]): Generator<undefined, Finder> {
  const vocabulary = yield* buildVocabulary(assets);
  const best = new Float32Array(assets.length);
  const sums = new Float32Array(assets.length);
  const counts = new Uint8Array(assets.length);

  /** How well each asset fits one word goes to `best`; answers which of them do. */
  function fitsOf(word: string, place: number): number[] {
    const touched: number[] = [];
    let meant = 0;
    const visit = (asset: number, fit: number) => {
      if (fit >= surely && (assets[asset]?.weight ?? 0) >= heavy) meant = several;
      else if (fit >= 0.7) meant += 1;
      if ((counts[asset] ?? 0) < place) return;
      if (best[asset] === 0) touched.push(asset);
      if (fit > (best[asset] ?? 0)) best[asset] = fit;
    };
    vocabulary.find(word, visit);
    if (meant < several) vocabulary.findNear(word, visit);
    return touched;
  }

  function fitsAmong(candidates: readonly number[], typed: string): number[] {
    return candidates.filter((asset) => {
      const { name = '', ticker = '' } = assets[asset] ?? {};
      let fit = 0;
      for (const word of [...wordsOf(name), ticker]) {
        if (word === typed) fit = Math.max(fit, 0.7);
        else if (word.startsWith(typed)) fit = Math.max(fit, 0.4 + (0.3 * typed.length) / word.length);
      }
      best[asset] = fit;
      return fit > 0;
    });
  }

  /** Sums up how well all words fit, longest first: that leaves the fewest to the others. */
  function fitsAll(words: readonly string[]): {
    readonly first: readonly number[];
    readonly left: readonly number[];
  } {
    let first: readonly number[] = [];
    let left: readonly number[] = [];
    for (const [place, word] of words.toSorted((a, b) => b.length - a.length).entries()) {
      left = place > 0 && word.length <= short ? fitsAmong(left, word) : fitsOf(word, place);
      for (const asset of left) {
        sums[asset] = (sums[asset] ?? 0) + (best[asset] ?? 0);
        counts[asset] = place + 1;
        best[asset] = 0;
      }
      if (place === 0) first = left;
    }
    return { first, left };
  }

  return {
    called: vocabulary.called,
    find(words, visit) {
      const { first, left } = fitsAll(words);
      const typed = words.join(' ');
      for (const asset of left) {
        const { name = '', weight = 0 } = assets[asset] ?? {};
        const whole = words.length > 1 && wordsOf(name).join(' ') === typed ? wholeName : 0;
        visit(asset, exactly * ((sums[asset] ?? 0) / words.length) + whole + weight);
      }
      for (const asset of first) {
        sums[asset] = 0;
        counts[asset] = 0;
      }
    },
  };
}
