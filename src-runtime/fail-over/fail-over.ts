import { type Pair, type PairId, pairLabel, type SourceId } from '../../src-core/pair.ts';
import type { PricePoint } from '../../src-core/sample.ts';
import { plain } from '../../src-shared/words/words.ts';
import { type Desk, nowOf, sourceOf, type WatchedPair } from '../desk.ts';
import type { SymbolLists } from '../symbol-lists.ts';
import { basisOf, canBeSame } from './basis.ts';
import { findCounterparts } from './counterpart.ts';
import { commonMs, pricesAround } from './prices-around.ts';

/** Serves pairs from another source while their own is out. */
export interface FailOver {
  /** Looks which pairs need a fallback, and which no longer do; called again and again. */
  readonly look: () => void;
  /** Pairs that a source is asked for besides its own. */
  readonly alsoAsk: (source: SourceId) => readonly Pair[];
  /** The pairs that a quote of this pair serves as fallback. */
  readonly servedBy: (id: PairId) => readonly WatchedPair[];
}

/** The first source must have been well for so long before it serves again. */
const wellMs = 5 * 60_000;
/** A pair for which no fallback was found is not looked up again before this. */
const againMs = 10 * 60_000;
/** The same where the other source did not answer: it may have stumbled, or the network has. */
const soonMs = 60_000;
const mostNamed = 3;

export function createFailOver(deskOf: () => Desk, lists: () => SymbolLists, signal: AbortSignal): FailOver {
  const liveSince = new Map<SourceId, number>();
  /** From when on, by the monotonic clock, a fallback may be looked for again; a pair that is added anew has tried nothing. */
  const againAt = new WeakMap<WatchedPair, number>();
  /** The pairs of a source that people were told are served by another. */
  const told = new Map<SourceId, string>();
  const underWay = new Set<PairId>();

  const noteLive = (desk: Desk) => {
    for (const [id, { poller }] of desk.sources) {
      if (poller.status().state !== 'live') liveSince.delete(id);
      else if (!liveSince.has(id)) liveSince.set(id, desk.clock.monotonic());
    }
  };
  const isLive = (id: SourceId) => liveSince.has(id);
  const isWell = (desk: Desk, id: SourceId) => {
    const since = liveSince.get(id);
    return since !== undefined && desk.clock.monotonic() - since >= wellMs;
  };

  const tell = (desk: Desk, source: SourceId) => {
    const served = [...desk.pairs.values()].filter(
      ({ pair, fallback }) => pair.source === source && fallback !== null,
    );
    const ids = served.map(({ pair }) => pair.id).join(' ');
    if (ids === (told.get(source) ?? '')) return;
    told.set(source, ids);
    const noticeId = `fail-over:${source}`;
    const other = served[0]?.fallback?.pair.source;
    if (other === undefined) {
      if (desk.notices.remove(noticeId)) desk.publisher.touch('notices');
      return;
    }
    const named = served
      .slice(0, mostNamed)
      .map(({ pair }) => pairLabel(pair))
      .join(', ');
    const more = served.length - mostNamed;
    const cause = sourceOf(desk, source).poller.status().failure?.cause ?? 'offline';
    const params = () => ({
      source: desk.say(`source.${source}`),
      other: desk.say(`source.${other}`),
      cause: plain(desk.say(`cause.${cause}`)),
      pairs: more > 0 ? desk.say('blind.pairs.more', { pairs: named, count: more }) : named,
    });
    if (desk.notices.put({ id: noticeId, code: 'fail-over', params })) desk.publisher.touch('notices');
  };

  const switchTo = (desk: Desk, watched: WatchedPair, pair: Pair, basis: number | null) => {
    const { staleMs, poller } = sourceOf(desk, pair.source);
    watched.fallback = { pair, basis };
    desk.engine.setStaleMs(watched.pair.id, staleMs);
    desk.log.warn({ event: 'pair.fail-over', pair: watched.pair.id, to: pair.id, basis });
    tell(desk, watched.pair.source);
    desk.publisher.touchPair(watched.pair.id);
    poller.pollSoon();
  };

  const end = (desk: Desk, watched: WatchedPair) => {
    watched.fallback = null;
    againAt.delete(watched);
    desk.engine.setStaleMs(watched.pair.id, sourceOf(desk, watched.pair.source).staleMs);
    desk.log.info({ event: 'pair.fail-over-end', pair: watched.pair.id });
    tell(desk, watched.pair.source);
    desk.publisher.touchPair(watched.pair.id);
  };

  /** What a pair of another source is worth in the prices of this one; null where it is another coin. */
  const compare = async (desk: Desk, { pair }: WatchedPair, candidate: Pair, last: PricePoint) => {
    const points = await pricesAround(desk, candidate, last.t, signal);
    const newest = points.at(-1);
    if (newest === undefined) return 'unanswered';
    const basis = basisOf(desk.history.samplesOf(pair.id, last.t - commonMs), points);
    return canBeSame(basis ?? newest.price / last.price, 1) ? { basis } : null;
  };

  /** Answers how long it takes until it may be worth another look, in ms. */
  const begin = async (desk: Desk, watched: WatchedPair, at: SourceId): Promise<number> => {
    const { pair } = watched;
    const last = desk.engine.pairMemory(pair.id)?.last ?? null;
    // Without a price of its own nothing says whether the other is the same coin.
    if (last === null) return againMs;
    const candidates = await findCounterparts(desk, lists(), pair, at, signal);
    let waitMs = candidates === null ? soonMs : againMs;
    const isWanted = () =>
      !signal.aborted &&
      desk.pairs.get(pair.id) === watched &&
      !isLive(pair.source) &&
      desk.monitoring.state() === 'on';
    for (const candidate of candidates ?? []) {
      if (!isWanted()) return soonMs;
      const found = await compare(desk, watched, candidate, last);
      if (found === 'unanswered') waitMs = soonMs;
      if (found === 'unanswered' || found === null) continue;
      if (!isWanted()) return soonMs;
      switchTo(desk, watched, candidate, found.basis);
      return againMs;
    }
    return waitMs;
  };

  const isStale = (desk: Desk, { pair, fallback }: WatchedPair): boolean => {
    const lastT = desk.engine.lastT(pair.id);
    const { staleMs } = sourceOf(desk, fallback?.pair.source ?? pair.source);
    return lastT === null || nowOf(desk, pair) - lastT > staleMs;
  };

  const needsFallback = (desk: Desk, watched: WatchedPair): boolean => {
    const { pair, fallback } = watched;
    if (fallback !== null || underWay.has(pair.id) || isLive(pair.source)) return false;
    if (sourceOf(desk, pair.source).poller.status().state !== 'failing') return false;
    return isStale(desk, watched) && desk.clock.monotonic() >= (againAt.get(watched) ?? 0);
  };

  return {
    look() {
      const desk = deskOf();
      noteLive(desk);
      for (const source of desk.sources.keys()) tell(desk, source);
      if (desk.monitoring.state() === 'paused') return;
      for (const watched of desk.pairs.values()) {
        const { pair, fallback } = watched;
        if (fallback !== null) {
          const other = fallback.pair.source;
          const otherFails =
            sourceOf(desk, other).poller.status().state === 'failing' || isStale(desk, watched);
          // The user wants nothing of it any more.
          const unwanted = !desk.sourcing.order().includes(other);
          if (unwanted || isWell(desk, pair.source) || (isLive(pair.source) && otherFails))
            end(desk, watched);
          continue;
        }
        const other = desk.sourcing
          .order()
          .find((id) => id !== pair.source && sourceOf(desk, id).poller.status().state !== 'failing');
        if (other === undefined || !needsFallback(desk, watched)) continue;
        const lookedAt = desk.clock.monotonic();
        againAt.set(watched, lookedAt + againMs);
        underWay.add(pair.id);
        void begin(desk, watched, other)
          .then((ms) => againAt.set(watched, lookedAt + ms))
          .catch((error: unknown) => desk.log.error({ event: 'fail-over.bug', pair: pair.id, err: error }))
          .finally(() => underWay.delete(pair.id));
      }
    },
    alsoAsk: (source) =>
      [...deskOf().pairs.values()].flatMap(({ fallback }) =>
        fallback !== null && fallback.pair.source === source ? [fallback.pair] : [],
      ),
    servedBy: (id) => [...deskOf().pairs.values()].filter(({ fallback }) => fallback?.pair.id === id),
  };
}
