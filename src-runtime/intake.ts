import { windowOf } from '../src-core/condition.ts';
import { type PairId, pairLabel } from '../src-core/pair.ts';
import type { Sample } from '../src-core/sample.ts';
import type { Quote, Quotes } from '../src-feeds/feed.ts';
import type { CatchUp } from './catch-up.ts';
import { type Desk, isOwnSourceOut, sourceOf, type WatchedPair } from './desk.ts';
import type { Batch } from './judge.ts';
import { createStandstillLog, frozenSince } from './sources/frozen.ts';
import type { SourceTime } from './source-time.ts';
import { startAnewIfFromTheFuture } from './start-anew.ts';

/** Takes quotes in: each is judged at once, or waits for the candles of a hole before it. */
export interface Intake {
  readonly take: (quotes: Quotes, time: SourceTime) => void;
}

/** A pair that an answer lacks this long is told as gone, in ms; one bad answer is not. */
const vanishedMs = 120_000;
/** Past prices that could not be had are asked for again after this long, in ms. */
const refillMs = 60_000;

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

export function createIntake(desk: Desk, catchUp: CatchUp): Intake {
  const logStandstill = createStandstillLog(desk.log);

  /** As far back as a window of the pair's alarms reaches. */
  const depthOf = (id: PairId) =>
    Math.max(0, ...desk.engine.alarmsOf(id).map((alarm) => windowOf(alarm.condition) ?? 0));

  /** Past prices are asked for once the source's time is known, which is with its first answer. */
  const fill = (watched: WatchedPair, now: number) => {
    if (desk.clock.now() < watched.fillFrom || isOwnSourceOut(desk, watched)) return;
    watched.fillFrom = Number.POSITIVE_INFINITY;
    const { pair } = watched;
    void desk.history.fill(pair, now, depthOf(pair.id)).then((outcome) => {
      if (outcome === 'failed') watched.fillFrom = desk.clock.now() + refillMs;
      desk.publisher.touchHistory(pair.id);
    });
  };

  const noteMissing = (id: PairId) => {
    const watched = desk.pairs.get(id);
    if (watched === undefined) return;
    const now = desk.clock.now();
    watched.frozenSince = null;
    watched.missingSince ??= now;
    if (now - watched.missingSince < vanishedMs || watched.vanishedTold) return;
    watched.vanishedTold = true;
    const { pair } = watched;
    const params = () => ({ pair: pairLabel(pair), source: desk.say(`source.${pair.source}`) });
    desk.notices.put({ id: `vanished:${id}`, code: 'pair-vanished', params });
    desk.log.warn({ event: 'pair.vanished', pair: id });
    desk.publisher.touch('notices');
  };

  const noteQuote = (watched: WatchedPair, quote: Quote, now: number) => {
    const { change24h, high24h, low24h } = quote;
    const staleMs = desk.sources.get(watched.pair.source)?.staleMs ?? 0;
    watched.frozenSince = frozenSince(quote, now, staleMs);
    watched.quoted = true;
    watched.quote = { change24h: finite(change24h), high24h: finite(high24h), low24h: finite(low24h) };
    watched.missingSince = null;
    watched.vanishedTold = false;
    if (desk.notices.remove(`vanished:${watched.pair.id}`)) desk.publisher.touch('notices');
    desk.publisher.touchPair(watched.pair.id);
  };

  /** A quote of another source for each pair that it stands in for. */
  const asFallback = (quote: Quote, now: number): Batch[] =>
    desk.failOver.servedBy(quote.pairId).flatMap((watched) => {
      const { pair, basis } = watched.fallback ?? { pair: watched.pair, basis: null };
      const price = quote.price / (basis ?? 1);
      const via = { source: pair.source, basis, by: quote.price };
      const sample: Sample = { t: quote.t ?? now, price, kind: 'quote', via };
      // A budget may stretch the interval, and with it the age at which a price is too old.
      desk.engine.setStaleMs(watched.pair.id, sourceOf(desk, pair.source).staleMs);
      desk.publisher.touchPair(watched.pair.id);
      return catchUp.take(watched, sample) ? [] : [{ watched, samples: [sample] }];
    });

  return {
    take({ quotes, missing }, time) {
      const now = time.now();
      const batches: Batch[] = [];
      const told: WatchedPair[] = [];
      for (const quote of quotes) {
        batches.push(...asFallback(quote, now));
        const watched = desk.pairs.get(quote.pairId);
        // Removed while the request was under way.
        if (watched === undefined) continue;
        noteQuote(watched, quote, now);
        told.push(watched);
        // Its own source must have been well for a while before it is believed again.
        if (watched.fallback !== null) continue;
        desk.engine.setStaleMs(watched.pair.id, sourceOf(desk, watched.pair.source).staleMs);
        startAnewIfFromTheFuture(desk, watched, now);
        const sample: Sample = { t: quote.t ?? now, price: quote.price, kind: 'quote' };
        if (!catchUp.take(watched, sample)) batches.push({ watched, samples: [sample] });
      }
      const taken = desk.judge.judge(batches, now);
      // Nothing that reads or asks for the past comes before a ring.
      for (const watched of taken) fill(watched, now);
      for (const id of missing) noteMissing(id);
      const [any] = told;
      if (any !== undefined) {
        logStandstill(
          any.pair.source,
          told.every((one) => one.frozenSince !== null),
        );
      }
      desk.publisher.touch('sources');
    },
  };
}
