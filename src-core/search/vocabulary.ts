import type { Asset } from './assets.ts';
import { countBits, createSlipCounter, forgiven, lettersOf, type Slips } from './slips.ts';
import { wordsOf } from './words.ts';

/** What a word is to an asset. */
const isTicker = 1;
const isFirst = 2;
const isWholeName = 4;
const flagBits = 3;
const flags = (1 << flagBits) - 1;
/** Assets taken in one step of building. */
const perStep = 2_000;

type Visit = (asset: number, fit: number) => void;

/** Every word by which something can be found, sorted, with what it belongs to. */
export interface Vocabulary {
  /** Visits what begins with a typed word or holds it, with how well it fits (0 to 1); an asset may come several times. */
  readonly find: (typed: string, visit: Visit) => void;
  /** Visits what was meant if a key or two were missed. */
  readonly findNear: (typed: string, visit: Visit) => void;
  /** The assets that are called just so, by ticker or by name. */
  readonly called: (word: string) => readonly number[];
}

function wordsOfAsset({ name, ticker, also }: Asset): readonly (readonly [word: string, what: number])[] {
  const words = wordsOf(name);
  const short = wordsOf(ticker);
  const whole = words.length === 1 ? isWholeName : 0;
  return [
    ...words.map((word, place) => [word, (place === 0 ? isFirst : 0) | whole] as const),
    [short.join(''), isTicker],
    ...(short.length > 1 ? short.map((word) => [word, 0] as const) : []),
    ...also.map((word) => [word, isWholeName] as const),
    ...(words.length > 1 ? [[words.join(''), isWholeName] as const] : []),
  ];
}

const exactFit = (what: number) => (what & (isTicker | isWholeName) ? 1 : what & isFirst ? 0.85 : 0.7);
const startFit = (what: number, share: number) => (what === 0 ? 0.4 + 0.3 * share : 0.5 + 0.35 * share);

/** One slip in a whole word is nearer than a word that only begins so; the first letter is rarely missed. */
function slipFit(what: number, { whole, start }: Slips, sameFirst: boolean): number {
  const fit = whole === 1 ? 0.62 : whole === 2 ? 0.45 : start === 1 ? 0.42 : 0.3;
  return Math.max(0.05, (what === 0 ? fit * 0.8 : fit) - (sameFirst ? 0 : 0.2));
}

interface Packed {
  readonly words: readonly string[];
  /** Where the entries of each word begin, and one more for the end. */
  readonly starts: Int32Array;
  /** Asset and flags in one number. */
  readonly entries: Int32Array;
  readonly letters: Int32Array;
}

function* pack(assets: readonly Asset[]): Generator<undefined, Packed> {
  const known = new Map<string, number[]>();
  let count = 0;
  for (const [index, asset] of assets.entries()) {
    if (index % perStep === perStep - 1) yield;
    for (const [word, what] of wordsOfAsset(asset)) {
      const entry = (index << flagBits) | what;
      const entries = known.get(word);
      if (entries === undefined) known.set(word, [entry]);
      else entries.push(entry);
      count += 1;
    }
  }
  yield;
  const words = [...known.keys()].sort();
  yield;
  const starts = new Int32Array(words.length + 1);
  const entries = new Int32Array(count);
  const letters = new Int32Array(words.length);
  let filled = 0;
  for (const [index, word] of words.entries()) {
    starts[index] = filled;
    for (const entry of known.get(word) ?? []) {
      entries[filled] = entry;
      filled += 1;
    }
    letters[index] = lettersOf(word);
  }
  starts[words.length] = filled;
  return { words, starts, entries, letters };
}

/** Puts the words of all assets in order, in steps; everything after that is looking up. */
export function* buildVocabulary(assets: readonly Asset[]): Generator<undefined, Vocabulary> {
  const { words, starts, entries, letters } = yield* pack(assets);
  yield;
  // One long text is searched several times faster than thousands of short ones.
  const text = `\n${words.join('\n')}\n`;
  const offsets = new Int32Array(words.length);
  let offset = 1;
  for (const [index, word] of words.entries()) {
    offsets[index] = offset;
    offset += word.length + 1;
  }
  const countSlips = createSlipCounter();

  const firstFrom = (typed: string) => lowest(words.length, (index) => (words[index] ?? '') >= typed);
  const wordAt = (position: number) => lowest(words.length, (index) => (offsets[index] ?? 0) > position) - 1;
  const visitWord = (index: number, fitOf: (what: number) => number, visit: Visit) => {
    for (let at = starts[index] ?? 0; at < (starts[index + 1] ?? 0); at += 1) {
      const entry = entries[at] ?? 0;
      visit(entry >>> flagBits, fitOf(entry & flags));
    }
  };
  const findInside = (typed: string, visit: Visit) => {
    let position = text.indexOf(typed);
    while (position !== -1) {
      const index = wordAt(position);
      const word = words[index] ?? '';
      const share = typed.length / word.length;
      if (position > (offsets[index] ?? 0)) visitWord(index, () => 0.3 + 0.2 * share, visit);
      position = text.indexOf(typed, (offsets[index] ?? position) + word.length);
    }
  };

  return {
    find(typed, visit) {
      for (let index = firstFrom(typed); words[index]?.startsWith(typed); index += 1) {
        const word = words[index] ?? '';
        const share = typed.length / word.length;
        visitWord(index, word === typed ? exactFit : (what) => startFit(what, share), visit);
      }
      if (typed.length >= 3) findInside(typed, visit);
    },
    findNear(typed, visit) {
      const most = forgiven(typed.length);
      const wanted = lettersOf(typed);
      if (most === 0) return;
      for (let index = 0; index < words.length; index += 1) {
        if (countBits(wanted & ~(letters[index] ?? 0)) > most) continue;
        const word = words[index] ?? '';
        const slips = countSlips(typed, word, most);
        if (slips.start > most) continue;
        const sameFirst = word.charCodeAt(0) === typed.charCodeAt(0);
        visitWord(index, (what) => slipFit(what, slips, sameFirst), visit);
      }
    },
    called(word) {
      const index = firstFrom(word);
      const found: number[] = [];
      if (words[index] !== word) return found;
      visitWord(
        index,
        (what) => what & (isTicker | isWholeName),
        (asset, fit) => fit > 0 && found.push(asset),
      );
      return found;
    },
  };
}

/** The lowest index at which something is true from there on. */
function lowest(count: number, isTrue: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
