/** Slips counted: of the whole word, and of the beginning of it that fits best; infinite beyond what was asked. */
export interface Slips {
  readonly whole: number;
  readonly start: number;
}

const many = 99;
const none: Slips = { whole: Number.POSITIVE_INFINITY, start: Number.POSITIVE_INFINITY };
const longest = 40;

type Row = Uint8Array;
interface Compared {
  readonly typed: string;
  readonly word: string;
  readonly most: number;
  /** No beginning of the word that is longer than this can fit. */
  readonly width: number;
}

/** Fills the row of the letter `i` (from 1), no further from the diagonal than `most`; answers the least of it. */
function fillRow({ typed, word, most, width }: Compared, i: number, [beforeLast, last, row]: Row[]): number {
  if (!beforeLast || !last || !row) return many;
  const from = Math.max(1, i - most);
  const to = Math.min(width, i + most);
  const letter = typed.charCodeAt(i - 1);
  const letterBefore = typed.charCodeAt(i - 2);
  let left = from === 1 && i <= most ? i : many;
  let least = left;
  row[from - 1] = left;
  for (let j = from; j <= to; j += 1) {
    const other = word.charCodeAt(j - 1);
    let cost = Math.min(last[j] as number, left) + 1;
    cost = Math.min(cost, (last[j - 1] as number) + (letter === other ? 0 : 1));
    if (letterBefore === other && letter === word.charCodeAt(j - 2)) {
      cost = Math.min(cost, (beforeLast[j - 2] as number) + 1);
    }
    row[j] = cost;
    left = cost;
    if (cost < least) least = cost;
  }
  row[to + 1] = many;
  return least;
}

/**
 * Counts how many slips of the keyboard lie between what was typed and a word: a letter too many, missing or wrong, or
 * two neighbours swapped (optimal string alignment). The counter keeps its rows, so that thousands of words cost no
 * memory.
 * @returns slips of at most `most`
 */
export function createSlipCounter(): (typed: string, word: string, most: number) => Slips {
  const table = [0, 1, 2].map(() => new Uint8Array(longest + 8));
  return (typed, word, most) => {
    if (typed.length > longest || typed.length > word.length + most) return none;
    let rows: Row[] = table;
    const compared = { typed, word, most, width: Math.min(word.length, typed.length + most) };
    const { width } = compared;
    for (let j = 0; j <= most + 1; j += 1) (rows[1] as Row)[j] = j <= Math.min(most, width) ? j : many;
    let leastBefore = 0;
    for (let i = 1; i <= typed.length; i += 1) {
      const least = fillRow(compared, i, rows);
      // A swap reaches back over one row, so two bad rows are needed to be sure.
      if (least > most && leastBefore >= most) return none;
      leastBefore = least;
      rows = [rows[1] as Row, rows[2] as Row, rows[0] as Row];
    }
    const last = rows[1] as Row;
    const counted = (slips: number) => (slips <= most ? slips : Number.POSITIVE_INFINITY);
    const beginnings = last.subarray(Math.max(0, typed.length - most), width + 1);
    const whole = width === word.length ? (last[width] ?? many) : many;
    return { whole: counted(whole), start: counted(Math.min(many, ...beginnings)) };
  };
}

/** How many slips are forgiven in a word of this length: a short one looks like everything. */
export function forgiven(length: number): number {
  if (length < 3) return 0;
  return length < 7 ? 1 : 2;
}

/** Which letters a word has, as bits: two words without enough in common need not be compared. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let index = 0; index < word.length; index += 1) letters |= 1 << (word.charCodeAt(index) & 31);
  return letters;
}

/** How many bits are set. */
export function countBits(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
