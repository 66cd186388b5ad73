import type { ChannelCondition, WantedDirection } from '../condition.ts';
import type { Meaning } from './lexicon.ts';
import type { ConditionDraft, Phrase, PhraseLack, PhraseProblem } from './phrase.ts';
import { type Said, type SaidPrice, saidIn } from './said.ts';
import { tokensOf } from './tokens.ts';

const longestText = 300;
const longestNote = 500;
const longestWindowMs = 30 * 86_400_000;
const shortestWindowMs = 1_000;
const largestPercent = 1_000_000;
const smallestStepPercent = 1e-6;
const smallestPrice = 1e-15;
const largestPrice = 1e15;

type Understood =
  | { readonly draft: ConditionDraft }
  | { readonly lacks: PhraseLack }
  | { readonly problem: PhraseProblem };

const lacks = (what: PhraseLack): Understood => ({ lacks: what });
const problem = (what: PhraseProblem): Understood => ({ problem: what });

/** What stands in quotes, or behind `note:`, is the note, in its own letters. */
function splitNote(text: string): { said: string; note: string } {
  const found = /["“«„](.*?)(?:["”»“]|$)|(?:^|\s)(?:note|заметка):\s*(.*)$/iu.exec(text);
  if (found === null) return { said: text, note: '' };
  const note = (found[1] ?? found[2] ?? '').trim().slice(0, longestNote);
  return { said: text.replace(found[0], ' '), note };
}

/** The side that was said before the price, else the way that it was said to go. */
function targetDirection({ side }: SaidPrice, { meanings, direction }: Said): WantedDirection | null {
  if (side !== null) return side === 'below' ? 'down' : 'up';
  return meanings.has('cross') || meanings.has('either') ? 'any' : direction;
}

/** `below 50k or above 60k` is out of it, `above 50k and below 60k` in it. */
function channelWhen(low: SaidPrice, high: SaidPrice, { meanings }: Said): ChannelCondition['when'] | null {
  if (meanings.has('outside') || (low.side === 'below' && high.side === 'above')) return 'leaves';
  return meanings.has('between') || (low.side === 'above' && high.side === 'below') ? 'enters' : null;
}

function readPrices(said: Said): Understood {
  const { prices, meanings } = said;
  const [first, second, third] = prices;
  if (prices.some(({ signed }) => signed)) return problem('signed price');
  if (prices.some(({ value }) => value < smallestPrice || value > largestPrice))
    return problem('price range');
  if (first === undefined) return lacks('price');
  if (third !== undefined) return problem('several');
  if (second === undefined) {
    const isChannel = meanings.has('between') || meanings.has('outside') || meanings.has('range');
    if (isChannel) return lacks('second price');
    return { draft: { kind: 'target', price: first.value, direction: targetDirection(first, said) } };
  }
  const [low, high] = first.value < second.value ? [first, second] : [second, first];
  if (low.value === high.value) return problem('equal ends');
  return { draft: { kind: 'channel', low: low.value, high: high.value, when: channelWhen(low, high, said) } };
}

function readStep({ percents, prices }: Said): Understood {
  const [percent] = percents;
  const [price] = prices;
  if (percent !== undefined) {
    const fits = percent.value >= smallestStepPercent && percent.value <= largestPercent;
    return fits
      ? { draft: { kind: 'step', every: percent.value, unit: 'percent' } }
      : problem('percent range');
  }
  if (price === undefined) return lacks('step');
  if (prices.length > 1) return problem('several');
  if (price.value > largestPrice) return problem('price range');
  return { draft: { kind: 'step', every: price.value, unit: 'quote' } };
}

/** Which way a percentage goes, with `5 % below` meaning down. */
function wayOf({ direction, meanings }: Said): WantedDirection | null {
  if (direction !== null) return direction;
  if (meanings.has('below')) return 'down';
  return meanings.has('above') ? 'up' : null;
}

function readFromExtreme(said: Said, percent: number): Understood {
  const extreme = said.meanings.has('high') ? 'max' : 'min';
  const way = wayOf(said);
  if (way === (extreme === 'max' ? 'up' : 'down')) return problem('wrong way');
  if (extreme === 'max' && percent >= 100) return problem('falls to nothing');
  const [ms] = said.times;
  const since =
    ms === undefined
      ? ({ kind: said.meanings.has('now') ? 'alarm armed' : 'pair added' } as const)
      : ({ kind: 'window', ms } as const);
  return { draft: { kind: 'extreme', extreme, percent, since } };
}

function readMove(said: Said, percent: number): Understood {
  const direction = wayOf(said) ?? 'any';
  if (direction !== 'up' && percent >= 100) return problem('falls to nothing');
  const [ms] = said.times;
  const over =
    ms === undefined
      ? ({ kind: 'since start' } as const)
      : ({ kind: 'window', ms, from: said.meanings.has('ago') ? 'start' : 'extreme' } as const);
  return { draft: { kind: 'move', percent, direction, over } };
}

function readPercent(said: Said): Understood {
  const [percent, second] = said.percents;
  if (percent === undefined) return lacks('percent');
  if (second !== undefined || said.times.length > 1) return problem('several');
  if (percent.value > largestPercent) return problem('percent range');
  if (said.bare > 0) return lacks('time');
  if (said.times.some((ms) => ms < shortestWindowMs || ms > longestWindowMs)) return problem('time range');
  // `5 % in`: the time is on its way.
  if (said.times.length === 0 && said.meanings.has('lasting')) return lacks('time');
  const fromExtreme = said.meanings.has('high') || said.meanings.has('low');
  return fromExtreme ? readFromExtreme(said, percent.value) : readMove(said, percent.value);
}

function understand(said: Said): Understood {
  const { meanings, percents, prices, times } = said;
  const says = (...some: readonly Meaning[]) => some.some((meaning) => meanings.has(meaning));
  if (said.strange.length > 0) return problem('words');
  if (says('high') && says('low')) return problem('several');
  if (says('every')) return readStep(said);
  if (percents.length > 0) return readPercent(said);
  if (prices.length === 0 && (times.length > 0 || says('high', 'low', 'up', 'down', 'either'))) {
    return lacks('percent');
  }
  return times.length > 0 ? problem('several') : readPrices(said);
}

/** What says something of an alarm, though not what it waits for. */
const besides: readonly Meaning[] = ['noise', 'one', 'half', 'loud', 'normal', 'silent', 'once', 'repeat'];

function saysNoCondition({ prices, percents, times, strange, meanings }: Said): boolean {
  const counted = prices.length + percents.length + times.length + strange.length;
  return counted === 0 && [...meanings].every((meaning) => besides.includes(meaning));
}

/**
 * Reads an alarm as people say it, in English or Russian: `btc below 58k`, `sol 5% in 15m`, `eth -8% from high`,
 * `doge every 10%`, `btc between 50k and 60k`, `btc ниже 58к`. Never throws; what is missing or contradictory is told.
 */
export function readPhrase(text: string): Phrase {
  const { said: words, note } = splitNote(text.slice(0, longestText));
  const tokens = tokensOf(words);
  if (tokens.length === 0) return { kind: 'empty' };
  const said = saidIn(tokens);
  const { pair, mode, cooldownMs, urgency } = said;
  if (saysNoCondition(said)) {
    return pair === '' ? { kind: 'unfinished', pair, lacks: 'price' } : { kind: 'pair', pair };
  }
  const understood = understand(said);
  if ('problem' in understood) {
    return { kind: 'unclear', pair, problem: understood.problem, words: said.strange.join(' ') };
  }
  if ('lacks' in understood) return { kind: 'unfinished', pair, lacks: understood.lacks };
  return { kind: 'alarm', pair, draft: understood.draft, options: { mode, cooldownMs, urgency, note } };
}
