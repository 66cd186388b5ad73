import type { Urgency } from '../alarm.ts';
import type { AlarmMode, WantedDirection } from '../condition.ts';
import { alsoTickers, type Meaning, quoteWords } from './lexicon.ts';
import { numberOf, type Quantity, timeOf, type Token } from './tokens.ts';

/** A price that was said, with the word before it that says on which side. */
export interface SaidPrice {
  readonly value: number;
  readonly side: 'below' | 'above' | null;
  readonly signed: boolean;
}

/** Everything that was said, sorted by what it is; what follows from it is for others to say. */
export interface Said {
  readonly pair: string;
  readonly meanings: ReadonlySet<Meaning>;
  readonly prices: readonly SaidPrice[];
  readonly percents: readonly Quantity[];
  readonly times: readonly number[];
  /** Numbers that count something, though nobody said what. */
  readonly bare: number;
  readonly direction: WantedDirection | null;
  readonly mode: AlarmMode | null;
  readonly cooldownMs: number | null;
  readonly urgency: Urgency | null;
  readonly strange: readonly string[];
}

const isWord = (token: Token | undefined, ...meanings: readonly Meaning[]) =>
  token?.kind === 'word' && token.meaning !== null && meanings.includes(token.meaning);

/** Which words name the pair: those nobody else claims. What stands behind a price is its quote. */
function splitNames(tokens: readonly Token[]): { pair: string; strange: string[]; rest: Token[] } {
  const pair: string[] = [];
  const strange: string[] = [];
  const rest: Token[] = [];
  let ended = false;
  tokens.forEach((token, place) => {
    if (token.kind === 'word' && (token.meaning === null || isTickerHere(tokens, place))) {
      const before = tokens[place - 1];
      const isQuote = before?.kind === 'quantity' && quoteWords.has(token.text);
      if (!ended) pair.push(token.text);
      else if (isQuote && pair.length === 1) pair.push(token.text);
      else if (!isQuote) strange.push(token.text);
      return;
    }
    rest.push(token);
    // A name goes on until something else is said.
    if (pair.length > 0) ended = true;
  });
  return { pair: pair.join(' '), strange, rest };
}

/** `high below 2`: a word of ours at the beginning is a ticker where a condition follows and nothing else is named. */
function isTickerHere(tokens: readonly Token[], place: number): boolean {
  const [first, second] = tokens;
  if (place !== 0 || first?.kind !== 'word' || !alsoTickers.has(first.text)) return false;
  if (tokens.some((token) => token.kind === 'word' && token.meaning === null)) return false;
  return (
    second === undefined || isWord(second, 'below', 'above', 'at', 'cross', 'between', 'outside', 'every')
  );
}

function directionIn(tokens: readonly Token[], percents: readonly Quantity[]): WantedDirection | null {
  const says = (meaning: Meaning) => tokens.some((token) => isWord(token, meaning));
  const signs = percents.map(({ sign }) => sign);
  const up = says('up') || signs.includes('+');
  const down = says('down') || signs.includes('-');
  if (says('either') || says('cross') || (up && down)) return 'any';
  return up ? 'up' : down ? 'down' : null;
}

/** `every time` is no step. */
function isEveryTime(tokens: readonly Token[], place: number): boolean {
  return isWord(tokens[place], 'every') && /^(time|раз)$/.test(tokens[place + 1]?.text ?? '');
}

function modeIn(tokens: readonly Token[]): AlarmMode | null {
  const everyTime = tokens.some((_, place) => isEveryTime(tokens, place));
  if (everyTime || tokens.some((token) => isWord(token, 'repeat', 'cooldown'))) return 'repeat';
  return tokens.some((token) => isWord(token, 'once')) ? 'once' : null;
}

function urgencyIn(tokens: readonly Token[]): Urgency | null {
  const order = ['silent', 'normal', 'loud'] as const;
  return order.find((urgency) => tokens.some((token) => isWord(token, urgency))) ?? null;
}

/** Whether `15m` is a time here: beside percent it is, and behind `in`; alone it is fifteen million. */
function isTimeHere(token: Quantity, before: Token | undefined, withPercent: boolean): boolean {
  if (timeOf(token) === null) return false;
  if (token.unit !== 'million_or_minute') return true;
  return withPercent || isWord(before, 'lasting', 'cooldown');
}

interface Counted {
  readonly prices: readonly SaidPrice[];
  readonly times: readonly number[];
  readonly bare: number;
  readonly cooldownMs: number | null;
}

/** What the numbers are: prices with their sides, times, a cooldown. */
function countIn(tokens: readonly Token[], withPercent: boolean): Counted {
  const prices: SaidPrice[] = [];
  const times: number[] = [];
  let cooldownMs: number | null = null;
  let bare = 0;
  let side: SaidPrice['side'] = null;
  for (const [place, token] of tokens.entries()) {
    if (isWord(token, 'below')) side = 'below';
    if (isWord(token, 'above')) side = 'above';
    if (token.kind === 'word' || token.unit === 'percent') continue;
    const before = tokens[place - 1];
    const number = numberOf(token);
    if (isTimeHere(token, before, withPercent)) {
      if (isWord(before, 'cooldown')) cooldownMs = timeOf(token);
      else times.push(timeOf(token) ?? 0);
    } else if (withPercent) bare += 1;
    else if (number !== null) {
      prices.push({ value: number, side, signed: token.sign !== null });
      side = null;
    }
  }
  return { prices, times, bare, cooldownMs };
}

function meaningsIn(tokens: readonly Token[], withPercent: boolean): ReadonlySet<Meaning> {
  const meanings = tokens.flatMap((token, place) => {
    if (token.kind !== 'word' || token.meaning === null || isEveryTime(tokens, place)) return [];
    const next = tokens[place + 1];
    // `5 % over 15 min`: over a time is no side, it only leads to one, and so does `in`.
    const leadsToTime = next?.kind === 'quantity' && isTimeHere(next, token, withPercent);
    return leadsToTime ? [] : [token.meaning];
  });
  return new Set(meanings);
}

/** Sorts what was said. */
export function saidIn(all: readonly Token[]): Said {
  const { pair, strange, rest: tokens } = splitNames(all);
  const percents = tokens
    .filter((token) => token.kind === 'quantity')
    .filter(({ unit }) => unit === 'percent');
  const withPercent = percents.length > 0;
  return {
    pair,
    strange,
    percents,
    ...countIn(tokens, withPercent),
    meanings: meaningsIn(tokens, withPercent),
    direction: directionIn(tokens, percents),
    mode: modeIn(tokens),
    urgency: urgencyIn(tokens),
  };
}
