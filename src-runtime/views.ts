import type { AlarmId, AlarmView } from '../src-core/alarm.ts';
import type { EpochMs, PairId, SourceId } from '../src-core/pair.ts';
import type { PairMemory } from '../src-core/pair-slot.ts';
import { futureToleranceMs } from '../src-core/samples/accept.ts';
import type { PairView, SourceView } from '../src-shared/contract/schemas.ts';
import { type Desk, nowOf, type Source, type WatchedPair } from './desk.ts';

type PriceView = Pick<PairView, 'price' | 't' | 'ageMs' | 'stale' | 'confirming' | 'strange' | 'via'>;

/** The last price of a pair, and what is to be said of it. */
function priceView(desk: Desk, { pair, fallback }: WatchedPair, memory: PairMemory): PriceView {
  const { last, held = null, strange = null } = memory;
  const confirming = held?.price ?? null;
  if (last === null) {
    return { price: null, t: null, ageMs: null, stale: true, confirming, strange: null, via: null };
  }
  const age = nowOf(desk, pair) - last.t;
  const staleMs = desk.sources.get(fallback?.pair.source ?? pair.source)?.staleMs ?? 0;
  return {
    price: last.price,
    t: last.t,
    ageMs: Math.max(0, age),
    // A price from the future was stamped by another clock, and says nothing about now.
    stale: age > staleMs || age < -futureToleranceMs,
    confirming,
    strange: strange === null ? null : { ...strange, last: last.price },
    via: last.via ?? null,
  };
}

/** What the interface shows of a pair; null once it is gone. */
export function pairView(desk: Desk, id: PairId): PairView | null {
  const watched = desk.pairs.get(id);
  const memory = desk.engine.pairMemory(id);
  if (watched === undefined || memory === null) return null;
  const { pair, quote, closely, notSeen } = watched;
  return {
    ...pair,
    ...priceView(desk, watched, memory),
    blind: desk.engine.isBlind(id, nowOf(desk, pair)),
    closely,
    notSeen: notSeen.at(-1) ?? null,
    frozenSince: watched.frozenSince,
    change24h: quote.change24h,
    high24h: quote.high24h,
    low24h: quote.low24h,
  };
}

/** What the interface shows of an alarm; null once it is gone. */
export function alarmView(desk: Desk, id: AlarmId, pairId: PairId): AlarmView | null {
  const watched = desk.pairs.get(pairId);
  if (watched === undefined) return null;
  return desk.engine.view(id, nowOf(desk, watched.pair), desk.ring.facetOf(id));
}

/** Since when none of the prices that come has moved; null where one has, or none comes. */
function frozenTime(pairs: readonly WatchedPair[]): EpochMs | null {
  const coming = pairs.filter((one) => one.missingSince === null && one.quoted);
  const times = coming.map((one) => one.frozenSince).filter((time) => time !== null);
  return times.length > 0 && times.length === coming.length ? Math.max(...times) : null;
}

export function sourceView(desk: Desk, id: SourceId, source: Source): SourceView {
  const { state, failure, lastSuccessAt, nextTryAt, budget } = source.poller.status();
  const now = desk.clock.now();
  const key = desk.sourcing.keyOf(id);
  const pairs = [...desk.pairs.values()].filter(({ pair }) => pair.source === id);
  const frozen = state === 'live' ? frozenTime(pairs) : null;
  return {
    id,
    state: frozen === null ? state : 'frozen',
    frozenForMs: frozen === null ? null : Math.max(0, source.poller.time.now() - frozen),
    failure:
      failure === null
        ? null
        : { kind: failure.kind, cause: failure.cause, forMs: Math.max(0, now - failure.since) },
    lastSuccessAgeMs: lastSuccessAt === null ? null : Math.max(0, now - lastSuccessAt),
    nextTryInMs: nextTryAt === null ? null : Math.max(0, Math.round(nextTryAt - now)),
    staleMs: source.staleMs,
    pairs: pairs.length,
    budget,
    ...(key !== undefined && { key }),
  };
}

export function sourceViews(desk: Desk): SourceView[] {
  const order = new Set(desk.sourcing.order());
  return [...desk.sources]
    .map(([id, source]) => sourceView(desk, id, source))
    .filter(({ id, pairs }) => pairs > 0 || order.has(id));
}
