import type { Firing } from '../src-core/alarm.ts';
import { windowOf } from '../src-core/condition.ts';
import type { PairId } from '../src-core/pair.ts';
import type { Sample } from '../src-core/sample.ts';
import type { Quote, Quotes } from '../src-feeds/feed.ts';
import type { Desk, WatchedPair } from './desk.ts';
import { historyMs } from './history.ts';
import type { SourceTime } from './source-time.ts';
import { startAnewIfFromTheFuture } from './start-anew.ts';
import type { StoredFiring } from './storage/state-store.ts';

/** Takes quotes in: judges them, stores what came of it in one transaction, then lets it ring. */
export interface Intake {
  readonly take: (quotes: Quotes, time: SourceTime) => void;
}

interface Tick {
  readonly samples: { readonly pair: PairId; readonly sample: Sample }[];
  readonly firings: StoredFiring[];
  readonly taken: WatchedPair[];
}

/** A pair that an answer lacks this long is told as gone, in ms; one bad answer is not. */
const vanishedMs = 120_000;
/** Past prices that could not be had are asked for again after this long, in ms. */
const refillMs = 60_000;

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

export function createIntake(desk: Desk): Intake {
  const stored = (firing: Firing, watched: WatchedPair): StoredFiring => ({
    firing: {
      ...firing,
      receivedAt: desk.clock.now(),
      acknowledgedAt: null,
      acknowledgedBy: null,
      deliveries: [],
    },
    pair: watched.pair,
  });

  const judge = (watched: WatchedPair, sample: Sample, now: number, tick: Tick) => {
    const { id } = watched.pair;
    const taken = desk.engine.takeSample(id, sample, now);
    if (!taken.accepted) {
      desk.log.debug({ event: 'sample.refused', pair: id, refusal: taken.refusal });
      return;
    }
    tick.samples.push({ pair: id, sample: taken.sample });
    if (taken.extremesMoved) desk.outbox.extremes(id);
    for (const alarm of taken.changed) desk.outbox.tracker(alarm);
    for (const firing of taken.firings) tick.firings.push(stored(firing, watched));
    tick.taken.push(watched);
  };

  /** As far back as a window of the pair's alarms reaches, a day at least. */
  const depthOf = (id: PairId) =>
    Math.max(historyMs, ...desk.engine.alarmsOf(id).map((alarm) => windowOf(alarm.condition) ?? 0));

  /** Past prices are asked for once the source's time is known, which is with its first answer. */
  const fill = (watched: WatchedPair, now: number) => {
    if (desk.clock.now() < watched.fillFrom) return;
    watched.fillFrom = Number.POSITIVE_INFINITY;
    const { pair } = watched;
    void desk.history.fill(pair, now, depthOf(pair.id)).then((outcome) => {
      if (outcome === 'failed') watched.fillFrom = desk.clock.now() + refillMs;
      desk.publisher.touchHistory(pair.id);
    });
  };

  /** A firing is on the platter before anything rings; where storage fails it rings all the same. */
  const save = (tick: Tick) => {
    desk.outbox.firings(tick.firings);
    if (tick.samples.length === 0) return;
    for (const { pair, sample } of tick.samples) desk.outbox.prices.addSample(pair, sample);
    desk.outbox.save('process');
  };

  const ringFor = (firings: readonly StoredFiring[]) => {
    if (firings.length === 0) return;
    for (const { firing } of firings) {
      desk.log.info({ event: 'alarm.fired', firing: firing.id, pair: firing.pairId, t: firing.t });
    }
    desk.ring.add(firings);
    desk.publisher.touch('ringing');
  };

  const noteMissing = (id: PairId) => {
    const watched = desk.pairs.get(id);
    if (watched === undefined) return;
    const now = desk.clock.now();
    watched.missingSince ??= now;
    if (now - watched.missingSince < vanishedMs || watched.vanishedTold) return;
    watched.vanishedTold = true;
    const { pair } = watched;
    const source = desk.sources.get(pair.source)?.feed.name ?? pair.source;
    const params = { pair: `${pair.base}/${pair.quote}`, source };
    desk.notices.put({ id: `vanished:${id}`, code: 'pair-vanished', params });
    desk.log.warn({ event: 'pair.vanished', pair: id });
    desk.publisher.touch('notices');
  };

  const noteQuote = (watched: WatchedPair, { change24h, high24h, low24h }: Quote) => {
    watched.quote = { change24h: finite(change24h), high24h: finite(high24h), low24h: finite(low24h) };
    watched.missingSince = null;
    watched.vanishedTold = false;
    if (desk.notices.remove(`vanished:${watched.pair.id}`)) desk.publisher.touch('notices');
    desk.publisher.touchPair(watched.pair.id);
  };

  return {
    take({ quotes, missing }, time) {
      const now = time.now();
      const tick: Tick = { samples: [], firings: [], taken: [] };
      for (const quote of quotes) {
        const watched = desk.pairs.get(quote.pairId);
        // Removed while the request was under way.
        if (watched === undefined) continue;
        noteQuote(watched, quote);
        startAnewIfFromTheFuture(desk, watched, now);
        judge(watched, { t: quote.t ?? now, price: quote.price, kind: 'quote' }, now, tick);
      }
      save(tick);
      ringFor(tick.firings);
      // Nothing that reads or asks for the past comes before a ring.
      for (const watched of tick.taken) fill(watched, now);
      for (const id of missing) noteMissing(id);
      desk.publisher.touch('sources');
    },
  };
}
