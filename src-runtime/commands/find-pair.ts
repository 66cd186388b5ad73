import type { PairId, SourceId } from '../../src-core/pair.ts';
import { parseSymbol } from '../../src-core/symbols/parse-symbol.ts';
import type { FeedCandidate, FeedError, PairQuery, Resolution, ResolvedPair } from '../../src-feeds/feed.ts';
import type { Desk, Source } from '../desk.ts';
import type { SymbolLists } from '../symbol-lists.ts';
import { refusal } from './refuse.ts';

/** The quote asset meant by somebody who names a coin only. */
const usualQuote = 'USDT';
const mostCandidates = 8;
/** A list of this age is asked for again before a name is called unknown, in ms. */
const recentListMs = 5 * 60_000;

type Outcome = Resolution | { readonly kind: 'failed'; readonly error: FeedError };

async function askList(
  source: Source,
  query: PairQuery,
  lists: SymbolLists,
  signal: AbortSignal,
  freshMs?: number,
): Promise<Outcome> {
  const list = await lists.of(source.feed, signal, freshMs);
  if (!list.ok) return { kind: 'failed', error: list.error };
  const result = await source.feed.resolve(query, list.symbols, signal);
  return result.ok ? result.value : { kind: 'failed', error: result.error };
}

async function ask(
  source: Source,
  query: PairQuery,
  lists: SymbolLists,
  signal: AbortSignal,
): Promise<Outcome> {
  const outcome = await askList(source, query, lists, signal);
  // It may have been listed since.
  const outdated = outcome.kind === 'unknown' || outcome.kind === 'not trading';
  return outdated ? askList(source, query, lists, signal, recentListMs) : outcome;
}

function unavailable(desk: Desk, source: Source, error: FeedError) {
  const cause = desk.say(`cause.${error.cause}`);
  return refusal(desk, 'source-unavailable', 'error.source-unavailable', { source: source.feed.name, cause });
}

function labels(candidates: readonly FeedCandidate[]): string {
  return [...new Set(candidates.map((one) => one.label))].slice(0, 3).join(', ');
}

interface Answer {
  readonly source: Source;
  readonly outcome: Outcome;
}

/** What the sources said that could not simply be taken, in their order. */
interface Unresolved {
  readonly text: string;
  readonly answers: readonly Answer[];
  /** A source that could not be asked. */
  readonly unasked?: Answer | undefined;
  /** The user named a coin, and no quote asset. */
  readonly coinAlone?: boolean;
}

/** Nothing comes near. Where another source could not be asked, that is said too: it may know the name. */
function refuseUnknown(desk: Desk, source: string, text: string, unasked: Answer | undefined) {
  if (unasked?.outcome.kind !== 'failed') {
    return refusal(desk, 'unknown-symbol', 'error.unknown-symbol', { source, text });
  }
  const cause = desk.say(`cause.${unasked.outcome.error.cause}`);
  const params = { source, text, other: unasked.source.feed.name, cause };
  return refusal(desk, 'unknown-symbol', 'error.unknown-symbol.unasked', params);
}

function refuseUnresolved(desk: Desk, { text, answers, unasked, coinAlone = false }: Unresolved) {
  const candidates = answers
    .flatMap(({ outcome }) => {
      if (outcome.kind === 'ambiguous') return outcome.candidates;
      return outcome.kind === 'unknown' ? outcome.closest : [];
    })
    .slice(0, mostCandidates);
  const halted = answers.find(({ outcome }) => outcome.kind === 'not trading');
  const [first] = answers;
  const onlyAmbiguous = answers.length > 0 && answers.every(({ outcome }) => outcome.kind === 'ambiguous');
  if (onlyAmbiguous) return refusal(desk, 'ambiguous', 'error.ambiguous', { text }, candidates);
  if (halted?.outcome.kind === 'not trading') {
    const params = { source: halted.source.feed.name, pair: halted.outcome.label };
    return refusal(desk, 'not-trading', 'error.not-trading', params, candidates);
  }
  const source = first?.source.feed.name ?? '';
  if (candidates.length === 0) return refuseUnknown(desk, source, text, unasked);
  if (coinAlone) return refusal(desk, 'unknown-symbol', 'error.coin-alone', { text }, candidates);
  // The sentence names what the first source has; the list offers the others too.
  const own = candidates.filter((one) => one.source === first?.source.feed.id);
  const params = { source, text, closest: labels(own.length > 0 ? own : candidates) };
  return refusal(desk, 'unknown-symbol', 'error.unknown-symbol.closest', params, candidates);
}

/** Finds pairs by what a user typed, over the sources in their order. */
export function createPairFinder(desk: Desk, lists: SymbolLists, signal: AbortSignal) {
  const sources = () => desk.sourcing.order().flatMap((id) => desk.sources.get(id) ?? []);

  const byText = async (text: string): Promise<ResolvedPair> => {
    const parsed = parseSymbol(text);
    const shown = text.trim().slice(0, 40);
    if (parsed === null) throw refusal(desk, 'unknown-symbol', 'error.unreadable-symbol', { text: shown });
    const answers: Answer[] = [];
    for (const source of sources()) {
      const outcome = await ask(
        source,
        { base: parsed.base, quote: parsed.quote ?? usualQuote },
        lists,
        signal,
      );
      if (outcome.kind === 'found') {
        if (parsed.quote !== null) return outcome.pair;
        const { id, base, quote, name } = outcome.pair;
        const candidate = { id, label: `${base}/${quote}`, name, source: source.feed.id, rank: null };
        answers.push({ source, outcome: { kind: 'unknown', closest: [candidate] } });
      } else if (outcome.kind === 'failed' && outcome.error.kind !== 'blocked' && answers.length === 0) {
        // Another source may know the name as something else; only a source that is closed for good is passed over.
        throw unavailable(desk, source, outcome.error);
      } else {
        answers.push({ source, outcome });
      }
    }
    const failed = answers.find(({ outcome }) => outcome.kind === 'failed');
    if (failed?.outcome.kind === 'failed' && answers.length === 1) {
      throw unavailable(desk, failed.source, failed.outcome.error);
    }
    throw refuseUnresolved(desk, {
      text: shown,
      answers: answers.filter((one) => one.outcome.kind !== 'failed'),
      unasked: failed,
      coinAlone: parsed.quote === null,
    });
  };

  const byId = async (id: PairId): Promise<ResolvedPair> => {
    const text = id.slice(0, 40);
    const source = desk.sources.get(id.slice(0, Math.max(0, id.indexOf(':'))) as SourceId);
    if (source === undefined) throw refusal(desk, 'unknown-symbol', 'error.unreadable-symbol', { text });
    const outcome = await ask(source, { id }, lists, signal);
    if (outcome.kind === 'found') return outcome.pair;
    if (outcome.kind === 'failed') throw unavailable(desk, source, outcome.error);
    throw refuseUnresolved(desk, { text, answers: [{ source, outcome }] });
  };

  return { byText, byId };
}
