import type { AlarmId, AlarmView } from '../src-core/alarm.ts';
import type { PairId, SourceId } from '../src-core/pair.ts';
import { futureToleranceMs } from '../src-core/samples/accept.ts';
import type { PairView, SourceView } from '../src-shared/contract/schemas.ts';
import { type Desk, nowOf, type Source } from './desk.ts';

/** What the interface shows of a pair; null once it is gone. */
export function pairView(desk: Desk, id: PairId): PairView | null {
  const watched = desk.pairs.get(id);
  const memory = desk.engine.pairMemory(id);
  if (watched === undefined || memory === null) return null;
  const { pair, quote } = watched;
  const age = memory.last === null ? null : nowOf(desk, pair) - memory.last.t;
  const staleMs = desk.sources.get(watched.fallback?.pair.source ?? pair.source)?.staleMs ?? 0;
  const { held = null, strange = null, last } = memory;
  return {
    ...pair,
    price: memory.last?.price ?? null,
    t: memory.last?.t ?? null,
    ageMs: age === null ? null : Math.max(0, age),
    // A price from the future was stamped by another clock, and says nothing about now.
    stale: age === null || age > staleMs || age < -futureToleranceMs,
    blind: desk.engine.isBlind(id, nowOf(desk, pair)),
    confirming: held?.price ?? null,
    strange: strange === null || last === null ? null : { ...strange, last: last.price },
    via: last?.via ?? null,
    closely: watched.closely,
    notSeen: watched.notSeen.at(-1) ?? null,
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

export function sourceView(desk: Desk, id: SourceId, source: Source): SourceView {
  const { state, failure, lastSuccessAt, nextTryAt } = source.poller.status();
  const now = desk.clock.now();
  const pairs = [...desk.pairs.values()].filter(({ pair }) => pair.source === id).length;
  return {
    id,
    state,
    failure:
      failure === null
        ? null
        : { kind: failure.kind, cause: failure.cause, forMs: Math.max(0, now - failure.since) },
    lastSuccessAgeMs: lastSuccessAt === null ? null : Math.max(0, now - lastSuccessAt),
    nextTryInMs: nextTryAt === null ? null : Math.max(0, Math.round(nextTryAt - now)),
    staleMs: source.staleMs,
    pairs,
  };
}

export function sourceViews(desk: Desk): SourceView[] {
  return [...desk.sources].map(([id, source]) => sourceView(desk, id, source));
}
